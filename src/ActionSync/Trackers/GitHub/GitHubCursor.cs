using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;

namespace ActionSync.Trackers.GitHub;

/// <summary>Where the last poll ended.</summary>
/// <param name="Repository">Whose it is: a cursor of another repository is worth nothing.</param>
/// <param name="Since">Part of the polled address; it stays, so that the tag stays good. Null where the repository had no issue at first.</param>
/// <param name="Tag">The ETag of the first page.</param>
/// <param name="Seen">The latest update that was seen.</param>
/// <param name="Tied">Fingerprints of our issues as they were at <paramref name="Seen"/>: times have seconds only, so more may change within that one.</param>
/// <param name="Login">Our own login, to know our issues by without asking again.</param>
internal sealed record GitHubCursor(string Repository, DateTimeOffset? Since, string? Tag, DateTimeOffset? Seen, IReadOnlyList<uint> Tied, string Login)
{
    /// <summary>Whether the organisation had the deadline's field when everything was last listed; null where that was not asked.</summary>
    public bool? HasField { get; init; }

    public static GitHubCursor? Parse(string? text, string repository)
    {
        try
        {
            return text is not null && JsonSerializer.Deserialize(text, GitHubJsonContext.Default.GitHubCursor) is { } cursor && cursor.Repository == repository
                ? cursor
                : null;
        }
        catch (JsonException)
        {
            // Written by another version; a full listing makes a new one.
            return null;
        }
    }

    /// <summary>The same, having seen these as well.</summary>
    public GitHubCursor After(IReadOnlyCollection<GitHubIssueDto> issues)
    {
        DateTimeOffset? seen = issues.Count == 0 ? Seen : issues.Max(issue => issue.UpdatedAt) is var latest && latest > Seen ? latest : Seen ?? latest;
        var tied = issues.Where(issue => issue.UpdatedAt == seen && GitHubSnapshots.IsOurs(issue, Login)).Select(Fingerprint);
        return this with { Seen = seen, Tied = [.. (seen == Seen ? Tied : []).Concat(tied).Distinct()] };
    }

    /// <summary>Whether an issue tells nothing new: older than what was seen, or of the same second and either not ours or just as it was.</summary>
    public bool Knows(GitHubIssueDto issue) =>
        issue.UpdatedAt < Seen || issue.UpdatedAt == Seen && (!GitHubSnapshots.IsOurs(issue, Login) || Tied.Contains(Fingerprint(issue)));

    public override string ToString() => JsonSerializer.Serialize(this, GitHubJsonContext.Default.GitHubCursor);

    private static uint Fingerprint(GitHubIssueDto issue) =>
        BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(issue, GitHubJsonContext.Default.GitHubIssueDto)));
}
