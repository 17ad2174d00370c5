using System.Runtime.CompilerServices;
using ActionSync.Ledger;

namespace ActionSync.Listing;

/// <summary>What happened, to one item, one incident or all of them, oldest first.</summary>
internal static class HistoryListing
{
    public static async IAsyncEnumerable<HistoryEntry> ListAsync(
        LedgerTransaction work, HistoryScope scope, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var trackers = (await work.Trackers.AllAsync(cancellationToken)).Select(tracker => tracker.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var names = await NamesAsync(work, cancellationToken);
        await foreach (var e in work.Events.SelectedAsync(scope.Incident, scope.Item, scope.Since).WithCancellation(cancellationToken))
            yield return HistoryEntry.Of(e, e.ItemKey is { } key ? names.GetValueOrDefault(key) ?? key : null, trackers);
    }

    private static async Task<Dictionary<string, string>> NamesAsync(LedgerTransaction work, CancellationToken cancellationToken)
    {
        var names = await ShortNames.LoadAsync(work, cancellationToken);
        var byKey = new Dictionary<string, string>();
        await foreach (var name in ItemName.AllAsync(work).WithCancellation(cancellationToken))
            byKey[name.Key] = names.Of(name);
        return byKey;
    }
}

/// <summary>Whose history, and since when; null for all.</summary>
internal sealed record HistoryScope(string? Incident, string? Item, DateTimeOffset Since);
