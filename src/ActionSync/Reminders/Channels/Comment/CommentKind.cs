namespace ActionSync.Reminders.Channels.Comment;

/// <summary>The entry of comments on issues in the list of channels.</summary>
internal static class CommentKind
{
    public const string Name = "Comment";

    public static ChannelKind Entry { get; } = ChannelKind.Of<CommentOptions>(
        Name, nameof(CommentOptions.Enabled), comment => comment.Enabled ? ChannelUse.On : ChannelUse.Off,
        (services, _) => ActivatorUtilities.CreateInstance<CommentChannel>(services));
}
