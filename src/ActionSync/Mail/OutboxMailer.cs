using System.Text;
using ActionSync.Files;
using ActionSync.Items;

namespace ActionSync.Mail;

/// <summary>
/// Mail without a mail server: each is one <c>.eml</c> file that any mail program opens. A file with its Message-ID is this very mail, written by an earlier
/// try; whatever else has its name is left alone, and the mail gets another.
/// </summary>
internal sealed class OutboxMailer(EmailOptions options, FileRights rights, TimeProvider clock) : IMailer
{
    private const int MostNames = 100;
    // The Message-ID stands behind the subject, which no title makes this long.
    private const int MostOfHeader = 64 * 1024;

    private readonly TimedAccess _access = new(options.Outbox, clock);

    public bool WritesFiles => true;

    public async Task<SendOutcome> SendAsync(EmailMessage mail, CancellationToken cancellationToken)
    {
        var to = new Addressees(mail);
        if (to.Kept.Count == 0)
            return to.NotSent();
        try
        {
            var bytes = MailComposer.Write(mail, to, options.From);
            return await _access.WriteAsync(async () =>
            {
                rights.MakeFolder(options.Outbox);
                return await PlaceAsync(mail, bytes, cancellationToken) is { } path
                    ? to.Sent(path)
                    : new SendOutcome.Failed($"{Path.Combine(options.Outbox, mail.FileName)} and its next {MostNames - 1} names are taken by something else");
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new SendOutcome.Failed($"the outbox {options.Outbox} cannot be written: {e.Message}");
        }
    }

    /// <summary>Where the mail lies, now or since an earlier try; null where no name is free.</summary>
    private async Task<string?> PlaceAsync(EmailMessage mail, byte[] bytes, CancellationToken cancellationToken)
    {
        for (var n = 1; n <= MostNames; n++)
        {
            var path = Path.Combine(
                options.Outbox, n == 1 ? mail.FileName : $"{Path.GetFileNameWithoutExtension(mail.FileName)}-{n}{Path.GetExtension(mail.FileName)}");
            if (FileFacts.At(path) is null && await AtomicFile.CreateAsync(path, bytes, rights, cancellationToken))
                return path;
            if (IsOf(mail, path))
                return path;
        }
        return null;
    }

    private static bool IsOf(EmailMessage mail, string path)
    {
        try
        {
            using var file = OpenedFile.ForReading(path, LinkRule.Never);
            var start = Encoding.UTF8.GetString(file.ReadStart(MostOfHeader));
            var header = start[..(start.IndexOf("\r\n\r\n", StringComparison.Ordinal) is >= 0 and var end ? end + 2 : start.Length)];
            return header.Contains($"\r\nMessage-ID: {mail.MessageId}\r\n", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is NotARegularFileException or FileNotFoundException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public async Task<Finding> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _access.RunAsync(() => { WriteAccess.Require(options.Outbox); return true; }, cancellationToken);
            return new Finding(Good: true, "Email", $"no mail server is configured; messages are written to {options.Outbox}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Finding(Good: false, "Email", $"{options.Outbox} cannot be written: {e.Message}",
                "Let this user write there, or set Channels:Email:Outbox or Channels:Email:Host.");
        }
    }
}
