using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Trackers;

namespace ActionSync.Sync;

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
        // Several items with one issue do not make it many.
        var followed = seen.Where(s => s.Item.LinkedTo is null).ToList();
        var looked = seen.Select(s => s.Item.Id).ToHashSet();
        var others = unread.Where(i => i.LinkedTo is null && !looked.Contains(i.Id)).ToList();
        var doubted = CanBeEmpty.Where(field => IsDoubted(field, followed, others)).ToList();
        return doubted.Count == 0 ? seen : [.. seen.Select(s => (s.Item, Issue: Without(s.Item, s.Issue, doubted, tracker)))];
    }

    /// <summary>The same for one issue that is looked at alone: a field that is gone from it is not taken in before others were looked at with it.</summary>
    /// <param name="item">The item as it was before the look.</param>
    /// <param name="issue">What the issue shows.</param>
    /// <param name="ours">Fields that we have just written.</param>
    public static IssueSnapshot DoubtAlone(LedgerItem item, IssueSnapshot issue, IReadOnlyCollection<ItemField> ours)
    {
        var emptied = CanBeEmpty.Where(field => IsEmptied(item, issue, field) && !ours.Contains(field)).ToList();
        return emptied.Count == 0 ? issue : issue with
        {
            Unread =
            [
                .. issue.Unread,
                .. emptied.Select(field => new UnreadField(field, item.Unread.FirstOrDefault(u => u.Field == field && u.Doubted)?.Why
                    ?? $"its {field.ToWord()} is gone; the next pass takes that over, unless it is gone from many issues at once.") { Doubted = true }),
            ],
        };
    }

    private static bool IsDoubted(ItemField field, IReadOnlyList<(LedgerItem Item, IssueSnapshot Issue)> seen, List<LedgerItem> others)
    {
        var inDoubt = others.Count(i => i.Unread.Any(u => u.Field == field && u.Doubted));
        var emptied = seen.Count(s => IsEmptied(s.Item, s.Issue, field)) + inDoubt;
        return emptied >= Many && emptied * 2 > seen.Count(s => s.Item.Fields[field].Current is not null) + inDoubt;
    }

    private static bool IsEmptied(LedgerItem item, IssueSnapshot issue, ItemField field) =>
        item.Fields[field].Current is not null && !issue.IsUnread(field) && issue.Word(field) is null;

    private static IssueSnapshot Without(LedgerItem item, IssueSnapshot issue, List<ItemField> doubted, string tracker) => issue with
    {
        Unread =
        [
            .. issue.Unread,
            .. doubted.Where(field => IsEmptied(item, issue, field)).Select(field => new UnreadField(field,
                $"its {field.ToWord()} is gone, and so it is on many issues of {tracker} at once, which is not believed: the last known value stands. " +
                $"If a field was renamed or hidden there, put that right; if it was meant, actionsync once --confirm-emptied takes it over.")
                {
                    Doubted = true
                }),
        ],
    };
}
