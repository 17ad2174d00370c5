using ActionSync.Trackers.Folder;
using ActionSync.Trackers.GitHub;
using ActionSync.Trackers.Jira;

namespace ActionSync.Configuration.Binding;

/// <summary>What <c>Trackers:&lt;name&gt;:Kind</c> can say, and the options that each kind has.</summary>
internal static class TrackerKind
{
    public const string Key = "Kind";
    public const string Folder = nameof(Folder);
    public const string GitHub = nameof(GitHub);
    public const string Jira = nameof(Jira);

    public static IReadOnlyDictionary<string, Type> All { get; } = new Dictionary<string, Type>(StringComparer.OrdinalIgnoreCase)
    {
        [Folder] = typeof(FolderTrackerOptions),
        [GitHub] = typeof(GitHubTrackerOptions),
        [Jira] = typeof(JiraTrackerOptions),
    };

    /// <summary>The kinds whose trackers have this key.</summary>
    public static IEnumerable<string> With(string key) =>
        All.Where(kind => SectionKeys.Names(kind.Value).Contains(key, StringComparer.OrdinalIgnoreCase)).Select(kind => kind.Key);
}
