using ActionSync.Archive;
using ActionSync.Configuration;
using ActionSync.Documents.Values;
using ActionSync.Files;
using ActionSync.Links;
using ActionSync.People;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ActionSync.Hosting;

/// <summary>Offers each feature its own section of the configuration.</summary>
internal static class ConfigurationRegistration
{
    public static IServiceCollection AddActionSyncConfiguration(this IServiceCollection services, ActionSyncOptions options)
    {
        foreach (var channel in options.Channels.Values)
            services.AddSingleton(channel.GetType(), channel);
        services.TryAddSingleton(StartArguments.Plain);
        var people = new PeopleDirectory(options.People);
        return services
            .AddSingleton(options)
            .AddSingleton(options.Intake)
            .AddSingleton(new ArchiveOptions(options.Intake.Archive, options.Intake.MaxFileBytes))
            .AddSingleton(options.Files)
            .AddSingleton(options.Ledger)
            .AddSingleton(options.Trackers)
            .AddSingleton(options.Routes)
            .AddSingleton(options.Documents)
            .AddSingleton(ReadingRules.Of(options.Documents, options.Reminding.TimeZone))
            .AddSingleton(options.Planning)
            .AddSingleton(options.Schedule)
            .AddSingleton(options.Refreshing)
            .AddSingleton(options.Reminding)
            .AddSingleton(options.Reminding.TimeZone)
            .AddSingleton(options.Logging)
            .AddSingleton(options.Dashboard)
            .AddSingleton(new LinkSettings(options.Dashboard.PublicUrl, options.Dashboard.LinkKey))
            .AddSingleton(people)
            .AddSingleton(options.Groups)
            .AddSingleton(new GroupDirectory(options.Groups, people))
            .AddSingleton(RightsOf(options));
    }

    /// <summary>
    /// The permissions of new files: others drop documents, read why one was rejected and edit the board's issues, so these folders stay as open as the mask
    /// says.
    /// </summary>
    private static FileRights RightsOf(ActionSyncOptions options)
    {
        IReadOnlyList<string> shared = [options.Data, options.Intake.Folder, options.Intake.Rejected,
            .. options.Trackers.Values.Select(tracker => tracker.SharedFolder).OfType<string>()];
        return options.Files.Group ? FileRights.ForGroup(shared) : FileRights.ForOwner(shared);
    }
}
