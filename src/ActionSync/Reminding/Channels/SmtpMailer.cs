using System.Net.Mail;
using System.Net.Mime;
using System.Net.Sockets;
using System.Net;
using System.Security.Authentication;
using System.Text;
using ActionSync.Configuration;
using ActionSync.Items;
using ActionSync.Reminding.Rendering;
using ActionSync.Trackers;

namespace ActionSync.Reminding.Channels;

/// <summary>Mail over SMTP, with STARTTLS and a password where configured. A repeat has the same Message-ID, by which servers and readers drop it.</summary>
internal sealed class SmtpMailer(EmailOptions options, TimeProvider clock) : IMailer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task<SendOutcome> SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            using var message = Compose(mail);
            using var client = new SmtpClient(options.Host!, options.Port) { EnableSsl = options.StartTls };
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
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            using var tcp = new TcpClient();
            await tcp.ConnectAsync(options.Host!, options.Port, either.Token);
            using var reader = new StreamReader(tcp.GetStream(), Encoding.ASCII);
            var greeting = await reader.ReadLineAsync(either.Token);
            return greeting?.StartsWith("220", StringComparison.Ordinal) == true
                ? new Finding(Good: true, subject, "the mail server answers")
                : new Finding(Good: false, subject, $"the server does not greet as a mail server: {SafeText.Line(greeting, 100)}", "Check Channels:Email:Host and Port.");
        }
        catch (Exception e) when (e is SocketException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new Finding(Good: false, subject, $"the mail server cannot be reached: {e.Message}", "Check Channels:Email:Host and Port, and that this machine may connect to it.");
        }
    }

    private MailMessage Compose(Mail mail)
    {
        var message = new MailMessage(
            new MailAddress(MailAddresses.Find(options.From) ?? "actionsync@localhost", "ActionSync"),
            new MailAddress(mail.Address, mail.Name, Encoding.UTF8))
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
        SmtpFailedRecipientException { StatusCode: SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.MailboxNameNotAllowed or SmtpStatusCode.UserNotLocalTryAlternatePath } e =>
            new SendOutcome.Unreachable($"{options.Host} does not take mail for {address}: {Words(e)}"),
        SmtpFailedRecipientException e => new SendOutcome.Failed($"{options.Host} does not take mail for {address} now: {Words(e)}"),
        SmtpException { InnerException: SocketException or AuthenticationException } e => new SendOutcome.Failed($"{options.Host}:{options.Port} cannot be used: {e.InnerException!.Message}"),
        SmtpException { StatusCode: SmtpStatusCode.GeneralFailure, InnerException: null } e => new SendOutcome.Failed($"{options.Host}:{options.Port} cannot be used: {Words(e)}"),
        SmtpException { StatusCode: SmtpStatusCode.GeneralFailure } e => new SendOutcome.Unknown($"the connection to {options.Host} broke: {e.InnerException?.Message ?? e.Message}"),
        SmtpException e => new SendOutcome.Failed($"{options.Host} refused: {Words(e)}"),
        OperationCanceledException => new SendOutcome.Unknown($"{options.Host} did not answer within {Patience.TotalSeconds:0} seconds"),
        IOException e => new SendOutcome.Unknown($"the connection to {options.Host} broke: {e.Message}"),
        _ => new SendOutcome.Failed($"mail to {address} could not be sent: {exception.GetType().Name}: {exception.Message}"),
    };

    private static string Words(SmtpException e) => SafeText.Line(e.Message, SafeText.TitleLimit);
}
