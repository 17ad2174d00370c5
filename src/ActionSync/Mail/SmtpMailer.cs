using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using ActionSync.Items;
using ActionSync.Retrying;
using ActionSync.Text;

namespace ActionSync.Mail;

/// <summary>Mail over SMTP, with STARTTLS and a password where configured. A repeat has the same Message-ID, by which servers and readers drop it.</summary>
/// <param name="trust">Judges the server's certificate where <c>doctor</c> asks; null for the system's own judgement.</param>
internal sealed class SmtpMailer(EmailOptions options, TimeProvider clock, RemoteCertificateValidationCallback? trust = null) : IMailer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan CheckPatience = TimeSpan.FromSeconds(15);

    public async Task<SendOutcome> SendAsync(EmailMessage mail, CancellationToken cancellationToken)
    {
        if (WireAddress.Of(mail.Address) is not { } to)
            return new SendOutcome.Unreachable($"{mail.Address} is no address that mail can carry");
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            using var message = Compose(mail, to);
            using var client = new SmtpClient(options.Host!, options.Port)
            {
                EnableSsl = options.StartTls,
                // Only with SMTPUTF8, else the client refuses: an address goes whole or not at all.
                DeliveryFormat = to.NeedsUtf8 ? SmtpDeliveryFormat.International : SmtpDeliveryFormat.SevenBit,
            };
            if (options.User is { } user)
                client.Credentials = new NetworkCredential(user, options.Password?.Reveal() ?? "");
            // The client itself heeds neither token nor time-out while a server is silent; closing it does.
            await client.SendMailAsync(message, either.Token).WaitAsync(either.Token);
            return new SendOutcome.Sent(mail.Address);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return Outcome(e, mail.Address);
        }
    }

    public async Task<Finding> CheckAsync(CancellationToken cancellationToken)
    {
        var subject = $"Email {options.Host}:{options.Port}";
        using var patience = new CancellationTokenSource(CheckPatience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        using var dialogue = new SmtpDialogue(options, trust);
        try
        {
            await dialogue.RunAsync(either.Token);
            var utf8 = dialogue.TakesUtf8 ? "" : "; it takes no addresses outside ASCII, so that people who have one are reached another way";
            return new Finding(Good: true, subject, $"{string.Join(", ", dialogue.Proved)}{utf8}");
        }
        catch (SmtpRefusalException e)
        {
            return new Finding(Good: false, subject, $"the server {e.Message}", e.Advice);
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return new Finding(Good: false, subject, $"the mail server cannot be reached: {e.Message}",
                "Check Channels:Email:Host and Port, and that this machine may connect to it.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Finding(Good: false, subject, $"the mail server did not answer within {CheckPatience.TotalSeconds:0} seconds",
                "Check Channels:Email:Host and Port, and that this machine may connect to it.");
        }
    }

    private MailMessage Compose(EmailMessage mail, WireAddress to)
    {
        var message = new MailMessage(
            new MailAddress(WireAddress.Of(options.From)?.Text ?? options.From, "ActionSync"),
            new MailAddress(to.Text, mail.Name, Encoding.UTF8))
        {
            Subject = mail.Subject,
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        message.Headers.Add("Message-ID", mail.MessageId);
        foreach (var (name, value) in EmlWriter.AutomaticHeaders)
            message.Headers.Add(name, value);
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(mail.Text, Encoding.UTF8, MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(mail.Html, Encoding.UTF8, MediaTypeNames.Text.Html));
        return message;
    }

    // The server's own words are kept, and never the password: it appears in none of these exceptions.
    private SendOutcome Outcome(Exception exception, string address) => exception switch
    {
        SmtpFailedRecipientException
        {
            StatusCode: SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.MailboxNameNotAllowed or SmtpStatusCode.UserNotLocalTryAlternatePath
        } e =>
            new SendOutcome.Unreachable($"{options.Host} does not take mail for {address}: {Words(e)}"),
        // Of .NET's client, where the server does not offer SMTPUTF8.
        SmtpException { StatusCode: SmtpStatusCode.GeneralFailure, InnerException: null } e when !address.All(char.IsAscii)
            && e.Message.Contains("ASCII", StringComparison.Ordinal) =>
            new SendOutcome.Unreachable($"{options.Host} takes no addresses outside ASCII (it does not offer SMTPUTF8), such as {address}"),
        SmtpException { StatusCode: SmtpStatusCode.SyntaxError } e when e.Message.Contains("5.1.3", StringComparison.Ordinal) =>
            new SendOutcome.Unreachable($"{options.Host} does not take mail for {address}: {Words(e)}"),
        FormatException => new SendOutcome.Unreachable($"{address} is no address that mail can carry"),
        SmtpFailedRecipientException e => new SendOutcome.Failed($"{options.Host} does not take mail for {address} now: {Words(e)}"),
        SmtpException e when TransportError.WasNeverSent(e) =>
            new SendOutcome.Failed($"{options.Host}:{options.Port} cannot be used: {e.InnerException!.Message}"),
        SmtpException { StatusCode: SmtpStatusCode.GeneralFailure, InnerException: null } e =>
            new SendOutcome.Failed($"{options.Host}:{options.Port} cannot be used: {Words(e)}"),
        SmtpException { StatusCode: SmtpStatusCode.GeneralFailure } e =>
            new SendOutcome.Unknown($"the connection to {options.Host} broke: {e.InnerException?.Message ?? e.Message}"),
        SmtpException e => new SendOutcome.Failed($"{options.Host} refused: {Words(e)}"),
        OperationCanceledException => new SendOutcome.Unknown($"{options.Host} did not answer within {Patience.TotalSeconds:0} seconds"),
        IOException e => new SendOutcome.Unknown($"the connection to {options.Host} broke: {e.Message}"),
        _ => new SendOutcome.Failed($"mail to {address} could not be sent: {exception.GetType().Name}: {exception.Message}"),
    };

    private static string Words(SmtpException e) => TextProfile.Mail.Plain(e.Message, TextProfile.TitleLimit);
}
