using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Naming;
using ActionSync.People;
using ActionSync.Reminders.Policy;
using ActionSync.Reminders.Store;

namespace ActionSync.Reminders.Delivery;

/// <summary>Reads what the policy needs, in a number of queries that does not grow with the items.</summary>
internal sealed class ReminderFactsReader(
    LedgerDatabase database, RemindingOptions options, Snoozes snoozes, Mutes mutes, PeopleDirectory people, TimeProvider clock)
{
    // Whom no channel could reach is tried again after so many days: addresses and tokens get corrected.
    internal const int UnreachableDays = 2;
    // A message never rests on facts that are older.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private readonly ReminderCalendar _calendar = new(options);
    private readonly ReminderItems _items = new(database);
    private readonly Recipients _recipients = new(people);
    private CurrentItems? _current;
    private DateTimeOffset _readAt;

    /// <summary>What people call each item, by its key.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(CancellationToken cancellationToken)
    {
        await using var work = await database.ReadAsync(cancellationToken);
        return await ShortNames.ByKeyAsync(work, cancellationToken);
    }

    /// <summary>What people call some items, by their keys.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesOfAsync(IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        await using var work = await database.ReadAsync(cancellationToken);
        return await ShortNames.OfAsync(work, keys, cancellationToken);
    }

    /// <param name="least">Less urgent items are not looked at.</param>
    public async Task<ReminderFacts> ReadAsync(DateTimeOffset now, ReminderMode mode, Priority least, CancellationToken cancellationToken)
    {
        var today = _calendar.DayOf(now);
        var items = await _items.ReadAsync(least, asked => snoozes.Unrecorded(asked, today), cancellationToken);
        await using var work = await database.ReadAsync(cancellationToken);
        var store = new ReminderStore(work);
        return new ReminderFacts
        {
            Now = now,
            Mode = mode,
            Items = items,
            Mutes = await mutes.InForceAsync(today, cancellationToken),
            Tally = await store.TallyAsync(cancellationToken),
            // Where a reader is it may be the day before or after.
            Used = [.. (await store.OfDaysAsync(today.AddDays(-1), today.AddDays(1), cancellationToken))
                .Select(r => r.ToUsed())],
            Unreachable = (await store.UnreachableAsync(today.AddDays(-UnreachableDays), today.AddDays(1), cancellationToken)).ToHashSet(),
        };
    }

    /// <summary>The items as the ledger shows them now, read again when what is at hand is not fresh: other stages go on while messages are sent.</summary>
    public async Task<CurrentItems> CurrentAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_current is null || now - _readAt >= Fresh)
        {
            var today = _calendar.DayOf(now);
            var least = Least(options);
            var silence = new Silence(await mutes.InForceAsync(today, cancellationToken), today);
            var mentioned = new MentionedItems(new ReminderEligibility(options, _calendar, now), item => MentionedItems.ReaderOf(item, _recipients, silence));
            var items = await _items.ReadAsync(least, asked => snoozes.Unrecorded(asked, today), cancellationToken);
            mentioned.AddAll(items);
            await foreach (var item in _items.LessUrgentAsync(least, asked => snoozes.Unrecorded(asked, today), cancellationToken))
                mentioned.Add(item);
            _current = new CurrentItems(items, mentioned);
            _readAt = now;
        }
        return _current;
    }

    /// <summary>What is not sent to the person since they were muted, be it after a message was promised.</summary>
    public async Task<Mute?> MuteOfAsync(string person, CancellationToken cancellationToken) =>
        (await mutes.InForceAsync(cancellationToken)).GetValueOrDefault(person);

    public void Forget() => _current = null;

    /// <summary>The least urgent priority that is reminded of at all.</summary>
    public static Priority Least(RemindingOptions options) => options.Priorities.Count == 0 ? Priority.P0 : options.Priorities.Max();
}
