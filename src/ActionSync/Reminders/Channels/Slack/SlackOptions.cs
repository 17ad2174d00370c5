using ActionSync.Configuration;
using ActionSync.Configuration.Rules;

namespace ActionSync.Reminders.Channels.Slack;

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
