using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Naming;
using ActionSync.Text;

namespace ActionSync.Listing;

/// <summary>An open item as a list of one owner shows it.</summary>
/// <param name="Short">The name to type.</param>
internal sealed record OpenItem(
    string Key, string Short, string Title, string IncidentId, Priority Priority, ItemState State, Deadline? Deadline, bool IsOverdue);

/// <summary>One page of what an owner has open, the most urgent first.</summary>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Overdue">How many of them are overdue.</param>
internal sealed record OpenItems(IReadOnlyList<OpenItem> Items, int Page, int Total, int Overdue)
{
    public const int Size = 25;

    public int Pages => Math.Max(1, (Total + Size - 1) / Size);
}

/// <summary>Reads them in one statement, a row an item.</summary>
internal sealed class OpenItemStore(LedgerTransaction work)
{
    /// <param name="owner">An address, the owner's own text where there is none, or empty for nobody.</param>
    /// <param name="page">From 1.</param>
    /// <param name="now">What is overdue is so by then.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<OpenItems> ReadAsync(string owner, int page, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rows = await work.QueryAsync<Row>(
            $"""
            select i.key, i.title, i.incident_id, i.explicit_id, i.ordinal, i.number, i.priority, i.state, i.deadline, x.is_overdue, x.total, x.overdue,
              {TakenNames.Columns}
            from (
              select item_id, priority, due, case when overdue <= @now then 1 else 0 end as is_overdue, count(*) over () as total,
                sum(case when overdue <= @now then 1 else 0 end) over () as overdue
              from item_index where is_open = 1 and person = @person order by priority, due, item_id limit {OpenItems.Size} offset @offset
            ) x join items i on i.id = x.item_id order by x.priority, x.due, x.item_id
            """,
            new { person = Folded.Of(owner), now = now.ToUnixTimeMilliseconds(), offset = (long)(page - 1) * OpenItems.Size }, cancellationToken);
        return new(
            [.. rows.Select(row => row.ToOpen())], page, rows.Count == 0 ? 0 : (int)rows[0].Total, rows.Count == 0 ? 0 : (int)rows[0].Overdue);
    }

    private sealed class Row
    {
        public string Key { get; set; } = "";
        public string Title { get; set; } = "";
        public string IncidentId { get; set; } = "";
        public string? ExplicitId { get; set; }
        public long Ordinal { get; set; }
        public string? Number { get; set; }
        public int Priority { get; set; }
        public string State { get; set; } = "";
        public string? Deadline { get; set; }
        public int IsOverdue { get; set; }
        public long Total { get; set; }
        public long Overdue { get; set; }
        public int IdTaken { get; set; }
        public int OrdinalTaken { get; set; }
        public int NumberTaken { get; set; }

        public OpenItem ToOpen() => new(
            Key,
            ShortNames.Of(
                new ItemName { Key = Key, IncidentId = IncidentId, ExplicitId = ExplicitId, Ordinal = Ordinal, Number = Number },
                new TakenNames(IdTaken == 1, OrdinalTaken == 1, NumberTaken == 1)),
            Title, IncidentId, (Priority)Priority, ItemStates.FromWord(State),
            LedgerCell.Read($"items row {Key}", "deadline", () => LedgerCell.Optional(Deadline, Items.Deadline.ParseOrNull)), IsOverdue == 1);
    }
}
