using System.Globalization;
using ActionSync.Configuration;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Refreshing;
using ActionSync.Reminding.Delivery;
using ActionSync.Reminding.Policy;

namespace ActionSync.Repair;

/// <summary>
/// What receipts tell of reminders: who was told of what and how often, whose digest of today is used up, and what was snoozed. It keeps a rebuilt
/// ledger from reminding everybody a second time; the exact slots and failed attempts are not in the archive.
/// </summary>
internal sealed class PastReminders(RemindingOptions options, TimeProvider clock)
{
    public async Task WriteAsync(IReadOnlyList<ArchivedIncident> incidents, LedgerWork work, CancellationToken cancellationToken)
    {
        var store = new ReminderStore(work);
        var sent = incidents.SelectMany(Sent).ToList();
        await store.TellAsync([.. sent.GroupBy(s => (s.Item, s.Person, s.Kind)).Select(g => new Told(
            g.Key.Item, g.Key.Person, g.Key.Kind, g.First().Deadline, g.Min(s => s.Day), g.Max(s => s.Day), g.Count()))], cancellationToken);
        await store.PlanAsync(sent.Where(s => s.Day == DayOf(clock.GetUtcNow())).GroupBy(s => s.Person).Select(Digest), cancellationToken);
        await new SnoozeStore(work).AddAsync([.. incidents.SelectMany(Snoozes)], cancellationToken);
    }

    private IEnumerable<SentReminder> Sent(ArchivedIncident incident)
    {
        var deadlines = incident.Receipt?.Items.Where(i => i.Deadline is not null).ToDictionary(i => i.Key, i => i.Deadline!) ?? [];
        foreach (var e in incident.Receipt?.History ?? [])
        {
            if (e is { Kind: EventKind.Reminded or EventKind.Escalated, Item: { } item, To: { } person } && deadlines.TryGetValue(item, out var deadline))
            {
                var kind = e.Kind == EventKind.Escalated ? ReminderKind.Escalated : e.Text.Contains("overdue", StringComparison.Ordinal) ? ReminderKind.Overdue : ReminderKind.DueSoon;
                yield return new SentReminder(item, person, kind, deadline, DayOf(e.At));
            }
        }
    }

    private static PlannedReminder Digest(IGrouping<string, SentReminder> sent) => new()
    {
        Person = sent.Key,
        Day = sent.First().Day,
        Sequence = 1,
        State = ReminderState.Sent,
        PlannedAt = default,
        Entries = [.. sent.Select(s => new PlannedEntry(s.Item, s.Kind, s.Deadline, null, [], "was sent before the ledger was lost"))],
    };

    /// <summary>Those asked for by command; what trackers still show is read from there.</summary>
    private IEnumerable<LedgerSnooze> Snoozes(ArchivedIncident incident)
    {
        var trackers = incident.Receipt?.Items.Select(i => i.Tracker).ToHashSet() ?? [];
        foreach (var e in incident.Receipt?.History ?? [])
        {
            if (e is { Kind: EventKind.Snoozed, Item: { } item, To: { } until, Who: { } who } && !trackers.Contains(who)
                && DateOnly.TryParseExact(until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                yield return new LedgerSnooze { ItemKey = item, Source = LedgerSnooze.FromCommand, Asked = day, Until = day, OnDay = DayOf(e.At), Who = who, Reason = ReasonOf(e), At = e.At };
            }
        }
    }

    private static string? ReasonOf(ReceiptEvent e) => e.Text.LastIndexOf(": ", StringComparison.Ordinal) is var at and > 0 ? e.Text[(at + 2)..] : null;

    private DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, options.TimeZone).DateTime);

    private sealed record SentReminder(string Item, string Person, ReminderKind Kind, string Deadline, DateOnly Day);
}
