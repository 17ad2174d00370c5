namespace ActionSync.Configuration;

/// <summary>Offers the configuration to whoever asks for it, whole or by section.</summary>
public static class ConfigurationRegistration
{
    public static IServiceCollection AddActionSyncConfiguration(this IServiceCollection services, ActionSyncOptions options) => services
        .AddSingleton(options)
        .AddSingleton(options.Intake)
        .AddSingleton(options.Files)
        .AddSingleton(options.Ledger)
        .AddSingleton(options.Trackers)
        .AddSingleton(options.Routes)
        .AddSingleton(options.Planning)
        .AddSingleton(options.Schedule)
        .AddSingleton(options.Refreshing)
        .AddSingleton(options.Reminding)
        .AddSingleton(options.Channels)
        .AddSingleton(options.Channels.Email)
        .AddSingleton(options.Channels.Slack)
        .AddSingleton(options.Channels.Teams)
        .AddSingleton(options.Channels.Comment)
        .AddSingleton(options.Logging)
        .AddSingleton(options.Dashboard)
        .AddSingleton(new PeopleDirectory(options.People));
}
