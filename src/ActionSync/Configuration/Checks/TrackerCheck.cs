using ActionSync.Configuration.Binding;
using ActionSync.Configuration.Rules;
using ActionSync.Trackers;
using ActionSync.Trackers.Folder;
using ActionSync.Trackers.GitHub;
using ActionSync.Trackers.Jira;

namespace ActionSync.Configuration.Checks;

/// <summary>Each tracker complete in itself, and no two in one place.</summary>
internal static class TrackerCheck
{
    public static void Run(ActionSyncOptions options, string currentDirectory, Findings findings)
    {
        foreach (var tracker in options.Trackers.Values)
        {
            var key = $"Trackers:{tracker.Name}";
            if (tracker is GitHubTrackerOptions gitHub)
                GitHubCheck.Run(gitHub, key, currentDirectory, findings);
            else if (tracker is JiraTrackerOptions jira)
                JiraCheck.Run(jira, key, findings);
        }
        var places = options.Trackers.Values.Where(tracker => Place(tracker) is not null).GroupBy(Place, StringComparer.OrdinalIgnoreCase);
        foreach (var same in places.Where(place => place.Count() > 1))
        {
            var names = same.Select(tracker => tracker.Name).ToList();
            findings.Add($"Trackers:{names[^1]}", $"is the same place as Trackers:{names[0]}: {same.Key}; a place needs one tracker");
        }
    }

    /// <summary>The address of the service: needed, absolute, without secrets in it.</summary>
    public static void CheckUrl(string url, string key, bool sendsToken, Findings findings)
    {
        if (url == "")
            findings.Add(key, "is missing; it must be an absolute http or https address, such as https://example.atlassian.net");
        else if (new HttpUrlAttribute().Expected(url) is { } expected)
            findings.Add(key, $"{Wording.Quote(url)} is not right; it must be {expected}");
        else if (sendsToken && InTheClear.Is(url))
            findings.Notice(key, "is http, so the token travels in the clear; use https");
    }

    public static void CheckLabels(IReadOnlyList<string> labels, string key, Func<string, string?> problem, Findings findings)
    {
        for (var index = 0; index < labels.Count; index++)
        {
            if ((string.IsNullOrWhiteSpace(labels[index]) ? "it must not be empty" : problem(labels[index])) is { } wrong)
                findings.Add($"{key}:{index}", $"{Wording.Quote(labels[index])} cannot be a label; {wrong}");
        }
    }

    private static string? Place(TrackerOptions tracker) => tracker switch
    {
        FolderTrackerOptions folder => Path.TrimEndingDirectorySeparator(folder.Folder),
        GitHubTrackerOptions { Repository: not "" } gitHub => $"{gitHub.BaseUrl.TrimEnd('/')}/{gitHub.Repository}",
        JiraTrackerOptions { Project: not "" } jira => $"{jira.BaseUrl.TrimEnd('/')}/{jira.Project}",
        _ => null,
    };
}
