using ActionSync.Documents;
using ActionSync.Documents.Messages;
using ActionSync.Planning;

namespace ActionSync.Intake;

/// <summary>What became of one file.</summary>
internal abstract record ImportResult(string Source)
{
    /// <summary>What lies there now is not what was dealt with: it is worth another look at once.</summary>
    public bool ReadAgain { get; init; }

    /// <summary>Its incidents are in the ledger; a plan with nothing but Keep for a document that was there already.</summary>
    internal sealed record Accepted(string Source, IReadOnlyList<PlanCounts> Plans) : ImportResult(Source)
    {
        /// <summary>What of its items was not understood.</summary>
        public required IReadOnlyList<DocumentMessage> Unread { get; init; }

        /// <summary>The lines that it was read from; null where they cannot be shown.</summary>
        public SourceLines? Lines { get; init; }

        /// <summary>Where the file lies still; null where it lay in no file, or was put away.</summary>
        public string? Path { get; init; }

        /// <summary>The full path of the receipt of its first incident.</summary>
        public required string Receipt { get; init; }
    }

    /// <summary>Something in it is wrong, so nothing of it was taken in.</summary>
    internal sealed record Rejected(string Source, ParsedFile Parsed) : ImportResult(Source);

    /// <summary>It ends in the middle, and was not waited for long enough: perhaps it is still being written.</summary>
    internal sealed record Incomplete(string Source, IReadOnlyList<Problem> Problems) : ImportResult(Source);

    /// <summary>Somebody put another version in its place while it was read; that one is read next.</summary>
    internal sealed record Replaced(string Source) : ImportResult(Source);

    /// <summary>An earlier document of its incident could not be finished: it waits, or that one would look like a revert to it.</summary>
    internal sealed record Behind(string Source) : ImportResult(Source);

    /// <summary>Whether it is about the incident that its file was known for, only a person can tell; it waits, and stays where it is.</summary>
    /// <param name="Hash">Of what waits: another version is news.</param>
    internal sealed record Held(string Source, string Incident, string Why, string Hash) : ImportResult(Source);

    /// <summary>It cannot be read or moved now; it stays where it is.</summary>
    internal sealed record Unreadable(string Source, string Reason) : ImportResult(Source);

    /// <summary>The drop folder itself cannot be used now.</summary>
    internal sealed record Unusable(string Source, string Reason) : ImportResult(Source);

    /// <summary>Something in the drop folder that cannot be taken in; it stays, and this is said once.</summary>
    internal sealed record Left(string Source, string Why) : ImportResult(Source)
    {
        /// <summary>False for what never was meant as a document.</summary>
        public bool MayBeDocument { get; init; }
    }
}
