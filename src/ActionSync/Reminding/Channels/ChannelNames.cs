namespace ActionSync.Reminding.Channels;

/// <summary>The words of <c>People:&lt;email&gt;:Channel</c>.</summary>
internal static class ChannelNames
{
    public const string Email = "Email";
    public const string Slack = "Slack";
    public const string Teams = "Teams";
    public const string Comment = "Comment";
}
