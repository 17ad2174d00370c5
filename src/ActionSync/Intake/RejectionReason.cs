using ActionSync.Documents;

namespace ActionSync.Intake;

/// <summary>Why a document was rejected, in one of few words, for whoever counts.</summary>
internal static class RejectionReason
{
    private const string Unfinished = "unfinished";
    private const string Unreadable = "unreadable";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Unfinished, Unreadable, Problem.Invalid, Problem.AmbiguousDate];

    /// <summary>By its first problem.</summary>
    public static string Of(ParsedFile parsed) => parsed.EndsTooEarly ? Unfinished : parsed.Problems[0].IsOfFile ? Unreadable : parsed.Problems[0].Why;
}
