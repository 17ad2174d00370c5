using ActionSync.Documents;
using ActionSync.DryRun;
using ActionSync.Intake;
using ActionSync.Ledger;
using ActionSync.Linting;
using ActionSync.Listing;
using ActionSync.People;
using ActionSync.Planning;
using ActionSync.Recovery;
using ActionSync.Reminders;
using ActionSync.Reports;
using ActionSync.Scheduling;
using ActionSync.Sync;
using ActionSync.Sync.Moving;
using ActionSync.Sync.Publishing;
using ActionSync.Sync.Refreshing;
using ActionSync.Trackers;
using ActionSync.Trackers.Http;

namespace ActionSync.Hosting;

/// <summary>All stages, in the order in which a document travels.</summary>
internal static class ActionSyncServices
{
    public static IServiceCollection AddActionSync(this IServiceCollection services, ActionSyncOptions options, Catalog catalog, TimeProvider clock) => services
        .AddSingleton(clock)
        .AddActionSyncConfiguration(options)
        .AddSingleton(new DocumentFormats(catalog.Formats))
        .AddLedger()
        .AddSingleton(provider => new Assignability(provider.GetRequiredService<PeopleDirectory>(), catalog.AccountRules(options.Trackers.Values)))
        .AddTrackerHttp()
        .AddTrackers(catalog.Trackers)
        .AddIntake()
        .AddPlanning()
        .AddPublishing()
        .AddRefreshing()
        .AddMoving()
        .AddReminding([.. catalog.Channels.Select(kind => (kind, options.Channels[kind.Name]))])
        .AddReports()
        .AddListing()
        .AddLinting()
        .AddRecovery()
        .AddDryRun()
        .AddSingleton<PlaceCheck>()
        .AddSingleton<StartupChecks>()
        .AddSingleton<TrackerVisit>()
        .AddSingleton(Schedule.Nights(options.Refreshing, options.Reminding.TimeZone))
        .AddSingleton<MissedNightlyCheck>();
}
