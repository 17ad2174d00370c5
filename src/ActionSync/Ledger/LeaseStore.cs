namespace ActionSync.Ledger;

/// <summary>Rights that one worker at a time has, for a while; whoever dies or sleeps loses them.</summary>
internal sealed class LeaseStore(LedgerTransaction work)
{
    /// <summary>Takes or keeps a lease; false while another process has it. <paramref name="now"/> is the database's clock.</summary>
    public async Task<bool> HoldAsync(string name, string holder, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) =>
        await work.ExecuteAsync(
            """
            insert into leases (name, holder, held_until) values (@name, @holder, @until)
            on conflict (name) do update set holder = excluded.holder, held_until = excluded.held_until where leases.holder = @holder or leases.held_until < @now or leases.held_until > @longest
            """, new { name, holder, now, until, longest = until + (until - now) }, cancellationToken) > 0;

    public Task ReleaseAsync(string name, string holder, CancellationToken cancellationToken) =>
        work.ExecuteAsync("delete from leases where name = @name and holder = @holder", new { name, holder }, cancellationToken);
}
