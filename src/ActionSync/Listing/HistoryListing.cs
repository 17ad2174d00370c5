using System.Runtime.CompilerServices;
using ActionSync.Ledger;
using ActionSync.Naming;

namespace ActionSync.Listing;

/// <summary>What happened, to one item, one incident or all of them, oldest first.</summary>
internal static class HistoryListing
{
    public static async IAsyncEnumerable<HistoryEntry> ListAsync(
        LedgerTransaction work, HistoryScope scope, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var names = await ShortNames.ByKeyAsync(work, cancellationToken);
        await foreach (var entry in ListAsync(work, scope, names, cancellationToken))
            yield return entry;
    }

    /// <summary>The same where it is known what the items are called.</summary>
    /// <param name="work">The ledger.</param>
    /// <param name="scope">Whose history.</param>
    /// <param name="names">Short names by the items' keys; an item that is not among them is called by its key.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async IAsyncEnumerable<HistoryEntry> ListAsync(
        LedgerTransaction work, HistoryScope scope, IReadOnlyDictionary<string, string> names,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var trackers = (await work.Trackers.AllAsync(cancellationToken)).Select(tracker => tracker.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        await foreach (var e in work.Events.SelectedAsync(scope.Incident, scope.Item, scope.Since).WithCancellation(cancellationToken))
            yield return HistoryEntry.Of(e, e.ItemKey is { } key ? names.GetValueOrDefault(key) ?? key : null, trackers);
    }
}

/// <summary>Whose history, and since when; null for all.</summary>
internal sealed record HistoryScope(string? Incident, string? Item, DateTimeOffset Since);
