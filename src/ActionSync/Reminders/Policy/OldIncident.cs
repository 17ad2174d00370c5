using ActionSync.Items;

namespace ActionSync.Reminders.Policy;

/// <summary>
/// Tells the items of old incidents: those that were long overdue when they were first seen, as in a collection that is taken in. Their owners hear of them
/// once a week and in a part of their own, and nobody else does. The deadline that holds now is what counts: with a new date an item is one like any other.
/// </summary>
internal static class OldIncident
{
    /// <param name="firstSeenAt">When the ledger first knew the item.</param>
    public static bool IsOf(Deadline? deadline, DateTimeOffset firstSeenAt, RemindingOptions options) =>
        deadline is { } due && DaysLate(due, firstSeenAt, options.TimeZone) > options.BacklogAfterDays;

    private static int DaysLate(Deadline due, DateTimeOffset at, TimeZoneInfo zone) => ZonedTime.DayOf(at, zone).DayNumber - due.DayIn(zone).DayNumber;
}
