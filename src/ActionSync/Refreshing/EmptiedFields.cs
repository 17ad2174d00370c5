using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Trackers;

namespace ActionSync.Refreshing;

/// <summary>Whether many issues that lost the same field at once are believed.</summary>
internal enum Emptied
{
    /// <summary>A renamed field or a lost permission looks like that: the last known values stand until a person says otherwise, or the values are shown again.</summary>
    Doubt,

    /// <summary>A person said that it was meant.</summary>
    Believe,
}

/// <summary>Doubts what nobody does by hand: that one field is gone on many issues within one look. Pure.</summary>
internal static class EmptiedFields
{
    /// <summary>From so many on, and if they are more than half of those that had a value.</summary>
    private const int Many = 5;

    private static readonly ItemField[] CanBeEmpty = [ItemField.Owner, ItemField.Priority, ItemField.Deadline];

    /// <summary>The same issues; where a field's emptiness is doubted, it counts as one that cannot be read.</summary>
    /// <param name="seen">The issues of this look, with the items as they were before it.</param>
    /// <param name="unread">All items of the place of which something cannot be read.</param>
    /// <param name="tracker">Its name, for the sentence.</param>
    public static IReadOnlyList<(LedgerItem Item, IssueSnapshot Issue)> Doubt(
        IReadOnlyList<(LedgerItem Item, IssueSnapshot Issue)> seen, IReadOnlyList<LedgerItem> unread, string tracker)
    {
        var looked = seen.Select(s => s.Item.Id).ToHashSet();
        var others = unread.Where(i => !looked.Contains(i.Id)).ToList();
        var doubted = CanBeEmpty.Where(field => IsDoubted(field, seen, others)).ToList();
        return doubted.Count == 0 ? seen : [.. seen.Select(s => (s.Item, Issue: Without(s.Item, s.Issue, doubted, tracker)))];
    }

    private static bool IsDoubted(ItemField field, IReadOnlyList<(LedgerItem Item, IssueSnapshot Issue)> seen, List<LedgerItem> others)
    {
        var inDoubt = others.Count(i => i.Unread.Any(u => u.Field == field && u.Doubted));
        var emptied = seen.Count(s => IsEmptied(s.Item, s.Issue, field)) + inDoubt;
        return emptied >= Many && emptied * 2 > seen.Count(s => s.Item.Fields[field].Shown is not null) + inDoubt;
    }

    private static bool IsEmptied(LedgerItem item, IssueSnapshot issue, ItemField field) =>
        item.Fields[field].Shown is not null && !issue.IsUnread(field) && issue.Word(field) is null;

    private static IssueSnapshot Without(LedgerItem item, IssueSnapshot issue, List<ItemField> doubted, string tracker) => issue with
    {
        Unread =
        [
            .. issue.Unread,
            .. doubted.Where(field => IsEmptied(item, issue, field)).Select(field => new UnreadField(field,
                $"its {Name(field)} is gone, and so it is on many issues of {tracker} at once, which is not believed: the last known value stands. " +
                $"If a field was renamed or hidden there, put that right; if it was meant, actionsync once --confirm-emptied takes it over.") { Doubted = true }),
        ],
    };

    private static string Name(ItemField field) => field.ToString().ToLowerInvariant();
}
