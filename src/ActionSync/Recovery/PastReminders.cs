using ActionSync.Archive;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Reminders;
using ActionSync.Reminders.Delivery;
using ActionSync.Reminders.Policy;
using ActionSync.Reminders.Store;

namespace ActionSync.Recovery;

/// <summary>
/// What receipts tell of reminders: who was told of what and how often, whose digest of today is used up, what was snoozed and handed over. It keeps a rebuilt
/// ledger from reminding everybody a second time; the exact slots and failed attempts are not in the archive.
/// </summary>
internal sealed class PastReminders(RemindingOptions options, ReminderSlots slots, TimeProvider clock)
{
    /// <summary>Writes what was sent and snoozed in one incident.</summary>
    /// <returns>What was sent today, for <see cref="UseUpDigestsAsync"/>: a person's digest goes over all incidents.</returns>
    public async Task<IReadOnlyList<SentReminder>> WriteAsync(ArchivedIncident incident, LedgerTransaction work, CancellationToken cancellationToken)
    {
        // What is dated ahead of today comes from a clock that ran ahead, and was sent in no past.
        var now = clock.GetUtcNow();
        var sent = Sent(incident).Where(s => s.Day <= slots.DayOf(s.Person, now)).ToList();
        await new ReminderStore(work).TellAsync([.. sent.GroupBy(s => (s.Item, s.Person, s.Kind, s.Deadline)).Select(g => new ReminderTally(
            g.Key.Item, g.Key.Person, g.Key.Kind, g.Key.Deadline, g.Min(s => s.Day), g.Max(s => s.Day), g.Count()))], cancellationToken);
        await new SnoozeStore(work).AddAsync([.. PastSnoozes.Of(incident, DayOf)], cancellationToken);
        await new HandoverStore(work).AddAsync(PastHandovers.Of(incident), cancellationToken);
        return sent.FindAll(s => s.Day == slots.DayOf(s.Person, now));
    }

    /// <summary>Whoever got a digest today gets no other.</summary>
    public Task UseUpDigestsAsync(IEnumerable<SentReminder> today, LedgerTransaction work, CancellationToken cancellationToken) =>
        new ReminderStore(work).PlanAsync(today.GroupBy(s => s.Person).Select(Digest), cancellationToken);

    /// <summary>Each event says of which kind it was and under which deadline; those of older versions are taken to be about the present one.</summary>
    private IEnumerable<SentReminder> Sent(ArchivedIncident incident)
    {
        var deadlines = incident.Receipt?.Items.ToDictionary(i => i.Key, i => i.Deadline) ?? [];
        foreach (var e in incident.Receipt?.History ?? [])
        {
            if (e is { Kind: EventKind.Reminded or EventKind.Escalated, Item: { } item, To: { } person }
                && (e.From ?? deadlines.GetValueOrDefault(item)) is { } deadline)
                yield return new SentReminder(item, person, ReminderStore.KindOrNull(e.Field) ?? KindOf(e), deadline, slots.DayOf(person, e.At));
        }
    }

    /// <summary>Receipts of older versions say it in their sentence alone.</summary>
    private static ReminderKind KindOf(ReceiptEvent e) =>
        e.Kind == EventKind.Escalated ? ReminderKind.Escalated : e.Text.Contains("overdue", StringComparison.Ordinal) ? ReminderKind.Overdue
            : ReminderKind.DueSoon;

    private PlannedReminder Digest(IGrouping<string, SentReminder> sent) => new()
    {
        Person = sent.Key,
        Day = sent.First().Day,
        Sequence = 1,
        State = ReminderState.Sent,
        PlannedAt = clock.GetUtcNow(),
        Entries = [.. sent.Select(s => new PlannedEntry(s.Item, s.Kind, s.Deadline, null, [], "was sent before the ledger was lost"))],
    };

    private DateOnly DayOf(DateTimeOffset at) => ZonedTime.DayOf(at, options.TimeZone);

    internal sealed record SentReminder(string Item, string Person, ReminderKind Kind, string Deadline, DateOnly Day);
}
