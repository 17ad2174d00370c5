using ActionSync.Ledger;

namespace ActionSync.Reminders.Store;

/// <summary>One request for quiet, as it was asked for and as it was capped.</summary>
internal sealed record LedgerSnooze
{
    public const string FromCommand = "command";
    public const string FromTracker = "tracker";

    public required string ItemKey { get; init; }

    /// <summary><see cref="FromCommand"/> or <see cref="FromTracker"/> (a label or a board file).</summary>
    public required string Source { get; init; }
    public required DateOnly Asked { get; init; }

    /// <summary>The first day on which reminders come again.</summary>
    public required DateOnly Until { get; init; }
    public required DateOnly OnDay { get; init; }
    public required string Who { get; init; }
    public string? Reason { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>Snoozes; rows are only ever added.</summary>
internal sealed class SnoozeStore(LedgerTransaction work)
{
    public Task<IReadOnlyList<LedgerSnooze>> OfOpenItemsAsync(CancellationToken cancellationToken) => work.QueryAsync<LedgerSnooze>(
        """
        select s.item_key, s.source, s.asked, s.until, s.on_day, s.who, s.reason, s.at from snoozes s join items i on i.key = s.item_key
        where i.state in ('open', 'in_progress', 'pending', 'unknown') order by s.at
        """, null, cancellationToken);

    /// <summary>The snoozes of some open items that may count, at most two of each: the last by command, and the last of what its tracker shows.</summary>
    public Task<IReadOnlyList<LedgerSnooze>> LatestOfAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken) =>
        work.QueryAsync<LedgerSnooze>(
            """
            select item_key, source, asked, until, on_day, who, reason, at from (
              select s.*, row_number() over (partition by s.item_key, s.source order by s.at desc) as latest
              from snoozes s join items i on i.key = s.item_key
              where s.item_key in @keys and i.state in ('open', 'in_progress', 'pending', 'unknown') and (s.source = 'command' or s.asked = i.snooze_until)
            ) of_items where latest = 1 order by at
            """, new { keys = keys.ToArray() }, cancellationToken);

    /// <summary>Until when trackers show open items snoozed, by key.</summary>
    public async Task<IReadOnlyDictionary<string, DateOnly>> InTrackersAsync(CancellationToken cancellationToken) => (await work.QueryAsync<ShownSnooze>(
        "select key, snooze_until from items where snooze_until is not null and state in ('open', 'in_progress', 'pending', 'unknown')", null,
        cancellationToken)).ToDictionary(shown => shown.Key, shown => shown.SnoozeUntil);

    private sealed record ShownSnooze
    {
        public string Key { get; init; } = "";
        public DateOnly SnoozeUntil { get; init; }
    }

    public Task AddAsync(
        IReadOnlyCollection<LedgerSnooze> snoozes, CancellationToken cancellationToken) => snoozes.Count == 0 ? Task.CompletedTask : work.ExecuteAsync(
            """
        insert into snoozes (item_key, source, asked, until, on_day, who, reason, at) values (@ItemKey, @Source, @Asked, @Until, @OnDay, @Who, @Reason, @At)
        on conflict (item_key, source, asked, at) do nothing
        """, snoozes, cancellationToken);
}
