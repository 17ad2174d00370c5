using System.Globalization;
using System.Text.RegularExpressions;
using ActionSync.Archive;
using ActionSync.Ledger;
using ActionSync.Reminders.Store;

namespace ActionSync.Recovery;

/// <summary>
/// The snoozes that a receipt tells of, those of labels and board files too: their days are counted from when they were first seen, not from the rebuild. Pure.
/// </summary>
internal static partial class PastSnoozes
{
    /// <param name="incident">Whose receipt is read.</param>
    /// <param name="dayOf">The day of a moment where people are reminded.</param>
    public static IEnumerable<LedgerSnooze> Of(ArchivedIncident incident, Func<DateTimeOffset, DateOnly> dayOf)
    {
        var trackers = incident.Receipt?.Items.Select(i => i.Tracker).ToHashSet() ?? [];
        foreach (var e in incident.Receipt?.History ?? [])
        {
            if (e is not { Kind: EventKind.Snoozed, Item: { } item, Who: { } who } || DayOrNull(e.To) is not { } until)
                continue;
            var (asked, reason) = DayOrNull(e.From) is { } day ? ((DateOnly?)day, e.Field) : Said(e, who);
            yield return new LedgerSnooze
            {
                ItemKey = item,
                Source = trackers.Contains(who) ? LedgerSnooze.FromTracker : LedgerSnooze.FromCommand,
                Asked = asked ?? until,
                Until = until,
                OnDay = dayOf(e.At),
                Who = who,
                Reason = reason,
                At = e.At,
            };
        }
    }

    /// <summary>Receipts of older versions have both in their sentence alone.</summary>
    private static (DateOnly? Asked, string? Reason) Said(ReceiptEvent e, string who)
    {
        var words = Words().Match(e.Text.Replace($"snoozed until {e.To} by {who}", "", StringComparison.Ordinal));
        return (DayOrNull(words.Groups["asked"].Value), words.Groups["reason"] is { Success: true, Value: var reason } ? reason : null);
    }

    private static DateOnly? DayOrNull(string? day) =>
        DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed) ? parsed : null;

    /// <summary>What follows who asked: the day they asked for where it was capped, and why.</summary>
    [GeneratedRegex(@"^( \(asked: (?<asked>[0-9-]+)\))?(: (?<reason>.*))?$", RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Words();
}
