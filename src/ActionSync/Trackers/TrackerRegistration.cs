namespace ActionSync.Trackers;

/// <summary>Makes a tracker of each configured one.</summary>
internal static class TrackerRegistration
{
    public static IServiceCollection AddTrackers(this IServiceCollection services, IReadOnlyList<TrackerKind> kinds) => services
        .AddSingleton(kinds)
        .AddSingleton(provider => new TrackerSet(provider.GetRequiredService<IReadOnlyDictionary<string, TrackerOptions>>().Values
            .Select(options => kinds.Single(kind => kind.Options == options.GetType()).Factory.Create(provider, options))));
}
