using System.Net.Security;
using System.Net.Sockets;
using ActionSync.Items;
using MailKit;
using MailKit.Net.Smtp;

namespace ActionSync.Mail;

/// <summary>Mail over SMTP, encrypted and logged in as configured. A repeat has the same Message-ID, by which servers and readers drop it.</summary>
/// <param name="trust">Judges the server's certificate; null for the system's own judgement.</param>
internal sealed class SmtpMailer(EmailOptions options, TimeProvider clock, RemoteCertificateValidationCallback? trust = null) : IMailer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan CheckPatience = TimeSpan.FromSeconds(15);

    public bool WritesFiles => false;

    public async Task<SendOutcome> SendAsync(EmailMessage mail, CancellationToken cancellationToken)
    {
        var to = new Addressees(mail);
        if (to.Kept.Count == 0)
            return to.NotSent();
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        using var conversation = new SmtpConversation(options, trust);
        var progress = new DataProgress();
        try
        {
            await conversation.OpenAsync(either.Token);
            var outcome = await SendAsync(conversation, mail, to, progress, either.Token);
            // The mail is on its way: whatever comes of the farewell, the client is silent about it.
            await conversation.DisconnectAsync(quit: true, either.Token);
            return outcome;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return Outcome(e, conversation, progress);
        }
    }

    public async Task<Finding> CheckAsync(CancellationToken cancellationToken)
    {
        var subject = $"Email {options.Host}:{options.Port}";
        using var patience = new CancellationTokenSource(CheckPatience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        using var conversation = new SmtpConversation(options, trust);
        try
        {
            await conversation.OpenAsync(either.Token);
            await conversation.ProveSenderAsync(either.Token);
            var utf8 = conversation.TakesUtf8 ? "" : "; it takes no addresses outside ASCII, so that people who have one are reached another way";
            await conversation.DisconnectAsync(quit: true, either.Token);
            return new Finding(Good: true, subject, $"{string.Join(", ", conversation.Proved)}{utf8}");
        }
        catch (SmtpRefusalException e)
        {
            return new Finding(Good: false, subject, e.Message, e.Advice);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Finding(Good: false, subject, $"the mail server did not answer within {CheckPatience.TotalSeconds:0} seconds",
                options.Encryption == MailTls.Implicit || conversation.Proved.Count > 0
                    ? "Check Channels:Email:Host and Port, and that this machine may connect to it."
                    : "Check Channels:Email:Host and Port; a server that wants TLS from the first byte (usual at port 465) is silent: "
                        + "for it set Channels:Email:Tls to Implicit.");
        }
        catch (Exception e) when (IsBroken(e))
        {
            return new Finding(Good: false, subject, $"the mail server cannot be reached: {conversation.Words(e.Message)}",
                "Check Channels:Email:Host and Port, and that this machine may connect to it.");
        }
    }

    private async Task<SendOutcome> SendAsync(
        SmtpConversation conversation, EmailMessage mail, Addressees to, DataProgress progress, CancellationToken cancellationToken)
    {
        var sender = MailComposer.Sender(options.From);
        if (!conversation.TakesUtf8)
        {
            const string Why = "takes no addresses outside ASCII (it does not offer SMTPUTF8), such as";
            if (sender.Wire.NeedsUtf8)
                return new SendOutcome.Failed($"{options.Host} {Why} Channels:Email:From, {options.From}");
            foreach (var addressee in to.Kept.Where(addressee => addressee.Wire.NeedsUtf8).ToList())
                to.Refuse(addressee, $"{options.Host} {Why} {addressee.Reader.Address}", isForGood: true);
        }
        if (to.Kept.Count == 0)
            return to.NotSent();
        var message = MailComposer.Compose(mail, to.Kept.Select(addressee => addressee.Mailbox), sender.Mailbox);
        try
        {
            await conversation.SendAsync(message, to, sender.Mailbox, to.NeedUtf8 || sender.Wire.NeedsUtf8, progress, cancellationToken);
            RefuseAll(conversation, to);
            return to.Sent();
        }
        catch (SmtpCommandException e) when (e.ErrorCode != SmtpErrorCode.SenderNotAccepted && conversation.Refused.Count == to.Kept.Count)
        {
            RefuseAll(conversation, to);
            return to.NotSent();
        }
    }

    private void RefuseAll(SmtpConversation conversation, Addressees to)
    {
        foreach (var (mailbox, answer) in conversation.Refused)
        {
            if (to.Kept.FirstOrDefault(addressee => addressee.Mailbox.Address == mailbox.Address) is not { } addressee)
                continue;
            var isForGood = IsForGood(answer);
            to.Refuse(addressee,
                $"{options.Host} does not take mail for {addressee.Reader.Address}{(isForGood ? "" : " now")}: {conversation.Words(answer)}", isForGood);
        }
    }

    // Other refusals are of our sender or our way of sending, which may be set right.
    private static bool IsForGood(SmtpResponse answer) =>
        answer.StatusCode is SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.MailboxNameNotAllowed or SmtpStatusCode.UserNotLocalTryAlternatePath
            || (answer.StatusCode == SmtpStatusCode.SyntaxError && answer.Response.Contains("5.1.3", StringComparison.Ordinal));

    // The server's own words are kept, and never the password or token.
    private SendOutcome Outcome(Exception exception, SmtpConversation conversation, DataProgress progress) => exception switch
    {
        SmtpRefusalException e => new SendOutcome.Failed($"{options.Host}:{options.Port} cannot be used: {e.Message}"),
        SmtpCommandException e => new SendOutcome.Failed($"{options.Host} refused: {(int)e.StatusCode} {conversation.Words(e.Message)}"),
        ServiceNotAuthenticatedException e => new SendOutcome.Failed($"{options.Host} refused: {conversation.Words(e.Message)}"),
        OperationCanceledException => Broken($"{options.Host} did not answer within {Patience.TotalSeconds:0} seconds", progress),
        SocketException e when !progress.HasBegun => new SendOutcome.Failed($"{options.Host}:{options.Port} cannot be used: {conversation.Words(e.Message)}"),
        _ when IsBroken(exception) => Broken($"the connection to {options.Host} broke: {conversation.Words(exception.Message)}", progress),
        _ => Broken($"the mail could not be sent: {exception.GetType().Name}: {conversation.Words(exception.Message)}", progress),
    };

    // Before the first byte of the mail itself nothing can have been delivered.
    private static SendOutcome Broken(string reason, DataProgress progress) =>
        progress.HasBegun ? new SendOutcome.Unknown(reason) : new SendOutcome.Failed(reason);

    private static bool IsBroken(Exception exception) => exception is SocketException or IOException or TimeoutException or ProtocolException;

    /// <summary>Whether the server has begun to get the mail itself.</summary>
    private sealed class DataProgress : ITransferProgress
    {
        public bool HasBegun { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => HasBegun = true;

        public void Report(long bytesTransferred) => HasBegun = true;
    }
}
