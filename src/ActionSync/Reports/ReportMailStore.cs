using ActionSync.Ledger;

namespace ActionSync.Reports;

/// <summary>One weekly report to one person.</summary>
internal sealed record ReportMail
{
    /// <summary>The week's Monday.</summary>
    public required DateOnly Week { get; init; }
    public required string Person { get; init; }
    public int Attempts { get; init; }
    public DateTimeOffset? NextTryAt { get; init; }
    public DateTimeOffset? SentAt { get; init; }
    public string? Remark { get; init; }
}

/// <summary>Which weekly reports went out.</summary>
internal sealed class ReportMailStore(LedgerTransaction work)
{
    public Task<IReadOnlyList<ReportMail>> OfWeekAsync(DateOnly week, CancellationToken cancellationToken) => work.QueryAsync<ReportMail>(
        "select week, person, attempts, next_try_at, sent_at, remark from report_mails where week = @week", new { week }, cancellationToken);

    public Task SaveAsync(ReportMail mail, CancellationToken cancellationToken) => work.ExecuteAsync(
        """
        insert into report_mails (week, person, attempts, next_try_at, sent_at, remark) values (@Week, @Person, @Attempts, @NextTryAt, @SentAt, @Remark)
        on conflict (week, person) do update set attempts = excluded.attempts, next_try_at = excluded.next_try_at, sent_at = excluded.sent_at, remark = excluded.remark
        """, mail, cancellationToken);
}
