using ActionSync.Configuration.Rules;

namespace ActionSync.Configuration;

/// <summary>The ways by which people are reached.</summary>
public sealed class ChannelsOptions
{
    public EmailOptions Email { get; set; } = new();

    public SlackOptions Slack { get; set; } = new();

    public TeamsOptions Teams { get; set; } = new();

    public CommentOptions Comment { get; set; } = new();
}

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

/// <summary>Direct messages in Slack.</summary>
public sealed class SlackOptions
{
    /// <summary>Default: <c>https://slack.com/api</c>.</summary>
    [HttpUrl]
    public string BaseUrl { get; set; } = "https://slack.com/api";

    /// <summary>Lets the token travel over plain http to another machine. Default: false.</summary>
    public bool AllowInsecure { get; set; }

    /// <summary>A bot token with <c>chat:write</c> and <c>users:read.email</c>. Default: none, so Slack is not used.</summary>
    public Secret? Token { get; set; }
}

/// <summary>Cards in Microsoft Teams.</summary>
public sealed class TeamsOptions
{
    /// <summary>The Workflows address; whoever knows it can post, so it is a secret. Default: none, so Teams is not used.</summary>
    public Secret? Url { get; set; }

    /// <summary>Lets the address be called over plain http on another machine. Default: false.</summary>
    public bool AllowInsecure { get; set; }
}

/// <summary>A comment on the issue that mentions its assignee.</summary>
public sealed class CommentOptions
{
    /// <summary>Default: false.</summary>
    public bool Enabled { get; set; }
}
