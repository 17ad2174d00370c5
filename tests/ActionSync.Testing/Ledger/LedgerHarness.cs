using ActionSync.Ledger;

namespace ActionSync.Testing.Ledger;

/// <summary>A migrated ledger in a database that the derived class makes.</summary>
public abstract class LedgerHarness : IAsyncLifetime
{
    internal LedgerDatabase Ledger { get; private set; } = null!;

    internal FakeClock Clock { get; } = new();

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Ledger = await MakeAsync();
        await Ledger.MigrateAsync(Cancel);
    }

    public abstract ValueTask DisposeAsync();

    internal abstract Task<LedgerDatabase> MakeAsync();

    internal async Task WriteAsync(Func<LedgerTransaction, Task> write)
    {
        await using var work = await Ledger.BeginAsync(Cancel);
        await write(work);
        await work.CommitAsync(Cancel);
    }

    internal async Task<long> InsertAsync(LedgerItem item)
    {
        var id = 0L;
        await WriteAsync(async work =>
        {
            if (await work.Incidents.FindAsync(item.IncidentId, Cancel) is null)
                await work.Incidents.SaveRevisionAsync(Some.Incident(item.IncidentId), "one.json", Cancel);
            id = await work.Items.InsertAsync(item, Cancel);
        });
        return id;
    }
}
