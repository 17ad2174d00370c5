using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ActionSync.Configuration;
using ActionSync.Text;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace ActionSync.Mail;

/// <summary>
/// One conversation with the configured mail server, encrypted and logged in as configured (RFC 5321, 3207, 4954). What is configured wrongly is a
/// <see cref="SmtpRefusalException"/> with its next step; a server out of reach or silent is an exception of the network.
/// </summary>
internal sealed class SmtpConversation : SmtpClient
{
    private const string AskTheServer = "Ask who runs the mail server.";
    private const int ShortestHidden = 6;

    private readonly EmailOptions _options;
    private readonly RemoteCertificateValidationCallback? _trust;
    private readonly List<string> _proved = [];
    private readonly List<(MailboxAddress Mailbox, SmtpResponse Answer)> _refused = [];
    private string? _distrust;
    private string _secret = "";

    /// <param name="options">Where to, and as whom.</param>
    /// <param name="trust">Judges the server's certificate; null for the system's own judgement.</param>
    public SmtpConversation(EmailOptions options, RemoteCertificateValidationCallback? trust)
    {
        (_options, _trust) = (options, trust);
        ServerCertificateValidationCallback = IsTrusted;
        // Machines behind a firewall reach no revocation lists.
        CheckCertificateRevocation = false;
    }

    /// <summary>What was seen to work, in order, as parts of a sentence.</summary>
    public IReadOnlyList<string> Proved => _proved;

    /// <summary>The server takes addresses outside ASCII.</summary>
    public bool TakesUtf8 => Capabilities.HasFlag(SmtpCapabilities.UTF8);

    /// <summary>The recipients of the last mail whom the server did not take.</summary>
    public IReadOnlyList<(MailboxAddress Mailbox, SmtpResponse Answer)> Refused => _refused;

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await GreetAsync(cancellationToken);
        _proved.Add("the mail server greets");
        if (IsSecure)
            _proved.Add("encrypts");
        if (_options.User is not { } user)
            return;
        await LogInAsync(user, cancellationToken);
        _proved.Add($"knows the user {TextProfile.Mail.Plain(user, TextProfile.NameLimit)}");
    }

    /// <summary>Sends a mail to all who are kept; <see cref="Refused"/> then tells whom the server did not take.</summary>
    public Task SendAsync(MimeMessage message, Addressees to, MailboxAddress from, bool utf8, ITransferProgress progress, CancellationToken cancellationToken)
    {
        // Where the server offers it, the client would write every domain outside ASCII in its own letters, which fewer servers on the way know.
        if (!utf8)
            Capabilities &= ~SmtpCapabilities.UTF8;
        return SendAsync(MailComposer.Format(utf8), message, from, to.Kept.Select(addressee => addressee.Mailbox), cancellationToken, progress);
    }

    /// <summary>Begins a mail from our sender, and takes it back.</summary>
    public async Task ProveSenderAsync(CancellationToken cancellationToken)
    {
        var from = WireAddress.Of(_options.From)
            ?? throw new SmtpRefusalException("the sender's address is none that mail can carry", "Correct Channels:Email:From.");
        var answer = await SendCommandAsync($"MAIL FROM:<{from.Text}>{(from.NeedsUtf8 ? " SMTPUTF8" : "")}", cancellationToken);
        if (answer.StatusCode != SmtpStatusCode.Ok)
            throw new SmtpRefusalException($"the server takes no mail from {from.Text}: {Words(answer)}",
                !IsSecure && Capabilities.HasFlag(SmtpCapabilities.StartTLS)
                    ? "Set Channels:Email:Tls to StartTls, which the server offers."
                    : "Correct Channels:Email:From, or set Channels:Email:User and Password or Token.");
        answer = await SendCommandAsync("RSET", cancellationToken);
        if (answer.StatusCode != SmtpStatusCode.Ok)
            throw new SmtpRefusalException($"the server does not take a mail back: {Words(answer)}", AskTheServer);
        _proved.Add($"takes mail from {from.Text}");
    }

    /// <summary>The server's own words as one line, without the secret.</summary>
    public string Words(string text) =>
        TextProfile.Mail.Plain(_secret.Length < ShortestHidden ? text : text.Replace(_secret, "***", StringComparison.Ordinal), TextProfile.TitleLimit);

    public string Words(SmtpResponse answer) => Words($"{(int)answer.StatusCode} {answer.Response}");

    protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) => _refused.Add((mailbox, response));

    private async Task GreetAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ConnectAsync(_options.Host!.Trim('[', ']'), _options.Port, Security(_options.Encryption), cancellationToken);
        }
        catch (NotSupportedException)
        {
            throw new SmtpRefusalException("the server does not offer STARTTLS",
                "Set Channels:Email:Tls to Implicit (usual at port 465), or to None for a server on this machine; submission with STARTTLS has port 587.");
        }
        catch (SslHandshakeException) when (_distrust is { } why)
        {
            throw new SmtpRefusalException($"the server shows a certificate that is not trusted: {why}",
                "Check that Channels:Email:Host is the name in the certificate, and that this machine trusts who signed it.");
        }
        catch (SslHandshakeException e)
        {
            throw _options.Encryption == MailTls.Implicit
                ? new SmtpRefusalException($"the server does not speak TLS from the first byte at port {_options.Port}: {Cause(e)}",
                    "Set Channels:Email:Tls to StartTls (usual at port 587), or Channels:Email:Port to the one for TLS (465).")
                : new SmtpRefusalException($"the server fails at STARTTLS: {Cause(e)}", AskTheServer);
        }
        catch (SmtpCommandException e)
        {
            throw new SmtpRefusalException($"the server does not greet as a mail server: {(int)e.StatusCode} {Words(e.Message)}",
                "Check Channels:Email:Host and Port.");
        }
        catch (SmtpProtocolException e)
        {
            throw new SmtpRefusalException($"the server does not greet as a mail server: {Words(e.Message)}", "Check Channels:Email:Host and Port.");
        }
    }

    private async Task LogInAsync(string user, CancellationToken cancellationToken)
    {
        var isToken = _options.Token is not null;
        var key = isToken ? nameof(EmailOptions.Token) : nameof(EmailOptions.Password);
        _secret = SecretFile.RevealAnew(_options.Token ?? _options.Password ?? new Secret(""), out var problem)
            ?? throw new SmtpRefusalException(
                $"the {key.ToLowerInvariant()} for the mail server cannot be read: {problem}", $"Check Channels:Email:{key}File.");
        try
        {
            if (isToken)
                await AuthenticateAsync(ByToken(user), cancellationToken);
            else
                await AuthenticateAsync(Encoding.UTF8, user, _secret, cancellationToken);
        }
        catch (NotSupportedException)
        {
            throw NoLogin(key);
        }
        catch (Exception e) when (e is AuthenticationException or SmtpCommandException)
        {
            throw new SmtpRefusalException(
                $"the server refuses the login of {TextProfile.Mail.Plain(user, TextProfile.NameLimit)} by {key.ToLowerInvariant()}: {Words(e.Message)}",
                isToken ? "Check Channels:Email:User, and that Channels:Email:Token is a current access token for sending mail."
                    : "Check Channels:Email:User and Password.");
        }
    }

    /// <summary>
    /// XOAUTH2 is what Google and Microsoft describe (https://developers.google.com/workspace/gmail/imap/xoauth2-protocol), OAUTHBEARER the
    /// standard (RFC 7628).
    /// </summary>
    private SaslMechanism ByToken(string user) =>
        AuthenticationMechanisms.Contains("XOAUTH2") ? new SaslMechanismOAuth2(user, _secret)
        : AuthenticationMechanisms.Contains("OAUTHBEARER") ? new SaslMechanismOAuthBearer(user, _secret)
        : throw NoLogin(nameof(EmailOptions.Token));

    private SmtpRefusalException NoLogin(string key) => AuthenticationMechanisms.Count == 0
        ? new("the server offers no login",
            $"Take Channels:Email:User and {key} out, or set Channels:Email:Tls to StartTls or Implicit: many servers offer it only when encrypted.")
        : new(
            $"the server offers no login by {key.ToLowerInvariant()}, only {Words(string.Join(", ", AuthenticationMechanisms.Order(StringComparer.Ordinal)))}",
            "Give Channels:Email what the server takes: a Password or a Token (OAuth2).");

    private bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (_trust?.Invoke(sender, certificate, chain, errors) ?? errors == SslPolicyErrors.None)
            return true;
        _distrust = errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable) || certificate is null ? "there is none"
            : errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? $"it is not made out to {_options.Host}, but {Words(certificate.Subject)}"
            : Words(string.Join(", ", chain?.ChainStatus.Select(status => status.StatusInformation.TrimEnd('.')) ?? []));
        return false;
    }

    private static string Cause(Exception exception) => TextProfile.Mail.Plain((exception.InnerException ?? exception).Message, TextProfile.TitleLimit);

    private static SecureSocketOptions Security(MailTls tls) => tls switch
    {
        MailTls.None => SecureSocketOptions.None,
        MailTls.Implicit => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.StartTls,
    };
}
