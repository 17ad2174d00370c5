namespace ActionSync.Reminders.Channels.Comment;

/// <summary>A comment on the issue that mentions its assignee.</summary>
public sealed class CommentOptions
{
    /// <summary>Default: false.</summary>
    public bool Enabled { get; set; }
}
