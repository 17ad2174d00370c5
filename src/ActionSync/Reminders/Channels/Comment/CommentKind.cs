using ActionSync.Configuration;

namespace ActionSync.Reminders.Channels.Comment;

/// <summary>The entry of comments on issues in the list of channels.</summary>
internal static class CommentKind
{
    public const string Name = "Comment";

    public static ChannelKind Entry { get; } = new(
        Name,
        KindFactory<IReminderChannel>.Of<CommentOptions>((services, _) => ActivatorUtilities.CreateInstance<CommentChannel>(services)),
        options => options is CommentOptions { Enabled: true } ? ChannelUse.On : ChannelUse.Off)
    {
        Needs = nameof(CommentOptions.Enabled),
    };
}
