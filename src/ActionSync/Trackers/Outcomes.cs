using ActionSync.Text;

namespace ActionSync.Trackers;

/// <summary>What became of one draft. A reason may quote the tracker, so it is made plain text.</summary>
public abstract record CreateOutcome
{
    private CreateOutcome() { }

    public sealed record Created(IssueSnapshot Issue) : CreateOutcome;

    /// <summary>A definite no: nothing was created, and trying again is safe. <paramref name="Reason"/> says what is wrong and what to do.</summary>
    public sealed record Refused(string Reason) : CreateOutcome
    {
        public string Reason { get; } = PlainText.Readable(Reason);
    }

    /// <summary>Not sent, or surely not carried out, because of a limit; nothing before <paramref name="Until"/>.</summary>
    public sealed record Deferred(string Reason, DateTimeOffset Until) : CreateOutcome
    {
        public string Reason { get; } = PlainText.Readable(Reason);
    }

    /// <summary>Perhaps created: answer lost, 5xx, time-out, broken connection.</summary>
    public sealed record Unknown(string Reason) : CreateOutcome
    {
        public string Reason { get; } = PlainText.Readable(Reason);
    }
}

/// <summary>What became of a read or an update of one issue. A reason may quote the tracker, so it is made plain text.</summary>
public abstract record ReadOutcome
{
    private ReadOutcome() { }

    public sealed record Found(IssueSnapshot Issue) : ReadOutcome;

    /// <summary>Deleted, transferred, hidden: <paramref name="Reason"/> says which, as far as can be told.</summary>
    public sealed record Gone(string Reason) : ReadOutcome
    {
        public string Reason { get; } = PlainText.Readable(Reason);
    }

    /// <summary>A definite no to this write; the reason is the tracker's own.</summary>
    public sealed record Refused(string Reason) : ReadOutcome
    {
        public string Reason { get; } = PlainText.Readable(Reason);
    }

    /// <summary>
    /// This one issue cannot be served now (a 5xx, an answer that cannot be read) while the tracker serves others: nothing is known of it. A write was
    /// perhaps carried out where <paramref name="PerhapsDone"/>.
    /// </summary>
    public sealed record Failed(string Reason, bool PerhapsDone = false) : ReadOutcome
    {
        public string Reason { get; } = PlainText.Readable(Reason);
    }
}
