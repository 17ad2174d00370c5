using ActionSync.Ledger;

namespace ActionSync.Reminders.Store;

/// <summary>Where one team's list of one week stands.</summary>
internal enum GroupListState
{
    /// <summary>It was about to be, or was, posted: after a crash nobody knows.</summary>
    Sending,
    Sent,

    /// <summary>Refused; tried again with growing gaps.</summary>
    Failed,

    /// <summary>The answer was lost. It is not posted again: a second list is worse than one that somebody asks for.</summary>
    Unknown,

    /// <summary>There was nothing to tell.</summary>
    Empty,
}

/// <summary>One team's list of one week in one channel.</summary>
internal sealed record LedgerGroupList
{
    /// <summary>The first day of the week, on which work begins again.</summary>
    public required DateOnly Week { get; init; }
    public required string Team { get; init; }
    public required string Channel { get; init; }
    public required GroupListState State { get; init; }
    public int Attempts { get; init; }
    public DateTimeOffset? NextTryAt { get; init; }
    public string? ClaimedBy { get; init; }
    public DateTimeOffset? ClaimedAt { get; init; }
    public string? Remark { get; init; }
}

/// <summary>Which weekly lists went out. The row that is committed before a list is posted is what keeps it from going out twice.</summary>
internal sealed class GroupListStore(LedgerTransaction work)
{
    /// <summary>The words of this column are lists' own.</summary>
    public static ColumnRule ColumnRule { get; } = new("group_lists.state", text =>
    {
        LedgerCell.Word<GroupListState>(text);
        return null;
    });

    public async Task<IReadOnlyList<LedgerGroupList>> OfWeekAsync(DateOnly week, CancellationToken cancellationToken) =>
        [.. (await work.QueryAsync<Row>(
            "select week, team, channel, state, attempts, next_try_at, claimed_by, claimed_at, remark from group_lists where week = @week order by team, channel",
            new { week }, cancellationToken)).Select(row => row.ToList())];

    /// <summary>The right to post now; false where it was posted, or another worker is about to.</summary>
    public async Task<bool> ClaimAsync(
        DateOnly week, string team, string channel, string worker, DateTimeOffset now, CancellationToken cancellationToken) => await work.ExecuteAsync(
            """
            insert into group_lists (week, team, channel, state, attempts, claimed_by, claimed_at) values (@week, @team, @channel, 'sending', 1, @worker, @now)
            on conflict (week, team, channel) do update set state = 'sending', attempts = group_lists.attempts + 1, claimed_by = excluded.claimed_by,
              claimed_at = excluded.claimed_at
            where group_lists.state = 'failed'
            """, new { week, team, channel, worker, now }, cancellationToken) > 0;

    public Task SettleAsync(LedgerGroupList list, DateTimeOffset now, CancellationToken cancellationToken) => work.ExecuteAsync(
        """
        insert into group_lists (week, team, channel, state, attempts, next_try_at, settled_at, remark)
        values (@Week, @Team, @Channel, @State, @Attempts, @NextTryAt, @now, @Remark)
        on conflict (week, team, channel) do update set state = excluded.state, next_try_at = excluded.next_try_at, settled_at = excluded.settled_at,
          remark = excluded.remark
        """,
        new { list.Week, list.Team, list.Channel, State = list.State.ToString().ToLowerInvariant(), list.Attempts, list.NextTryAt, now, list.Remark },
        cancellationToken);

    private sealed class Row
    {
        public DateOnly Week { get; set; }
        public string Team { get; set; } = "";
        public string Channel { get; set; } = "";
        public string State { get; set; } = "";
        public int Attempts { get; set; }
        public DateTimeOffset? NextTryAt { get; set; }
        public string? ClaimedBy { get; set; }
        public DateTimeOffset? ClaimedAt { get; set; }
        public string? Remark { get; set; }

        public LedgerGroupList ToList() => new()
        {
            Week = Week,
            Team = Team,
            Channel = Channel,
            State = LedgerCell.Read($"group_lists row {Week:yyyy-MM-dd} {Team} {Channel}", "state", () => LedgerCell.Word<GroupListState>(State)),
            Attempts = Attempts,
            NextTryAt = NextTryAt,
            ClaimedBy = ClaimedBy,
            ClaimedAt = ClaimedAt,
            Remark = Remark,
        };
    }
}
