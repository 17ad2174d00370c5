using ActionSync.Ledger;
using Humanizer;

namespace ActionSync.Reminders.Store;

/// <summary>
/// Reminders, slots, snoozes and reports that are dated ahead of now: the clock once ran ahead. They were made in no past, so they do not count, and what
/// waits for their times would wait for nothing.
/// </summary>
internal sealed class ReminderTimes(LedgerTransaction work)
{
    // Workers' clocks differ by seconds, and a time that is set right differs by little.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(10);

    // No retry and no limit is put off for longer than an hour.
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(70);

    private const string IsAhead = "(planned_at > @ahead or coalesce(settled_at, 0) > @ahead or coalesce(claimed_at, 0) > @ahead)";

    /// <summary>How many there are, and the latest day of a reminder among them.</summary>
    public async Task<TimesAhead> CountAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var at = new { ahead = now + Tolerance, retry = now + LongestRetry, nextDay = now.AddHours(25) };
        return await work.SingleAsync<TimesAhead>(
            $"""
             select
               (select count(*) from reminders where {IsAhead} or (next_try_at > @retry and state in ('failed', 'unknown'))) as reminders,
               (select count(*) from reminder_slots where slot > @ahead) as slots,
               (select count(*) from snoozes where at > @ahead) as snoozes,
               (select count(*) from report_mails where coalesce(sent_at, 0) > @ahead or coalesce(next_try_at, 0) > @nextDay) as reports,
               (select max(day) from reminders where {IsAhead}) as last_day
             """, at, cancellationToken) ?? new TimesAhead();
    }

    /// <summary>Takes out what counts for days to come, and dates what happened today as of now.</summary>
    /// <param name="lastSnoozeDay">How far a snooze that is made today may reach.</param>
    public async Task PutRightAsync(DateTimeOffset now, DateOnly today, DateOnly lastSnoozeDay, CancellationToken cancellationToken)
    {
        var at = new { now, ahead = now + Tolerance, retry = now + LongestRetry, nextDay = now.AddHours(25), today, lastSnoozeDay };
        foreach (var sql in Statements)
            await work.ExecuteAsync(sql, at, cancellationToken);
    }

    private static readonly string[] Statements =
    [
        $"delete from reminders where day > @today and {IsAhead}",
        $"""
         update reminders set
           planned_at = case when planned_at > @now then @now else planned_at end,
           settled_at = case when settled_at > @now then @now else settled_at end,
           claimed_at = case when claimed_at > @now then @now else claimed_at end
         where {IsAhead}
         """,
        "update reminders set next_try_at = @now where next_try_at > @retry and state in ('failed', 'unknown')",
        "delete from reminder_slots where slot > @ahead",
        // What a reminder still stands for was told, on whichever side of midnight.
        """
        update reminder_tally set last_sent = null
        where last_sent > @today and not exists (select 1 from reminders r where r.person = reminder_tally.person and r.day = reminder_tally.last_sent)
        """,
        "update reminder_tally set first_tried = @today where first_tried > @today and last_sent is null",
        """
        delete from snoozes where at > @ahead and exists (
          select 1 from snoozes n where n.item_key = snoozes.item_key and n.source = snoozes.source and n.asked = snoozes.asked and n.at > snoozes.at)
        """,
        "update snoozes set on_day = @today, until = case when until > @lastSnoozeDay then @lastSnoozeDay else until end, at = @now where at > @ahead",
        "delete from report_mails where coalesce(sent_at, 0) > @ahead and week > @today",
        "update report_mails set next_try_at = @now where coalesce(next_try_at, 0) > @nextDay",
        "delete from group_lists where coalesce(settled_at, 0) > @ahead and week > @today",
    ];
}

/// <summary>What is dated ahead of now.</summary>
internal sealed record TimesAhead
{
    public long Reminders { get; init; }
    public long Slots { get; init; }
    public long Snoozes { get; init; }
    public long Reports { get; init; }
    public DateOnly? LastDay { get; init; }

    public bool IsNone => Reminders + Slots + Snoozes + Reports == 0;

    public override string ToString()
    {
        var what = new[] { ("reminder", Reminders), ("slot", Slots), ("snooze", Snoozes), ("report", Reports) }.Where(w => w.Item2 > 0)
            .Select(w => w.Item1.ToQuantity(w.Item2));
        var until = LastDay is { } day ? $", up to {day:yyyy-MM-dd}" : "";
        return
            $"{string.Join(" and ", what)} {(Reminders + Slots + Snoozes + Reports == 1 ? "is" : "are")} dated ahead of now{until}: the clock once ran ahead";
    }
}
