using ActionSync.Items;
using ActionSync.Reminders.Policy;

namespace ActionSync.Reminders.Store;

/// <summary>Which of an item's snoozes counts. Pure.</summary>
internal static class SnoozeReading
{
    /// <summary>The snooze that lasts longest: the last one by command, or the one that the tracker still shows.</summary>
    /// <param name="snoozes">Those of one item, oldest first.</param>
    /// <param name="shown">Until when the tracker shows it snoozed; null where it does not.</param>
    /// <param name="cap">Makes the snooze of a label that is yet to be recorded.</param>
    public static Snooze? Latest(IEnumerable<LedgerSnooze> snoozes, DateOnly? shown, Func<DateOnly, Snooze> cap)
    {
        var all = snoozes.ToList();
        var byCommand = all.LastOrDefault(s => s.Source == LedgerSnooze.FromCommand);
        var byTracker = all.LastOrDefault(s => s.Source == LedgerSnooze.FromTracker && s.Asked == shown);
        return new[]
        {
            byCommand is null ? null : Of(byCommand),
            byTracker is not null ? Of(byTracker) : shown is { } asked ? cap(asked) : null,
        }.OfType<Snooze>().MaxBy(s => s.Until);
    }

    private static Snooze Of(LedgerSnooze s) => new(s.Until, s.OnDay, Actor.NameOf(s.Who), s.Reason);
}
