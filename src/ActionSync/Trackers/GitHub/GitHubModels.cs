using System.Globalization;
using System.Runtime.Serialization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ActionSync.Trackers.Http;
using Octokit;
using Octokit.Internal;

namespace ActionSync.Trackers.GitHub;

/// <summary>
/// What is read of Octokit's models. Octokit takes a member that is missing for nothing, and an odd one costs it the whole answer; so it is shown these
/// members only, each as it has to be. A model that is not here is read by nobody.
/// </summary>
internal static class GitHubModels
{
    /// <summary>The members by model. Where one that is needed is missing or odd, the answer cannot be read; any other then counts as not shown.</summary>
    public static IReadOnlyDictionary<Type, IReadOnlyList<Member>> All { get; } = new Dictionary<Type, IReadOnlyList<Member>>
    {
        // The id stays when the repository is renamed or handed to another owner.
        [typeof(Repository)] = [new("full_name", typeof(string), true), new("has_issues", typeof(bool), true), new("id", typeof(long)),
            new("html_url", typeof(string)), new("archived", typeof(bool)), new("permissions", typeof(RepositoryPermissions))],
        [typeof(RepositoryPermissions)] = [new("push", typeof(bool), true)],
        [typeof(Milestone)] = [new("number", typeof(long), true), new("title", typeof(string), true)],
        [typeof(User)] = [new("login", typeof(string), true)],
        [typeof(GitHubApp)] = [new("slug", typeof(string)), new("html_url", typeof(string))],
        [typeof(AccessToken)] = [new("token", typeof(string), true), new("expires_at", typeof(DateTimeOffset), true)],
    };

    /// <exception cref="TrackerException">What is needed is missing, or cannot be read.</exception>
    public static T Read<T>(Answer answer, SimpleJsonSerializer json)
    {
        if (!All.TryGetValue(typeof(T), out var members))
            return default!;
        var raw = answer.Read(GitHubJsonContext.Default.JsonElement);
        if (raw.ValueKind != JsonValueKind.Object)
            throw answer.Unreadable($"{raw.ValueKind.ToString().ToLowerInvariant()} instead of an object");
        if (members.FirstOrDefault(member => member.IsNeeded && !IsReadable(raw, member)) is { } missing)
            throw answer.Unreadable($"$.{missing.Name} missing or in a form that is not known here");
        try
        {
            return json.Deserialize<T>(Pruned(raw, members).ToJsonString());
        }
        catch (Exception problem) when (problem is SerializationException or FormatException or OverflowException or InvalidCastException)
        {
            throw answer.Unreadable($"a {typeof(T).Name.ToLowerInvariant()} in a form that is not known here");
        }
    }

    /// <summary>Only the members that are read, as deep as they go.</summary>
    private static JsonObject Pruned(JsonElement raw, IReadOnlyList<Member> members) => new(
        members.Where(member => IsReadable(raw, member)).Select(member => KeyValuePair.Create(member.Name, Pruned(raw.GetProperty(member.Name), member.Type))));

    private static JsonNode? Pruned(JsonElement value, Type type) =>
        All.TryGetValue(type, out var members) ? Pruned(value, members) : JsonNode.Parse(value.GetRawText());

    private static bool IsReadable(JsonElement raw, Member member) => raw.TryGetProperty(member.Name, out var value) && IsReadable(value, member.Type);

    private static bool IsReadable(JsonElement value, Type type) => value.ValueKind switch
    {
        JsonValueKind.String => type == typeof(string) ? JsonWords.TextOrNull(value) is { Length: > 0 } : type == typeof(DateTimeOffset) && IsMoment(value),
        JsonValueKind.Number => type == typeof(long) && value.TryGetInt64(out _),
        JsonValueKind.True or JsonValueKind.False => type == typeof(bool),
        JsonValueKind.Object => All.TryGetValue(type, out var members) && members.All(member => !member.IsNeeded || IsReadable(value, member)),
        _ => false,
    };

    private static bool IsMoment(JsonElement value) =>
        DateTimeOffset.TryParse(JsonWords.TextOrNull(value), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    /// <param name="Name">In JSON.</param>
    internal sealed record Member(string Name, Type Type, bool IsNeeded = false);
}

/// <summary>What a repository lets us do.</summary>
internal static class RepositoryExtensions
{
    extension(Repository repository)
    {
        /// <summary>Labels, assignees, milestones and fields are taken. An App's installation shows no permissions, and may set them.</summary>
        public bool CanPush => repository.Permissions?.Push ?? true;

        /// <summary>Nothing stands in the way of an issue with all its details.</summary>
        public bool IsReady => repository is { HasIssues: true, Archived: false } && repository.CanPush;
    }
}
