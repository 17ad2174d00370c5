using ActionSync.Items;

namespace ActionSync.Mail;

/// <summary>One mail, ready but for the way it goes. All one-line fields are without line breaks.</summary>
/// <param name="To">One reader or several, who see each other.</param>
/// <param name="MessageId">In angle brackets; the same mail has the same one.</param>
/// <param name="FileName">What it is called in an outbox folder, where nothing else has that name.</param>
internal sealed record EmailMessage(
    IReadOnlyList<MailReader> To, string Subject, string Text, string Html, string MessageId, DateTimeOffset Date, string FileName)
{
    /// <summary>Where its reader unsubscribes: a page by GET, and at once by POST (RFC 8058); null for nowhere.</summary>
    public string? Unsubscribe { get; init; }
}

/// <param name="Address">An address as <see cref="MailAddresses"/> takes them.</param>
/// <param name="Name">The reader's name, or their address.</param>
internal sealed record MailReader(string Address, string Name);

/// <summary>Takes mail away: to a server or into a folder. Sending the same mail twice does no harm.</summary>
internal interface IMailer
{
    /// <summary>It writes files, by which nobody is disturbed.</summary>
    bool WritesFiles { get; }

    Task<SendOutcome> SendAsync(EmailMessage mail, CancellationToken cancellationToken);

    Task<Finding> CheckAsync(CancellationToken cancellationToken);
}
