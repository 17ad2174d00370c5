using ActionSync.Reminding.Policy;
using ActionSync.Trackers;

namespace ActionSync.Reminding.Channels;

/// <summary>A way to reach people. A channel sends what it is given, once a call, and says honestly what became of it; it decides nothing.</summary>
internal interface IReminderChannel
{
    /// <summary>Email, Slack, Teams or Comment: what <c>People:&lt;email&gt;:Channel</c> says.</summary>
    string Name { get; }

    /// <summary>Sending the same digest again does no harm: the reader's side recognises it. Others are never asked twice where an answer was lost.</summary>
    bool RepeatsHarmlessly { get; }

    /// <summary>Why this digest cannot go this way at all; null where it can. No request is made.</summary>
    string? Unsuited(Digest digest);

    /// <summary>Sends. Throws only on cancellation by the caller.</summary>
    Task<SendOutcome> SendAsync(Digest digest, CancellationToken cancellationToken);

    /// <summary>What <c>doctor</c> shows. Sends nothing to anybody.</summary>
    Task<Finding> CheckAsync(CancellationToken cancellationToken);
}

/// <summary>What became of one message. Reasons are sentences for people and hold no secret.</summary>
internal abstract record SendOutcome
{
    private SendOutcome() { }

    /// <summary>It is the matter of one issue, and says nothing of how the channel serves others.</summary>
    public bool IsOfOneIssue { get; init; }

    /// <param name="Where">An address, a file, a channel.</param>
    public sealed record Sent(string Where) : SendOutcome;

    /// <summary>Surely not delivered, and worth another try later.</summary>
    public sealed record Failed(string Reason) : SendOutcome;

    /// <summary>Surely not delivered, because of a limit; nothing before that time.</summary>
    public sealed record Limited(string Reason, DateTimeOffset Until) : SendOutcome;

    /// <summary>Surely not delivered, and never will be: there is no such person here.</summary>
    public sealed record Unreachable(string Reason) : SendOutcome;

    /// <summary>Perhaps delivered: the answer was lost.</summary>
    public sealed record Unknown(string Reason) : SendOutcome;
}
