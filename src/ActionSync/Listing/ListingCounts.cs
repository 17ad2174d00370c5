using ActionSync.Items;

namespace ActionSync.Listing;

/// <summary>How many of the listed items stand where, for the line below a list.</summary>
internal sealed class ListingCounts
{
    private int _overdue;
    private int _old;
    private int _nobodys;
    private int _snoozed;
    private int _unassigned;
    private int _withdrawn;
    private int _held;
    private int _backlog;
    private int _ignored;
    private int _done;
    private int _closed;

    public int Open { get; private set; }

    public int Total => Open + _done + _closed + _ignored;

    private int Hidden => _done + _closed + _ignored;

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
        Open += Count(item.IsOpen);
        _done += Count(item.State == ItemState.Done);
        _closed += Count(item.State.IsClosed() && item.State != ItemState.Done);
        _overdue += Count(listed.IsOverdue);
        _old += Count(listed.IsOld);
        _snoozed += Count(listed.Snooze is not null);
        _unassigned += Count(listed.IsUnassigned);
        _nobodys += Count(listed.IsNobodys);
        _withdrawn += Count(item is { IsWithdrawn: true, IsOpen: true });
        _held += Count(item.IsHeld);
        _backlog += Count(item.IsBacklog);
        _ignored += Count(item.IsIgnored);

        static int Count(bool isSo) => isSo ? 1 : 0;
    }

    /// <summary>As in "12 open, 3 overdue, 1 snoozed; 40 done (--all shows them)".</summary>
    /// <param name="hidesClosed">The list leaves out what is not open.</param>
    /// <param name="overdue">What the list calls overdue.</param>
    /// <param name="old">What it calls overdue items of old incidents.</param>
    public string ToSentence(bool hidesClosed, string overdue, string old)
    {
        var open = Parts((Open, "open"), (_overdue, overdue), (_old, old), (_snoozed, "snoozed"), (_unassigned, "unassigned"), (_nobodys, "owned by nobody"),
            (_withdrawn, "withdrawn"), (_held, "held"), (_backlog, "backlog"));
        var closed = Parts((_done, "done"), (_closed, "closed otherwise"), (_ignored, "ignored"));
        return (open, closed) switch
        {
            ("", "") => "No items",
            (_, "") => open,
            ("", _) => $"Nothing is open; {closed}",
            _ => $"{open}; {closed}",
        } + (hidesClosed && Hidden > 0 ? $" (--all shows {(Hidden == 1 ? "it" : "them")})" : "");
    }

    private static string Parts(params (int Count, string Word)[] counts) =>
        string.Join(", ", counts.Where(count => count.Count > 0).Select(count => $"{count.Count} {count.Word}"));
}
