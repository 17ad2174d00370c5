using ActionSync.Intake;
using ActionSync.Ledger;
using ActionSync.Sync;
using ActionSync.Sync.Refreshing;

namespace ActionSync.Scheduling;

/// <summary>All that decides when what runs, and how much at once.</summary>
/// <param name="Trackers">The names of the configured trackers.</param>
/// <param name="Zone">The zone of <see cref="RefreshingOptions.Nightly"/>.</param>
internal sealed record ScheduleSettings(
    IntakeOptions Intake, RefreshingOptions Refreshing, ScheduleOptions Schedule, LedgerOptions Ledger, IReadOnlyCollection<string> Trackers,
    TimeZoneInfo Zone);
