using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ActionSync.Items;
using ActionSync.Mail;
using ActionSync.Reminders.Policy;

namespace ActionSync.Reminders.Channels.Email;

/// <summary>Digests as mail. A repeat has the same Message-ID, by which servers, readers and the outbox drop it.</summary>
internal sealed class EmailChannel(IMailer mailer, string ledgerNamespace, string from) : IReminderChannel
{
    private const int LongestName = 120;

    public string Name => EmailKind.Name;

    public bool RepeatsHarmlessly => true;

    public bool WritesFiles => mailer.WritesFiles;

    public string? Unsuited(Digest digest) => null;

    public Task<SendOutcome> SendAsync(Digest digest, CancellationToken cancellationToken) => mailer.SendAsync(MailOf(digest), cancellationToken);

    public Task<Finding> CheckAsync(CancellationToken cancellationToken) => mailer.CheckAsync(cancellationToken);

    internal EmailMessage MailOf(Digest digest)
    {
        var view = DigestView.Of(digest);
        var day = Day(digest.Day);
        return new([new MailReader(digest.To.Address, DigestView.Name(digest.To))], view.Subject, TextDigest.Render(view), HtmlDigest.Render(view),
            MailMessageId.Of(from, day, digest.Sequence, ledgerNamespace, digest.To.Address, digest.Planned),
            digest.PlannedAt, $"{FileName(day, digest.To.Address)}{(digest.Sequence > 1 ? $"-{digest.Sequence}" : "")}.eml")
        {
            Unsubscribe = digest.Unsubscribe,
        };
    }

    /// <summary><c>2024-01-16-alice@company.com</c>. Rare characters are replaced, and a hash keeps such names apart.</summary>
    internal static string FileName(string prefix, string address)
    {
        var safe = string.Concat(address.Select(c => char.IsAsciiLetterOrDigit(c) || c is '@' or '.' or '-' or '_' or '+' ? c : '_'));
        if (safe != address || safe.Length > LongestName)
            safe = $"{safe[..Math.Min(safe.Length, LongestName)]}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address)).AsSpan(0, 4))}";
        return $"{prefix}-{safe}";
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
