namespace ActionSync.Mail;

/// <summary>What became of one message. Reasons are sentences for people and hold no secret.</summary>
internal abstract record SendOutcome
{
    private SendOutcome() { }

    /// <summary>It is the matter of one issue, and says nothing of how the channel serves others.</summary>
    public bool IsOfOneIssue { get; init; }

    /// <param name="Where">An address, a file, a channel.</param>
    public sealed record Sent(string Where) : SendOutcome
    {
        /// <summary>The readers of this mail who did not get it while others did.</summary>
        public IReadOnlyList<RefusedReader> Refused { get; init; } = [];
    }

    /// <summary>Surely not delivered, and worth another try later.</summary>
    public sealed record Failed(string Reason) : SendOutcome;

    /// <summary>Surely not delivered, because of a limit; nothing before that time.</summary>
    public sealed record Limited(string Reason, DateTimeOffset Until) : SendOutcome;

    /// <summary>Surely not delivered, and never will be: there is no such person here.</summary>
    public sealed record Unreachable(string Reason) : SendOutcome;

    /// <summary>Perhaps delivered: the answer was lost.</summary>
    public sealed record Unknown(string Reason) : SendOutcome;
}

/// <summary>One reader whom a mail does not reach.</summary>
/// <param name="IsForGood">Another try would end the same way.</param>
internal sealed record RefusedReader(string Address, string Reason, bool IsForGood);
