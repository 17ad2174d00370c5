using ActionSync.Ledger;
using ActionSync.People;
using ActionSync.Reminders.Policy;
using ActionSync.Reminders.Store;

namespace ActionSync.Reminders.Delivery;

/// <summary>What the policy needs to decide about one person or one item.</summary>
/// <param name="IsCut">There were more items than are looked at, and those are the most urgent.</param>
internal sealed record ScopedFacts(ReminderFacts Facts, IReadOnlyList<ScopedItem> Items, SilentPeople Silent, bool IsCut);

/// <summary>
/// Reads what concerns a person or an item, and no more: a number of rows and statements that does not grow with the ledger. The item index must be of this
/// configuration.
/// </summary>
internal sealed class ScopedFactsReader(LedgerDatabase database, RemindingOptions options, Snoozes snoozes, PeopleDirectory people)
{
    private readonly ReminderCalendar _calendar = new(options);

    /// <param name="now">When it is.</param>
    /// <param name="owner">Whose items are looked at first: an address, an owner's own text where there is none, or empty for nobody's.</param>
    /// <param name="itemId">An item that is looked at in any case; null for none.</param>
    /// <param name="limit">How many items there may be.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<ScopedFacts> ReadAsync(DateTimeOffset now, string owner, long? itemId, ScopeLimit limit, CancellationToken cancellationToken)
    {
        var today = _calendar.DayOf(now);
        await using var work = await database.ReadAsync(cancellationToken);
        var silent = await new SilenceStore(work).ReadAsync(
            today, today.AddDays(-ReminderFactsReader.UnreachableDays), today.AddDays(1), cancellationToken);
        var readers = people.AddressOf(owner) is { } address ? new[] { address.ToLowerInvariant() } : [];
        var scope = ReminderScope.Of([owner], readers, options, people, silent.All);
        // One more of each than is looked at tells whether there are more.
        var items = await new ScopedItems(work).ReadAsync(
            scope, itemId, limit.Own + 1, limit.All + 1, asked => snoozes.Unrecorded(asked, today), cancellationToken);
        var facts = new ReminderFacts
        {
            Now = now,
            Items = [.. items.Select(item => item.Item)],
            Mutes = silent.Mutes,
            Unreachable = silent.Unreachable,
            Tally = [.. items.SelectMany(item => item.Tally)],
        };
        return new(facts, items, silent, items.Count > limit.All || items.Count(item => scope.Own.Contains(item.Owner)) > limit.Own);
    }

    /// <summary>
    /// The same with what concerns some more people, who are asked about items that were read: whether a message goes to them rests on all of theirs.
    /// </summary>
    public async Task<ScopedFacts> WithAsync(ScopedFacts known, IReadOnlyCollection<string> readers, int most, CancellationToken cancellationToken)
    {
        if (readers.Count == 0)
            return known;
        var today = _calendar.DayOf(known.Facts.Now);
        await using var work = await database.ReadAsync(cancellationToken);
        var scope = ReminderScope.Of(readers, readers, options, people, known.Silent.All);
        var more = await new ScopedItems(work).ReadAsync(
            scope, null, most, most, asked => snoozes.Unrecorded(asked, today), cancellationToken);
        var items = known.Items.UnionBy(more, item => item.Id).OrderBy(item => item.Id).ToList();
        return known with
        {
            Items = items,
            Facts = known.Facts with
            {
                Items = [.. items.Select(item => item.Item)],
                Tally = [.. items.SelectMany(item => item.Tally)],
            },
        };
    }

    /// <summary>The same with what these people were sent today; where a reader is it may be the day before or after.</summary>
    public async Task<ScopedFacts> WithUsedAsync(ScopedFacts known, IReadOnlyCollection<string> readers, CancellationToken cancellationToken)
    {
        if (readers.Count == 0)
            return known;
        var today = _calendar.DayOf(known.Facts.Now);
        await using var work = await database.ReadAsync(cancellationToken);
        var digests = await new ReminderStore(work).OfPeopleAsync(readers, today.AddDays(-1), today.AddDays(1), cancellationToken);
        return known with { Facts = known.Facts with { Used = [.. digests.Select(digest => digest.ToUsed())] } };
    }
}

/// <summary>How many items are looked at.</summary>
/// <param name="Own">Of those whom it is about.</param>
/// <param name="All">With those of others that they may be told of.</param>
/// <param name="Beside">And, where others are asked about one's own, what else those are asked about.</param>
internal sealed record ScopeLimit(int Own, int All, int Beside);
