using ActionSync.Items;

namespace ActionSync.Listing;

/// <summary>How many of the listed items stand where, for the line below a list.</summary>
internal sealed class ListingCounts
{
    private int _overdue;
    private int _snoozed;
    private int _unassigned;
    private int _withdrawn;
    private int _held;
    private int _backlog;
    private int _ignored;
    private int _done;
    private int _closed;

    public int Open { get; private set; }

    public int Total => Open + _done + _closed;

    public static ListingCounts Of(IEnumerable<ListedItem> items)
    {
        var counts = new ListingCounts();
        foreach (var item in items)
            counts.Add(item);
        return counts;
    }

    public void Add(ListedItem listed)
    {
        var item = listed.Item;
        Open += Count(!item.State.IsClosed());
        _done += Count(item.State == ItemState.Done);
        _closed += Count(item.State.IsClosed() && item.State != ItemState.Done);
        _overdue += Count(listed.IsOverdue);
        _snoozed += Count(listed.Snooze is not null);
        _unassigned += Count(listed.IsUnassigned);
        _withdrawn += Count(item.IsWithdrawn && !item.State.IsClosed());
        _held += Count(item.IsHeld);
        _backlog += Count(item.IsBacklog);
        _ignored += Count(item.IsIgnored);

        static int Count(bool isSo) => isSo ? 1 : 0;
    }

    /// <summary>As in "12 open, 3 overdue, 1 snoozed; 40 done (--all shows them)".</summary>
    /// <param name="hidesClosed">The list leaves out what is closed.</param>
    /// <param name="overdue">What the list calls overdue.</param>
    public string ToSentence(bool hidesClosed, string overdue)
    {
        var open = Parts((Open, "open"), (_overdue, overdue), (_snoozed, "snoozed"), (_unassigned, "unassigned"), (_withdrawn, "withdrawn"), (_held, "held"),
            (_backlog, "backlog"), (_ignored, "ignored"));
        var closed = Parts((_done, "done"), (_closed, "closed otherwise"));
        return (open, closed) switch
        {
            ("", "") => "No items",
            (_, "") => open,
            ("", _) => $"Nothing is open; {closed}",
            _ => $"{open}; {closed}",
        } + (hidesClosed && closed.Length > 0 ? $" (--all shows {(_done + _closed == 1 ? "it" : "them")})" : "");
    }

    private static string Parts(params (int Count, string Word)[] counts) =>
        string.Join(", ", counts.Where(count => count.Count > 0).Select(count => $"{count.Count} {count.Word}"));
}
