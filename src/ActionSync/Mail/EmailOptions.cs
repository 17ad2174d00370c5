using ActionSync.Configuration;
using ActionSync.Configuration.Rules;

namespace ActionSync.Mail;

/// <summary>Mail over SMTP; without a host, one .eml file a message.</summary>
public sealed class EmailOptions
{
    /// <summary>The SMTP server's name, without scheme or port. Default: none, so mails become files.</summary>
    [HostName]
    public string? Host { get; set; }

    /// <summary>Default: 587.</summary>
    [Between(1, 65535)]
    public int Port { get; set; } = 587;

    /// <summary>Default: true.</summary>
    public bool StartTls { get; set; } = true;

    /// <summary>Lets <see cref="Password"/> travel without <see cref="StartTls"/> to another machine. Default: false.</summary>
    public bool AllowInsecure { get; set; }

    /// <summary>Needs <see cref="Password"/>. Default: none, so no authentication.</summary>
    public string? User { get; set; }

    public Secret? Password { get; set; }

    /// <summary>The sender's address. Default: <c>actionsync@localhost</c>.</summary>
    [Address]
    public string From { get; set; } = "actionsync@localhost";

    /// <summary>Where the .eml files go. Default: <c>outbox</c> under <c>Data</c>.</summary>
    [UnderData("outbox")]
    public string Outbox { get; set; } = "";
}
