using ActionSync.Items;
using ActionSync.Listing;
using ActionSync.Text;

namespace ActionSync.Commands;

/// <summary>The cells of one item's line, as harmless text. Where there is little room, the flags stand before the title, and overdue is a sign.</summary>
internal sealed record ItemRow(string Priority, string Short, string Title, string Owner, string Due, string Flags, ListedItem Listed)
{
    private const string NoDeadline = "no deadline";

    /// <summary>Stands before a day that is past, where there is no room for the word.</summary>
    public const string OverdueSign = "!";

    /// <summary>Stands behind that sign where the item is of an old incident.</summary>
    public const string OldSign = "*";

    /// <param name="listed">The item.</param>
    /// <param name="zone">Whose clocks tell a deadline's day.</param>
    /// <param name="isNarrow">There is a terminal with only so much room.</param>
    public static ItemRow Of(ListedItem listed, TimeZoneInfo zone, bool isNarrow)
    {
        var flags = string.Join(", ", FlagsOf(listed, isNarrow));
        var title = TextProfile.Terminal.Line(listed.Item.Title);
        return new(
            listed.Item.Priority.ToString(),
            TextProfile.Terminal.Line(listed.Short),
            isNarrow && flags.Length > 0 ? $"[{flags}] {title}" : title,
            TextProfile.Terminal.Line(listed.Item.Owner ?? PersonText.Nobody),
            DueOf(listed, zone, isNarrow),
            isNarrow ? "" : flags,
            listed);
    }

    private static string DueOf(ListedItem listed, TimeZoneInfo zone, bool isNarrow) =>
        listed.Item.Deadline is not { } deadline ? NoDeadline
        : !isNarrow ? deadline.ToText(zone)
        : $"{(listed.IsOverdue ? OverdueSign : "")}{(listed.IsOld ? OldSign : "")}{deadline.DayIn(zone):yyyy-MM-dd}";

    /// <summary>What sets an item apart from one that is simply open. That nobody owns it stands in the owner's place.</summary>
    private static IEnumerable<string> FlagsOf(ListedItem listed, bool isNarrow)
    {
        var item = listed.Item;
        if (listed.IsOverdue && !isNarrow)
            yield return listed.IsOld ? "overdue, old incident" : "overdue";
        if (item.State != ItemState.Open && !item.IsHeld && !item.IsBacklog && !item.IsIgnored)
            yield return item.State.ToWord();
        if (listed.Snooze is { } snooze)
            yield return isNarrow ? "snoozed" : $"snoozed until {snooze.Until:yyyy-MM-dd}";
        if (listed.IsUnassigned)
            yield return "unassigned";
        if (item.LinkedTo is not null)
            yield return "linked";
        if (item.IsWithdrawn)
            yield return "withdrawn";
        if (item.IsHeld)
            yield return "held";
        if (item.IsBacklog)
            yield return "backlog";
        if (item.IsIgnored)
            yield return "ignored";
    }
}
