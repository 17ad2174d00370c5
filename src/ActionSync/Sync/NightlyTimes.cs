namespace ActionSync.Sync;

/// <summary>When the nightly pass is due, as the schedule knows it.</summary>
/// <param name="NextAfter">The first time after a moment; null where there is none.</param>
internal sealed record NightlyTimes(Func<DateTimeOffset, DateTimeOffset?> NextAfter);
