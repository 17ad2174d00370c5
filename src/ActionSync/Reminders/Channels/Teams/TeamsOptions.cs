using ActionSync.Configuration;

namespace ActionSync.Reminders.Channels.Teams;

/// <summary>Cards in Microsoft Teams.</summary>
public sealed class TeamsOptions
{
    /// <summary>The Workflows address; whoever knows it can post, so it is a secret. Default: none, so Teams is not used.</summary>
    public Secret? Url { get; set; }

    /// <summary>Lets the address be called over plain http on another machine. Default: false.</summary>
    public bool AllowInsecure { get; set; }
}
