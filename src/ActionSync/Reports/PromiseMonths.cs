using System.Globalization;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Reminders;

namespace ActionSync.Reports;

/// <summary>The report's promises kept and broken by month, counted by the database: it costs the same however many items there are.</summary>
internal sealed class PromiseMonths(RemindingOptions options, TimeProvider clock)
{
    /// <summary>As <see cref="Report.Months"/> of a report about everything.</summary>
    public async Task<IReadOnlyList<KeptMonth>> ReadAsync(LedgerTransaction work, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var today = ZonedTime.DayOf(now, options.TimeZone);
        var months = await work.QueryAsync<MonthRow>(
            """
            select promise_month as month, sum(promise_kept) as kept, sum(1 - promise_kept) as broken from item_index
            where promise_month >= @first and promise_month <= @last and (overdue is null or overdue <= @now) group by promise_month
            """,
            new { first = Name(KeptMonth.FirstOf(today)), last = Name(today), now = now.ToUnixTimeMilliseconds() }, cancellationToken);
        var counts = months.ToDictionary(month => month.Month, month => new KeptPromises((int)month.Kept, (int)month.Broken));
        return KeptMonth.Until(today, month => counts.GetValueOrDefault(Name(month)) ?? new(0, 0));
    }

    private static string Name(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private sealed record MonthRow
    {
        public string Month { get; init; } = "";
        public long Kept { get; init; }
        public long Broken { get; init; }
    }
}
