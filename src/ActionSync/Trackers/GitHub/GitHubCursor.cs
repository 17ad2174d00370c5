using System.Text.Json;

namespace ActionSync.Trackers.GitHub;

/// <summary>Where the last poll ended.</summary>
/// <param name="Repository">Whose it is: a cursor of another repository is worth nothing.</param>
/// <param name="Since">Part of the polled address; it stays, so that the tag stays good. Null where the repository had no issue at first.</param>
/// <param name="Tag">The ETag of the first page.</param>
/// <param name="Seen">The latest update that was seen.</param>
/// <param name="Login">Our own login, to know our issues by without asking again.</param>
internal sealed record GitHubCursor(string Repository, DateTimeOffset? Since, string? Tag, DateTimeOffset? Seen, string Login)
{
    public static GitHubCursor? Parse(string? text, string repository)
    {
        try
        {
            return text is not null && JsonSerializer.Deserialize(text, GitHubJsonContext.Default.GitHubCursor) is { } cursor && cursor.Repository == repository ? cursor : null;
        }
        catch (JsonException)
        {
            // Written by another version; a full listing makes a new one.
            return null;
        }
    }

    public override string ToString() => JsonSerializer.Serialize(this, GitHubJsonContext.Default.GitHubCursor);
}
