using ActionSync.Items;
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

/// <summary>Reads them in one statement, a row or two a person.</summary>
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
            select person, until, who, reason, at, still_up_to from mutes where until > @today and ended_at is null
            union all
            select person, null, null, null, null, null from ({ReminderStore.UnreachableSql}) lost
            """, new { today, since = from, last = to }, cancellationToken);
        return new(
            MuteStore.LatestOf(rows.Where(row => row.Until is not null).OrderBy(row => row.At).Select(row => row.ToMute())),
            rows.Where(row => row.Until is null).Select(row => row.Person).ToHashSet());
    }

    private sealed class Row
    {
        public string Person { get; set; } = "";
        public DateOnly? Until { get; set; }
        public string? Who { get; set; }
        public string? Reason { get; set; }
        public DateTimeOffset? At { get; set; }
        public Priority? StillUpTo { get; set; }

        public LedgerMute ToMute() => new()
        {
            Person = Person,
            At = At!.Value,
            Until = Until!.Value,
            Who = Who!,
            Reason = Reason,
            StillUpTo = StillUpTo,
        };
    }
}
