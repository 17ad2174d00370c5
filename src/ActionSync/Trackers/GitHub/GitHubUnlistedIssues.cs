using System.Globalization;
using System.Text.Json;
using ActionSync.Items;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.GitHub;

/// <summary>Entries of a list of issues that cannot be read: whether they may be ours. Most are other people's, and then nobody misses them.</summary>
internal static class GitHubUnlistedIssues
{
    private const string OurWord = "actionsync";

    /// <summary>False where the entry is surely a pull request, or an issue without any word of ours.</summary>
    public static bool MayBeOurs(UnreadEntry entry) => !IsPullRequest(entry)
        && (MayHold(entry.Member("body"), OurWord, whereMissing: true) || MayHold(entry.Member("labels"), OurWord, whereMissing: false));

    /// <summary>Whether the entry may be the issue with one of these markers.</summary>
    public static bool MayCarry(UnreadEntry entry, IReadOnlyCollection<string> markers) =>
        !IsPullRequest(entry) && markers.Any(marker => MayHold(entry.Member("body"), marker, whereMissing: true));

    /// <summary>The issue's id, where the entry tells its number.</summary>
    public static string? Id(UnreadEntry entry) =>
        entry.Number("number") is > 0 and <= int.MaxValue and var number ? number.ToString(CultureInfo.InvariantCulture) : null;

    public static IssueRef? Ref(UnreadEntry entry, GitHubAddresses at) => Id(entry) is { } id ? at.Ref(id) : null;

    public static UnreadIssue Unread(UnreadEntry entry) => new(Id(entry), $"GitHub lists it with a member that cannot be read: {entry.Why}.");

    private static bool IsPullRequest(UnreadEntry entry) => entry.Member("pull_request").ValueKind == JsonValueKind.Object;

    private static bool MayHold(JsonElement member, string word, bool whereMissing) => member.ValueKind switch
    {
        JsonValueKind.Null => false,
        JsonValueKind.Undefined => whereMissing,
        _ => member.GetRawText().Contains(word, StringComparison.OrdinalIgnoreCase),
    };
}
