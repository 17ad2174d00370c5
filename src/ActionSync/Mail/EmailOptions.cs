using ActionSync.Configuration;
using ActionSync.Configuration.Rules;

namespace ActionSync.Mail;

/// <summary>Mail over SMTP; without a host, one .eml file a message.</summary>
public sealed class EmailOptions
{
    /// <summary>The port at which servers speak TLS from the first byte (RFC 8314).</summary>
    private const int ImplicitTlsPort = 465;

    /// <summary>The SMTP server's name, without scheme or port. Default: none, so mails become files.</summary>
    [HostName]
    public string? Host { get; set; }

    /// <summary>Default: 587.</summary>
    [Between(1, 65535)]
    public int Port { get; set; } = 587;

    /// <summary>How the connection is encrypted. Default: none given, so <see cref="Encryption"/> goes by the port.</summary>
    public MailTls? Tls { get; set; }

    /// <summary>The older key for <see cref="Tls"/>: true is StartTls, false is None. Default: none.</summary>
    public bool? StartTls { get; set; }

    /// <summary>Lets <see cref="Password"/> or <see cref="Token"/> travel without encryption to another machine. Default: false.</summary>
    public bool AllowInsecure { get; set; }

    /// <summary>Needs <see cref="Password"/> or <see cref="Token"/>. Default: none, so no authentication.</summary>
    public string? User { get; set; }

    /// <summary>The user's password; its file is read anew at each login.</summary>
    public Secret? Password { get; set; }

    /// <summary>An OAuth2 access token instead of a password; its file is read anew at each login, since tokens are renewed by the hour.</summary>
    public Secret? Token { get; set; }

    /// <summary>The sender's address. Default: <c>actionsync@localhost</c>.</summary>
    [Address]
    public string From { get; set; } = "actionsync@localhost";

    /// <summary>Where the .eml files go. Default: <c>outbox</c> under <c>Data</c>.</summary>
    [UnderData("outbox")]
    public string Outbox { get; set; } = "";

    /// <summary>What <see cref="Tls"/>, else <see cref="StartTls"/>, else the port says.</summary>
    public MailTls Encryption => (Tls, StartTls) switch
    {
        ({ } given, _) => given,
        (_, true) => MailTls.StartTls,
        (_, false) => MailTls.None,
        _ => Port == ImplicitTlsPort ? MailTls.Implicit : MailTls.StartTls,
    };
}
