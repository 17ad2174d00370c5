using ActionSync.Trackers.Folder;

namespace ActionSync.Trackers;

/// <summary>Makes a tracker of each configured one; the only place that knows all kinds.</summary>
internal static class TrackerRegistration
{
    public static IServiceCollection AddTrackers(this IServiceCollection services) => services.AddSingleton(provider => new TrackerSet(
        provider.GetRequiredService<IReadOnlyDictionary<string, TrackerOptions>>().Values.Select(options => Make(provider, options))));

    private static ITracker Make(IServiceProvider provider, TrackerOptions options) => options switch
    {
        FolderTrackerOptions folder => ActivatorUtilities.CreateInstance<FolderTracker>(provider, folder),
        _ => throw new InvalidOperationException($"Tracker {options.Name} is of no known kind."),
    };
}
