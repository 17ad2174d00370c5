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
        var trackers = (await work.Trackers.AllAsync(cancellationToken)).Select(tracker => tracker.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var names = await ShortNames.ByKeyAsync(work, cancellationToken);
        await foreach (var e in work.Events.SelectedAsync(scope.Incident, scope.Item, scope.Since).WithCancellation(cancellationToken))
            yield return HistoryEntry.Of(e, e.ItemKey is { } key ? names.GetValueOrDefault(key) ?? key : null, trackers);
    }
}

/// <summary>Whose history, and since when; null for all.</summary>
internal sealed record HistoryScope(string? Incident, string? Item, DateTimeOffset Since);
