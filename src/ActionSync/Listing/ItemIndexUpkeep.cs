using ActionSync.Ledger;

namespace ActionSync.Listing;

/// <summary>
/// Brings entries up to the configuration of this process, a few hundred items in a transaction: after an upgrade, after a restore, and once people, groups or
/// the reminding time zone are configured otherwise. Whatever is written meanwhile carries its entries itself.
/// </summary>
internal sealed class ItemIndexUpkeep(LedgerDatabase ledger, ItemIndex index) : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1);

    /// <summary>At a start: entries that are missing altogether are made, too.</summary>
    public async Task FillAsync(CancellationToken cancellationToken)
    {
        await using (var work = await ledger.BeginAsync(cancellationToken))
        {
            await new ItemIndexStore(work).AddMissingAsync(cancellationToken);
            await work.CommitAsync(cancellationToken);
        }
        await FreshenAsync(cancellationToken);
    }

    /// <summary>Before a list is read: one statement where nothing has changed, as nearly always.</summary>
    public async Task FreshenAsync(CancellationToken cancellationToken)
    {
        if (!await IsStaleAsync(cancellationToken))
            return;
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            var last = 0L;
            while (await NextAsync(last, cancellationToken) is { } behind)
                last = behind;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task<bool> IsStaleAsync(CancellationToken cancellationToken)
    {
        await using var work = await ledger.ReadAsync(cancellationToken);
        return await new ItemIndexStore(work).IsStaleAsync(index.Configuration, cancellationToken);
    }

    /// <summary>Returns the last item that was brought up; null where none was left.</summary>
    private async Task<long?> NextAsync(long behind, CancellationToken cancellationToken)
    {
        await using var work = await ledger.BeginAsync(cancellationToken);
        var store = new ItemIndexStore(work);
        var ids = await store.StaleAsync(index.Configuration, behind, cancellationToken);
        if (ids.Count == 0)
            return null;
        var items = await work.Items.ReadableAsync(ids, cancellationToken);
        await store.SaveAsync(await index.OfAsync(work, items, cancellationToken), cancellationToken);
        await store.LeaveAsync([.. ids.Except(items.Select(item => item.Id))], index.Configuration, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return ids[^1];
    }
}
