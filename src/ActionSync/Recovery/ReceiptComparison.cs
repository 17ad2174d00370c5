using System.Globalization;
using ActionSync.Archive;
using ActionSync.Items;
using ActionSync.Ledger;

namespace ActionSync.Recovery;

/// <summary>What a receipt says otherwise than the ledger. Left out is what changes without a line of history: problems, and what is under way. Pure.</summary>
internal static class ReceiptComparison
{
    private const string Next = "It is written again with the incident's next change.";

    /// <param name="incident">Whose receipt it is.</param>
    /// <param name="receipt">Null where the archive has none.</param>
    /// <param name="items">The incident's items in the ledger.</param>
    /// <param name="isSameHistory">Whether its history is the ledger's.</param>
    public static IEnumerable<string> Of(string incident, Receipt? receipt, IReadOnlyList<LedgerItem> items, bool isSameHistory)
    {
        if (receipt is null)
        {
            yield return $"{incident}: its receipt is not in the archive. {Next}";
            yield break;
        }
        foreach (var item in items)
        {
            if (receipt.Item(item.Key) is not { } told)
                yield return $"{item.Key}: the receipt does not name it. {Next}";
            else if (string.Join("; ",
                Words(told, item).Where(w => w.Told != w.Known)
                    .Select(w => $"{w.Field} {w.Told ?? "none"}, and the ledger {w.Known ?? "none"}")) is { Length: > 0 } differing)
                yield return $"{item.Key}: the receipt says {differing}. {Next}";
        }
        foreach (var key in receipt.Items.Select(i => i.Key).Except(items.Select(i => i.Key)))
            yield return $"{key}: the receipt names it, and the ledger does not have it. {Next}";
        if (!isSameHistory)
            yield return $"{incident}: the history in its receipt is not the ledger's. {Next}";
    }

    private static IEnumerable<(string Field, string? Told, string? Known)> Words(ReceiptItem told, LedgerItem item) =>
    [
        ("title", told.Title, item.Title),
        ("owner", told.Owner, item.Owner),
        ("priority", told.Priority, item.Priority.ToString()),
        ("deadline", told.Deadline, item.Deadline is { } known && Deadline.ParseOrNull(told.Deadline) == known ? told.Deadline : item.Deadline?.ToWord()),
        ("state", told.State, item.State.ToWord()),
        ("withdrawn", Word(told.Withdrawn), Word(item.IsWithdrawn)),
        ("held", Word(told.Held == true), Word(item.IsHeld)),
        ("backlog", Word(told.Backlog == true), Word(item.IsBacklog)),
        ("linked to", told.LinkedTo, item.LinkedTo),
        ("issue", told.Issue, item.Issue?.Number),
        ("done at", told.DoneAt?.ToString("u", CultureInfo.InvariantCulture), item.DoneAt?.ToString("u", CultureInfo.InvariantCulture)),
    ];

    private static string Word(bool flag) => flag ? "yes" : "no";
}
