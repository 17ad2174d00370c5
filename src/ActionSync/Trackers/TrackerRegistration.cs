using ActionSync.Configuration;
using ActionSync.Trackers.Folder;
using ActionSync.Trackers.GitHub;
using ActionSync.Trackers.Http;
using ActionSync.Trackers.Jira;

namespace ActionSync.Trackers;

/// <summary>Makes a tracker of each configured one; the only place that knows all kinds.</summary>
internal static class TrackerRegistration
{
    public static IServiceCollection AddTrackers(this IServiceCollection services) => services
        .AddTrackerHttp()
        .AddSingleton<GitHubTrackerFactory>()
        .AddSingleton<JiraTrackerFactory>()
        .AddSingleton(provider => new TrackerSet(
            provider.GetRequiredService<IReadOnlyDictionary<string, TrackerOptions>>().Values.Select(options => Make(provider, options))));

    private static ITracker Make(IServiceProvider provider, TrackerOptions options) => options switch
    {
        FolderTrackerOptions folder => ActivatorUtilities.CreateInstance<FolderTracker>(provider, folder, provider.GetRequiredService<RemindingOptions>().TimeZone),
        GitHubTrackerOptions github => provider.GetRequiredService<GitHubTrackerFactory>().Create(github),
        JiraTrackerOptions jira => provider.GetRequiredService<JiraTrackerFactory>().Create(jira),
        _ => throw new InvalidOperationException($"Tracker {options.Name} is of no known kind."),
    };
}
