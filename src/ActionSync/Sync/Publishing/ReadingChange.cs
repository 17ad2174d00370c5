using ActionSync.Ledger;

namespace ActionSync.Sync.Publishing;

/// <summary>Something of an issue that can no longer be read, or can be read again.</summary>
/// <param name="Item">Whose issue it is.</param>
/// <param name="Kind"><see cref="EventKind.Unread"/> or <see cref="EventKind.Readable"/>.</param>
/// <param name="What">As in <see cref="Items.ReadingProblem.What"/>.</param>
/// <param name="Sentence">To follow the item's key or its issue's number.</param>
internal sealed record ReadingChange(LedgerItem Item, string Kind, string What, string Sentence)
{
    public static IEnumerable<ReadingChange> Between(LedgerItem before, LedgerItem after) =>
    [
        .. after.Unread.Where(u => !before.Unread.Any(b => b.Field == u.Field && b.Doubted == u.Doubted))
            .Select(begun => new ReadingChange(after, EventKind.Unread, begun.What, $"{begun.Sentence} What was known before stands.")),
        .. before.Unread.Where(u => !after.Unread.Any(a => a.Field == u.Field))
            .Select(ended => new ReadingChange(after, EventKind.Readable, ended.What, $"its {ended.What} can be read again.")),
    ];

    public LedgerEvent Event(string who, DateTimeOffset at) => Item.Event(Kind, at, who, $"{Item.Issue?.Number}: {Sentence}") with { Field = What };
}
