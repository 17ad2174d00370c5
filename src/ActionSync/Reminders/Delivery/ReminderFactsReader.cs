using ActionSync.Ledger;
using ActionSync.People;
using ActionSync.Reminders.Policy;
using ActionSync.Reminders.Store;

namespace ActionSync.Reminders.Delivery;

/// <summary>Reads what the policy needs, in a number of queries that does not grow with the items.</summary>
internal sealed class ReminderFactsReader(
    LedgerDatabase database, RemindingOptions options, Snoozes snoozes, PeopleDirectory people, TimeProvider clock)
{
    // Whom no channel could reach is tried again after so many days: addresses and tokens get corrected.
    private const int UnreachableDays = 2;
    // A message never rests on facts that are older.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private readonly ReminderCalendar _calendar = new(options);
    private readonly ReminderItems _items = new(database);
    private readonly Recipients _recipients = new(people);
    private CurrentItems? _current;
    private DateTimeOffset _readAt;

    public async Task<ReminderFacts> ReadAsync(DateTimeOffset now, ReminderMode mode, CancellationToken cancellationToken)
    {
        var today = _calendar.DayOf(now);
        var items = await _items.ReadAsync(asked => snoozes.Unrecorded(asked, today), cancellationToken);
        await using var work = await database.ReadAsync(cancellationToken);
        var store = new ReminderStore(work);
        return new ReminderFacts
        {
            Now = now,
            Mode = mode,
            Items = items,
            Tally = await store.TallyAsync(cancellationToken),
            // Where a reader is it may be the day before or after.
            Used = [.. (await store.OfDaysAsync(today.AddDays(-1), today.AddDays(1), cancellationToken))
                .Select(r => new UsedDigest(r.Person, r.Day, r.Sequence, r.State == ReminderState.Dropped, [.. r.Entries.Select(e => e.Key)]))],
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
            var items = await _items.ReadAsync(asked => snoozes.Unrecorded(asked, today), cancellationToken);
            var gate = new ReminderEligibility(options, _calendar, now);
            _current = new CurrentItems(items, new MentionedItems(items, gate, item => _recipients.Find(item.Owner, item.Participants)?.Address));
            _readAt = now;
        }
        return _current;
    }

    public void Forget() => _current = null;
}
