using System.Runtime.CompilerServices;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Naming;
using ActionSync.People;
using ActionSync.Reminders;
using Dapper;

namespace ActionSync.Listing;

/// <summary>
/// Lists items a page at a time, for the pages and the API: the database filters, sorts and counts, and only what is shown is read, however many items there
/// are. <see cref="ItemListing"/> lists the same items for the command line, which needs no index.
/// </summary>
internal sealed class ItemPages(
    LedgerDatabase ledger, ItemIndexUpkeep upkeep, Snoozes snoozes, PeopleDirectory people, ItemDescriber describer, TimeProvider clock)
{
    /// <summary>So many items of a stream are in memory at once.</summary>
    private const int StreamedAtOnce = 500;

    private static readonly string ItemColumns = string.Join(", ", ItemStore.Columns.Split(',').Select(column => $"i.{column.Trim()}"));

    /// <summary>The page that is asked for; empty behind the last one.</summary>
    public async Task<ItemPage> ReadAsync(ItemQuery query, CancellationToken cancellationToken)
    {
        await upkeep.FreshenAsync(cancellationToken);
        await using var work = await ledger.ReadAsync(cancellationToken);
        var now = clock.GetUtcNow();
        if (await ItemConditions.OfAsync(query.Filter, people, work, now, cancellationToken) is not { } conditions)
            return new ItemPage(query, [], 0);
        var total = await work.SingleAsync<int>($"select count(*) from item_index where {conditions.Where}", conditions.Parameters, cancellationToken);
        var offset = (long)(query.Page - 1) * ItemPage.Size;
        var rows = offset >= total ? [] : await RowsAsync(work, query, conditions, ItemPage.Size, offset, cancellationToken);
        return new ItemPage(query, await DescribeAsync(work, rows, now, cancellationToken), total);
    }

    /// <summary>The first of them, for a part of a page that was brought up to date by itself.</summary>
    public async Task<IReadOnlyList<ListedItem>> FirstAsync(LedgerTransaction work, ItemQuery query, int most, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await ItemConditions.OfAsync(query.Filter, people, work, now, cancellationToken) is { } conditions
            ? await DescribeAsync(work, await RowsAsync(work, query, conditions, most, 0, cancellationToken), now, cancellationToken)
            : [];
    }

    /// <summary>How many items pass.</summary>
    public async Task<int> CountAsync(ItemFilter filter, CancellationToken cancellationToken)
    {
        await upkeep.FreshenAsync(cancellationToken);
        await using var work = await ledger.ReadAsync(cancellationToken);
        return await ItemConditions.OfAsync(filter, people, work, clock.GetUtcNow(), cancellationToken) is { } conditions
            ? await work.SingleAsync<int>($"select count(*) from item_index where {conditions.Where}", conditions.Parameters, cancellationToken)
            : 0;
    }

    /// <summary>
    /// All items that pass, whatever page is asked for, each some hundred read by themselves: whoever reads slowly holds no transaction open, and an item that
    /// is changed meanwhile may come twice or not at all.
    /// </summary>
    public async IAsyncEnumerable<ListedItem> StreamAsync(ItemQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await upkeep.FreshenAsync(cancellationToken);
        PageRow? last = null;
        while (true)
        {
            var (rows, items) = await NextAsync(query, last, cancellationToken);
            foreach (var item in items)
                yield return item;
            if (rows.Count < StreamedAtOnce)
                yield break;
            last = rows[^1];
        }
    }

    /// <summary>An item as lists show it.</summary>
    public async Task<ListedItem> DescribeAsync(LedgerTransaction work, LedgerItem item, CancellationToken cancellationToken) =>
        (await ChosenAsync(work, "item_id = @id", [("id", item.Id)], cancellationToken))[0];

    /// <summary>The items of an incident, in the order of its document.</summary>
    public Task<IReadOnlyList<ListedItem>> OfIncidentAsync(LedgerTransaction work, string incidentId, CancellationToken cancellationToken) =>
        ChosenAsync(work, "incident_id = @id", [("id", incidentId)], cancellationToken);

    /// <summary>Some of them, in the same order, whether or not the index is fresh.</summary>
    public async Task<IReadOnlyList<ListedItem>> OfIncidentAsync(
        LedgerTransaction work, string incidentId, int skip, int most, CancellationToken cancellationToken) =>
        [.. (await ChosenAsync(
            work, "item_id in (select id from items where incident_id = @id order by position, id limit @most offset @skip)",
            [("id", incidentId), ("most", most), ("skip", skip)], cancellationToken)).OrderBy(listed => listed.Item.Position).ThenBy(listed => listed.Item.Id)];

    /// <summary>A few items by their keys, in no order.</summary>
    public async Task<IReadOnlyList<ListedItem>> WithKeysAsync(LedgerTransaction work, IReadOnlyCollection<string> keys, CancellationToken cancellationToken) =>
        keys.Count == 0 ? [] : await ChosenAsync(work, "item_id in (select id from items where key in @keys)", [("keys", keys)], cancellationToken);

    /// <summary>The same by their ids.</summary>
    public async Task<IReadOnlyList<ListedItem>> WithIdsAsync(LedgerTransaction work, IReadOnlyCollection<long> ids, CancellationToken cancellationToken) =>
        ids.Count == 0 ? [] : await ChosenAsync(work, "item_id in @ids", [("ids", ids)], cancellationToken);

    private async Task<IReadOnlyList<ListedItem>> ChosenAsync(
        LedgerTransaction work, string condition, (string Name, object Value)[] values, CancellationToken cancellationToken)
    {
        var chosen = ItemConditions.None();
        chosen.Add(condition, values);
        var rows = await RowsAsync(work, ItemQuery.Everything, chosen, int.MaxValue, 0, cancellationToken);
        return await DescribeAsync(work, rows, clock.GetUtcNow(), cancellationToken);
    }

    private async Task<(IReadOnlyList<PageRow> Rows, IReadOnlyList<ListedItem> Items)> NextAsync(
        ItemQuery query, PageRow? last, CancellationToken cancellationToken)
    {
        await using var work = await ledger.ReadAsync(cancellationToken);
        var now = clock.GetUtcNow();
        if (await ItemConditions.OfAsync(query.Filter, people, work, now, cancellationToken) is not { } conditions)
            return ([], []);
        if (last is not null)
        {
            var columns = ItemOrder.Columns(query.Sort);
            conditions.Add(
                $"({string.Join(", ", columns)}) {(query.Descending ? "<" : ">")} ({string.Join(", ", columns.Select((_, n) => $"@last{n}"))})",
                [.. columns.Select((column, n) => ($"last{n}", last.ValueOf(column)))]);
        }
        var rows = await RowsAsync(work, query, conditions, StreamedAtOnce, 0, cancellationToken);
        return (rows, await DescribeAsync(work, rows, now, cancellationToken));
    }

    private static Task<IReadOnlyList<PageRow>> RowsAsync(
        LedgerTransaction work, ItemQuery query, ItemConditions conditions, int limit, long offset, CancellationToken cancellationToken)
    {
        var order = ItemOrder.Columns(query.Sort).Select(column => $"x.{column}{(query.Descending ? " desc" : "")}");
        var parameters = new DynamicParameters(conditions.Parameters);
        parameters.Add("limit", limit);
        parameters.Add("offset", offset);
        return work.QueryAsync<PageRow>(
            $"""
            select {ItemColumns}, n.brief as incident_brief, x.due as sort_due, x.person as sort_person, x.state as sort_state, x.changed_at as sort_changed,
              {HandoverStore.LatestTo} as handed_to, {TakenNames.Columns}
            from (
              select item_id, incident_id, position, priority, due, person, state, changed_at from item_index
              where {conditions.Where} order by {ItemOrder.Sql(query.Sort, query.Descending)} limit @limit offset @offset
            ) x join items i on i.id = x.item_id left join incidents n on n.id = i.incident_id
            order by {string.Join(", ", order)}
            """, parameters, cancellationToken);
    }

    private async Task<IReadOnlyList<ListedItem>> DescribeAsync(
        LedgerTransaction work, IReadOnlyList<PageRow> rows, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var items = rows.Select(row => row.ToItem()).ToList();
        var current = await snoozes.CurrentAsync(work, items, cancellationToken);
        // The items of one incident are told by one brief.
        var briefs = rows.DistinctBy(row => row.IncidentId).ToDictionary(row => row.IncidentId, row => Brief(row));
        return
        [
            .. rows.Zip(items, (row, item) =>
                describer.Of(item, briefs[item.IncidentId], ShortNames.Of(ItemName.Of(item), row.Taken), current.GetValueOrDefault(item.Key), now) with
                {
                    HandedTo = row.HandedTo,
                }),
        ];
    }

    /// <summary>Without the long texts, of which a list shows nothing.</summary>
    private static IncidentBrief? Brief(PageRow row) => IncidentStore.BriefOrNull(row.IncidentId, row.IncidentBrief) is { } brief
        ? brief with { RootCause = null, PermanentFix = null, Impact = [] }
        : null;

    /// <summary>An item with its incident, and which of its names others have too.</summary>
    private sealed class PageRow : ItemRow
    {
        public string? IncidentBrief { get; set; }
        public string? HandedTo { get; set; }
        public long SortDue { get; set; }
        public string SortPerson { get; set; } = "";
        public int SortState { get; set; }
        public long SortChanged { get; set; }
        public int IdTaken { get; set; }
        public int OrdinalTaken { get; set; }
        public int NumberTaken { get; set; }

        public TakenNames Taken => new(IdTaken == 1, OrdinalTaken == 1, NumberTaken == 1);

        /// <summary>Where it stands in an order.</summary>
        public object ValueOf(string column) => column switch
        {
            "item_id" => Id,
            "incident_id" => IncidentId,
            "position" => Position,
            "priority" => Priority,
            "due" => SortDue,
            "person" => SortPerson,
            "state" => SortState,
            "changed_at" => SortChanged,
            _ => throw new ArgumentOutOfRangeException(nameof(column), column, "Nothing is sorted by it."),
        };
    }
}
