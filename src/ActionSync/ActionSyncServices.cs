using ActionSync.Configuration;
using ActionSync.Intake;
using ActionSync.Ledger;
using ActionSync.Planning;
using ActionSync.Publishing;
using ActionSync.Refreshing;
using ActionSync.Reminding;
using ActionSync.Repair;
using ActionSync.Scheduling;
using ActionSync.Trackers;

namespace ActionSync;

/// <summary>All stages, in the order in which a document travels.</summary>
internal static class ActionSyncServices
{
    public static IServiceCollection AddActionSync(this IServiceCollection services, ActionSyncOptions options, TimeProvider clock) => services
        .AddSingleton(clock)
        .AddActionSyncConfiguration(options)
        .AddSingleton(DataFolder.RightsOf(options))
        .AddLedger()
        .AddTrackers()
        .AddIntake()
        .AddPlanning()
        .AddPublishing()
        .AddRefreshing()
        .AddReminding()
        .AddRepair()
        .AddSingleton<PlaceCheck>()
        .AddSingleton<Opening>()
        .AddSingleton<TrackerVisit>()
        .AddSingleton<NightlyMemory>();
}
