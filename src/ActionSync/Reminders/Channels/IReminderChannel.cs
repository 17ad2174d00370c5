using ActionSync.Items;
using ActionSync.Mail;
using ActionSync.Reminders.Policy;

namespace ActionSync.Reminders.Channels;

/// <summary>A way to reach people. A channel sends what it is given, once a call, and says honestly what became of it; it decides nothing.</summary>
internal interface IReminderChannel
{
    /// <summary>Email, Slack, Teams or Comment: what <c>People:&lt;email&gt;:Channel</c> says.</summary>
    string Name { get; }

    /// <summary>Sending the same digest again does no harm: the reader's side recognises it. Others are never asked twice where an answer was lost.</summary>
    bool RepeatsHarmlessly { get; }

    /// <summary>Its messages are files, by which nobody is disturbed: they are written at any hour.</summary>
    bool WritesFiles { get; }

    /// <summary>Why this digest cannot go this way at all; null where it can. No request is made.</summary>
    string? Unsuited(Digest digest);

    /// <summary>What of a digest is said this way; what is left out was said before, and is not to be said again.</summary>
    IReadOnlyList<DigestEntry> Says(Digest digest) => digest.Entries;

    /// <summary>Sends. Throws only on cancellation by the caller.</summary>
    Task<SendOutcome> SendAsync(Digest digest, CancellationToken cancellationToken);

    /// <summary>What <c>doctor</c> shows. Sends nothing to anybody.</summary>
    Task<Finding> CheckAsync(CancellationToken cancellationToken);
}
