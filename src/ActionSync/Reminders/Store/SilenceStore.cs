using ActionSync.Ledger;
using ActionSync.Reminders.Policy;

namespace ActionSync.Reminders.Store;

/// <summary>To whom nothing is sent now, of all people.</summary>
/// <param name="Mutes">By address in lower case.</param>
/// <param name="Unreachable">Whose last digest no channel could deliver.</param>
internal sealed record SilentPeople(IReadOnlyDictionary<string, Mute> Mutes, IReadOnlySet<string> Unreachable)
{
    public IEnumerable<string> All => Mutes.Keys.Union(Unreachable);
}

/// <summary>Reads them in one statement, a row a person.</summary>
internal sealed class SilenceStore(LedgerTransaction work)
{
    /// <param name="today">Mutes that end later count.</param>
    /// <param name="from">The first day whose digests say who cannot be reached.</param>
    /// <param name="to">The last one.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<SilentPeople> ReadAsync(DateOnly today, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var rows = await work.QueryAsync<Row>(
            $"""
            select person, until, who, reason, at from mutes where until > @today and ended_at is null
              and at = (select max(at) from mutes later where later.person = mutes.person and later.until > @today and later.ended_at is null)
            union all
            select person, null, null, null, null from ({ReminderStore.UnreachableSql}) lost
            """, new { today, since = from, last = to }, cancellationToken);
        return new(
            rows.Where(row => row.Until is not null).ToDictionary(row => row.Person, row => new Mute(row.Until!.Value, row.Who!, row.Reason)),
            rows.Where(row => row.Until is null).Select(row => row.Person).ToHashSet());
    }

    private sealed class Row
    {
        public string Person { get; set; } = "";
        public DateOnly? Until { get; set; }
        public string? Who { get; set; }
        public string? Reason { get; set; }
        public long? At { get; set; }
    }
}
