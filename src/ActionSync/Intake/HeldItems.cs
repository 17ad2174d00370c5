using ActionSync.Ledger;

namespace ActionSync.Intake;

/// <summary>How many items of an incident wait for a person's word.</summary>
/// <param name="NewItems">They get no issue before.</param>
/// <param name="Withdrawals">Gone from their document, and still followed.</param>
internal sealed record HeldItems(string Incident, int NewItems, int Withdrawals)
{
    /// <summary>The first incidents of which something waits, in the order of their ids; the same items as <see cref="ItemStore.HeldAsync"/> has.</summary>
    public static async Task<IReadOnlyList<HeldItems>> CountAsync(LedgerTransaction work, int most, CancellationToken cancellationToken) =>
    [
        .. (await work.QueryAsync<Row>(
            $"""
            select incident_id, sum(case when withdrawal = 'held' then 1 else 0 end) as withdrawals,
              sum(case when withdrawal <> 'held' and state = 'pending' and coalesce(tracker, '') <> '{LedgerItem.NoTracker}' then 1 else 0 end) as new_items
            from items where work = 'held' or withdrawal = 'held' group by incident_id order by incident_id limit @most
            """, new { most }, cancellationToken))
            .Select(row => new HeldItems(row.IncidentId, (int)row.NewItems, (int)row.Withdrawals)).Where(held => held.NewItems + held.Withdrawals > 0),
    ];

    private sealed record Row
    {
        public string IncidentId { get; init; } = "";
        public long NewItems { get; init; }
        public long Withdrawals { get; init; }
    }
}
