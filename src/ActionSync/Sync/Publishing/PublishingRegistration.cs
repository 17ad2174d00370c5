namespace ActionSync.Sync.Publishing;

/// <summary>Registers the stage that makes issues.</summary>
internal static class PublishingRegistration
{
    public static IServiceCollection AddPublishing(this IServiceCollection services) => services
        .AddSingleton<FutureTimes>()
        .AddSingleton<TrackerClaim>()
        .AddSingleton<ItemFailures>()
        .AddSingleton<FirstContact>()
        .AddSingleton<PublishPreview>()
        .AddSingleton<Adopter>()
        .AddSingleton<UnknownCreateResolver>()
        .AddSingleton<Creator>()
        .AddSingleton<Updater>()
        .AddSingleton<HandoverNotes>()
        .AddSingleton<Publisher>()
        .AddSingleton<IssueRecreation>()
        .AddSingleton<IssueEditing>()
        .AddSingleton<IssueClosing>();
}
