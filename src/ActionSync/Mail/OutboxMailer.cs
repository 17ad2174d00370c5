using ActionSync.Files;
using ActionSync.Items;

namespace ActionSync.Mail;

/// <summary>
/// Mail without a mail server: each is one <c>.eml</c> file that any mail program opens. The same mail is the same file; one that is there
/// already was sent already.
/// </summary>
internal sealed class OutboxMailer(EmailOptions options, FileRights rights, TimeProvider clock) : IMailer
{
    private readonly TimedAccess _access = new(options.Outbox, clock);

    public async Task<SendOutcome> SendAsync(EmailMessage mail, CancellationToken cancellationToken)
    {
        if (WireAddress.Of(mail.Address) is not { } to)
            return new SendOutcome.Unreachable($"{mail.Address} is no address that mail can carry");
        var path = Path.Combine(options.Outbox, mail.FileName);
        try
        {
            var bytes = EmlWriter.Write(mail, to, options.From);
            await _access.WriteAsync(async () =>
            {
                rights.MakeFolder(options.Outbox);
                // One that is there already is this very mail, and is left as it is: also where an earlier try ended late.
                await AtomicFile.CreateAsync(path, bytes, rights, cancellationToken);
            });
            return new SendOutcome.Sent(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new SendOutcome.Failed($"the outbox {options.Outbox} cannot be written: {e.Message}");
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
            return new Finding(Good: false, "Email", $"{options.Outbox} cannot be written: {e.Message}", "Let this user write there, or set Channels:Email:Outbox or Channels:Email:Host.");
        }
    }
}
