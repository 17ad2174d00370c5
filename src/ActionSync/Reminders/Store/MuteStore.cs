using ActionSync.Ledger;

namespace ActionSync.Reminders.Store;

/// <summary>One request to leave somebody in peace.</summary>
internal sealed record LedgerMute
{
    /// <summary>The address, in lower case.</summary>
    public required string Person { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>The first day on which messages come again.</summary>
    public required DateOnly Until { get; init; }
    public required string Who { get; init; }
    public string? Reason { get; init; }
}

/// <summary>Mutes; a newer one takes the place of an older one, and rows are kept.</summary>
internal sealed class MuteStore(LedgerTransaction work)
{
    public Task<IReadOnlyList<LedgerMute>> InForceAsync(DateOnly today, CancellationToken cancellationToken) => work.QueryAsync<LedgerMute>(
        "select person, at, until, who, reason from mutes where until > @today and ended_at is null order by person, at", new { today }, cancellationToken);

    public Task AddAsync(LedgerMute mute, CancellationToken cancellationToken) => work.ExecuteAsync(
        "insert into mutes (person, at, until, who, reason) values (@Person, @At, @Until, @Who, @Reason)", mute, cancellationToken);

    /// <returns>How many were in force.</returns>
    public Task<int> EndAsync(string person, DateOnly today, DateTimeOffset now, string who, CancellationToken cancellationToken) => work.ExecuteAsync(
        "update mutes set ended_at = @now, ended_by = @who where person = @person and until > @today and ended_at is null",
        new { person, today, now, who }, cancellationToken);
}
