using System.Globalization;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Links;
using ActionSync.Reminders.Policy;
using ActionSync.Reminders.Store;

namespace ActionSync.Reminders;

/// <summary>Quiet for some days, by command, label or board file; never for longer than <c>MaxSnoozeDays</c>, and always on record.</summary>
internal sealed class Snoozes(LedgerDatabase database, RemindingOptions options, ReminderSlots slots, TimeProvider clock)
{
    private const string FromReminder = "from the reminder";

    private readonly ReminderCalendar _calendar = new(options);

    private DateOnly Today => _calendar.DayOf(clock.GetUtcNow());

    /// <summary>Snoozes an item until a day, on which reminders come again. A day that is too far is capped, and the outcome says so.</summary>
    /// <param name="by">Who asks; see <see cref="Actor"/>.</param>
    public Task<SnoozeOutcome> SnoozeAsync(string itemKey, DateOnly until, string? reason, string by, CancellationToken cancellationToken) =>
        SnoozeAsync(itemKey, until, reason, by, null, cancellationToken);

    /// <summary>The same by a link of a reminder, for as long as it says. It makes no snooze shorter.</summary>
    /// <exception cref="LinkUsedException">Nothing was changed.</exception>
    public Task<SnoozeOutcome> SnoozeAsync(string itemKey, LinkUse use, CancellationToken cancellationToken) =>
        SnoozeAsync(itemKey, DayAfter(use.Link), FromReminder, use.By, use, cancellationToken);

    /// <summary>On which day reminders come again where a link snoozes now, by its reader's working days.</summary>
    public DateOnly DayAfter(SignedLink link)
    {
        var (now, today, days) = (clock.GetUtcNow(), Today, link.Act.SnoozeDays() ?? 0);
        var until = slots.AfterSnooze(link.Person, now, days) is { } slot ? _calendar.DayOf(slot) : today.AddDays(days);
        // The slot that is left out may be of the same day where reminders are planned.
        var first = slots.NextOf(link.Person, now) is { } next ? _calendar.DayOf(next).AddDays(1) : today;
        return Cap(until > first ? until : first, today);
    }

    private async Task<SnoozeOutcome> SnoozeAsync(
        string itemKey, DateOnly until, string? reason, string by, LinkUse? use, CancellationToken cancellationToken)
    {
        var today = Today;
        if (options.MaxSnoozeDays == 0)
            return new SnoozeOutcome.Refused("snoozing is turned off (Reminding:MaxSnoozeDays is 0)");
        if (until < today)
            return new SnoozeOutcome.Refused($"{until:yyyy-MM-dd} is over; give a day after {today:yyyy-MM-dd}");
        await using var work = await database.BeginAsync(cancellationToken);
        if (await work.Items.FindAsync(itemKey, cancellationToken) is not { } item)
            return new SnoozeOutcome.Refused("it is not in the ledger any more");
        if (item.State.IsClosed())
            return new SnoozeOutcome.Refused($"it is {item.State.ToWord()} already, and nobody is reminded of it");
        var capped = Cap(until, today);
        if (use is not null)
        {
            await use.TakeAsync(work, item, cancellationToken);
            // Without a commit the link stays as good as new.
            if ((await CurrentAsync(work, [item], cancellationToken)).GetValueOrDefault(item.Key) is { } current && current.Until >= capped)
                return new SnoozeOutcome.Refused($"it is snoozed already, until {current.Until:yyyy-MM-dd} by {current.By}");
        }
        var snooze = new LedgerSnooze
        {
            ItemKey = item.Key,
            Source = LedgerSnooze.FromCommand,
            Asked = until,
            Until = capped,
            OnDay = today,
            Who = by,
            Reason = reason,
            At = clock.GetUtcNow(),
        };
        await SaveAsync(work, [(item.IncidentId, snooze)], cancellationToken);
        await work.CommitAsync(cancellationToken);
        return new SnoozeOutcome.Snoozed(capped, WasCapped: capped < until, options.MaxSnoozeDays);
    }

    /// <summary>Ends the snooze of an item that a command set: it is reminded of from today on. One that its tracker shows ends there.</summary>
    /// <param name="itemKey">The item's key.</param>
    /// <param name="by">Who ends it; see <see cref="Actor"/>.</param>
    /// <param name="cancellationToken">Ends it before anything is changed.</param>
    public async Task<EndOutcome> EndAsync(string itemKey, string by, CancellationToken cancellationToken)
    {
        var today = Today;
        await using var work = await database.BeginAsync(cancellationToken);
        if (await work.Items.FindAsync(itemKey, cancellationToken) is not { } item)
            return EndOutcome.NotSnoozed;
        var last = (await new SnoozeStore(work).OfOpenItemsAsync(cancellationToken))
            .LastOrDefault(snooze => snooze.ItemKey == item.Key && snooze.Source == LedgerSnooze.FromCommand);
        var ends = last is not null && today < last.Until;
        if (ends)
        {
            await SaveAsync(work, [(item.IncidentId, new LedgerSnooze
            {
                ItemKey = item.Key,
                Source = LedgerSnooze.FromCommand,
                Asked = today,
                Until = today,
                OnDay = today,
                Who = by,
                At = clock.GetUtcNow(),
            })], cancellationToken);
        }
        var stays = (await CurrentAsync(work, cancellationToken)).ContainsKey(item.Key);
        await work.CommitAsync(cancellationToken);
        return stays ? EndOutcome.InTracker : ends ? EndOutcome.Ended : EndOutcome.NotSnoozed;
    }

    /// <summary>Records the snoozes that trackers show and that are new; from that day on they are counted.</summary>
    public async Task RecordFromTrackersAsync(CancellationToken cancellationToken)
    {
        await using (var reading = await database.ReadAsync(cancellationToken))
        {
            if ((await ReminderItems.NewSnoozesAsync(reading, cancellationToken)).Count == 0)
                return;
        }
        await using var work = await database.BeginAsync(cancellationToken);
        var today = Today;
        var found = await ReminderItems.NewSnoozesAsync(work, cancellationToken);
        await SaveAsync(work, [.. found.Select(n => (n.IncidentId, new LedgerSnooze
        {
            ItemKey = n.Key,
            Source = LedgerSnooze.FromTracker,
            Asked = n.SnoozeUntil,
            Until = Cap(n.SnoozeUntil, today),
            OnDay = today,
            Who = n.Tracker ?? "the tracker",
            Reason = n.SnoozeReason,
            At = clock.GetUtcNow(),
        }))], cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    /// <summary>The items that are snoozed now, by key.</summary>
    public async Task<IReadOnlyDictionary<string, Snooze>> CurrentAsync(LedgerTransaction work, CancellationToken cancellationToken)
    {
        var store = new SnoozeStore(work);
        return Current(await store.OfOpenItemsAsync(cancellationToken), await store.InTrackersAsync(cancellationToken));
    }

    /// <summary>Those of a few items that are snoozed now, by key.</summary>
    public async Task<IReadOnlyDictionary<string, Snooze>> CurrentAsync(
        LedgerTransaction work, IReadOnlyCollection<LedgerItem> items, CancellationToken cancellationToken)
    {
        var open = items.Where(item => item.State is ItemState.Open or ItemState.InProgress or ItemState.Pending or ItemState.Unknown).ToList();
        return open.Count == 0 ? new Dictionary<string, Snooze>() : Current(
            await new SnoozeStore(work).LatestOfAsync([.. open.Select(item => item.Key)], cancellationToken),
            open.Where(item => item.SnoozeUntil is not null).ToDictionary(item => item.Key, item => item.SnoozeUntil!.Value));
    }

    private Dictionary<string, Snooze> Current(IEnumerable<LedgerSnooze> known, IReadOnlyDictionary<string, DateOnly> shown)
    {
        var today = Today;
        var recorded = known.ToLookup(snooze => snooze.ItemKey);
        var current = new Dictionary<string, Snooze>();
        foreach (var key in recorded.Select(item => item.Key).Union(shown.Keys))
        {
            var asked = shown.TryGetValue(key, out var day) ? day : (DateOnly?)null;
            if (SnoozeReading.Latest(recorded[key], asked, each => Unrecorded(each, today)) is { } latest && today < latest.Until)
                current[key] = latest;
        }
        return current;
    }

    /// <summary>What a label that is yet to be recorded comes to.</summary>
    public Snooze Unrecorded(DateOnly asked, DateOnly today) => new(Cap(asked, today), today, "a label or file in the tracker", null);

    private DateOnly Cap(DateOnly until, DateOnly today)
    {
        var last = today.AddDays(options.MaxSnoozeDays);
        return until < last ? until : last;
    }

    private static async Task SaveAsync(
        LedgerTransaction work, IReadOnlyCollection<(string IncidentId, LedgerSnooze Snooze)> snoozes, CancellationToken cancellationToken)
    {
        await new SnoozeStore(work).AddAsync([.. snoozes.Select(s => s.Snooze)], cancellationToken);
        await work.Events.AddAsync([.. snoozes.Select(s => new LedgerEvent
        {
            At = s.Snooze.At,
            IncidentId = s.IncidentId,
            ItemKey = s.Snooze.ItemKey,
            Kind = EventKind.Snoozed,
            Who = s.Snooze.Who,
            // The reason: what is said of it is for people.
            Field = string.IsNullOrWhiteSpace(s.Snooze.Reason) ? null : s.Snooze.Reason,
            Old = Day(s.Snooze.Asked),
            New = Day(s.Snooze.Until),
            Text = Sentence(s.Snooze),
        })], cancellationToken);

        static string Sentence(LedgerSnooze snooze)
        {
            var who = Actor.NameOf(snooze.Who);
            if (snooze.Until <= snooze.OnDay)
                return $"the snooze was ended by {who}";
            var asked = snooze.Until < snooze.Asked ? $" (asked: {snooze.Asked:yyyy-MM-dd})" : "";
            return $"snoozed until {snooze.Until:yyyy-MM-dd} by {who}{asked}{(string.IsNullOrWhiteSpace(snooze.Reason) ? "" : $": {snooze.Reason}")}";
        }

        static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}

/// <summary>What became of the wish to end a snooze.</summary>
internal enum EndOutcome
{
    Ended,
    NotSnoozed,

    /// <summary>A label or a board file asks for it, and goes on doing so.</summary>
    InTracker,
}

internal abstract record SnoozeOutcome
{
    private SnoozeOutcome() { }

    /// <param name="Until">The day on which reminders come again.</param>
    public sealed record Snoozed(DateOnly Until, bool WasCapped, int MaxDays) : SnoozeOutcome;

    /// <param name="Reason">A sentence part with a next step.</param>
    public sealed record Refused(string Reason) : SnoozeOutcome;
}
