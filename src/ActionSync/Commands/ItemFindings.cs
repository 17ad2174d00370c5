using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Trackers;

namespace ActionSync.Commands;

/// <summary>What <c>doctor</c> says of items: what is stuck, missing, or cannot be read. Many with the same trouble are one finding.</summary>
internal static class ItemFindings
{
    private const int MostToldAlone = 3;

    public static async Task<IReadOnlyList<Finding>> OfAsync(IAsyncEnumerable<LedgerItem> items, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        var unread = new List<(LedgerItem Item, ReadingProblem Problem)>();
        await foreach (var item in items.WithCancellation(cancellationToken))
        {
            if (item.State == ItemState.Missing)
                findings.Add(new Finding(false, item.Key, $"its issue is missing: {item.Problem}", $"Make it anew with actionsync recreate \"{item.Key}\", or take it out of its document."));
            else if (item.Problem is not null)
                findings.Add(new Finding(false, item.Key, item.Problem));
            if (!item.State.IsClosed())
                unread.AddRange(item.Unread.Select(u => (item, u)));
        }
        foreach (var same in unread.GroupBy(u => (u.Item.Tracker, u.Problem)))
            findings.AddRange(Told(same.Key.Tracker, same.Key.Problem, [.. same.Select(u => u.Item)]));
        return findings;
    }

    private static IEnumerable<Finding> Told(string? tracker, ReadingProblem problem, IReadOnlyList<LedgerItem> items)
    {
        if (items.Count > MostToldAlone)
            return [new Finding(false, $"{tracker}, {items.Count} items", $"{problem.Sentence} The last known values stand. These are {Named(items)}.")];
        return items.Select(i => new Finding(false, i.Key, $"{i.Issue?.Number}: {problem.Sentence} The last known value stands."));
    }

    private static string Named(IReadOnlyList<LedgerItem> items) =>
        $"{string.Join(", ", items.Take(MostToldAlone).Select(i => $"{i.Key} ({i.Issue?.Number})"))} and {items.Count - MostToldAlone} more";
}
