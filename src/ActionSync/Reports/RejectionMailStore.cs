using ActionSync.Ledger;

namespace ActionSync.Reports;

/// <summary>The mail about rejected documents that one person gets on one day.</summary>
internal sealed record RejectionMail
{
    public required DateOnly Day { get; init; }
    public required string Person { get; init; }
    public int Attempts { get; init; }
    public DateTimeOffset? NextTryAt { get; init; }
    public DateTimeOffset? SentAt { get; init; }
    public string? Remark { get; init; }
}

/// <summary>Which mails about rejected documents went out.</summary>
internal sealed class RejectionMailStore(LedgerTransaction work)
{
    private const string Columns = "day, person, attempts, next_try_at, sent_at, remark";

    public Task<IReadOnlyList<RejectionMail>> OfDayAsync(DateOnly day, CancellationToken cancellationToken) =>
        work.QueryAsync<RejectionMail>($"select {Columns} from rejection_mails where day = @day order by person", new { day }, cancellationToken);

    /// <summary>Mails of earlier days that never got through.</summary>
    public Task<IReadOnlyList<RejectionMail>> UnsentBeforeAsync(DateOnly day, CancellationToken cancellationToken) =>
        work.QueryAsync<RejectionMail>($"select {Columns} from rejection_mails where day < @day and sent_at is null", new { day }, cancellationToken);

    public Task SaveAsync(RejectionMail mail, CancellationToken cancellationToken) => work.ExecuteAsync(
        """
        insert into rejection_mails (day, person, attempts, next_try_at, sent_at, remark) values (@Day, @Person, @Attempts, @NextTryAt, @SentAt, @Remark)
        on conflict (day, person) do update set attempts = excluded.attempts, next_try_at = excluded.next_try_at, sent_at = excluded.sent_at, remark = excluded.remark
        """, mail, cancellationToken);

    public Task ForgetAsync(RejectionMail mail, CancellationToken cancellationToken) =>
        work.ExecuteAsync("delete from rejection_mails where day = @Day and person = @Person", mail, cancellationToken);
}
