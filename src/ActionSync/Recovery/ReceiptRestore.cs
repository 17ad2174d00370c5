using ActionSync.Archive;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Planning;
using ActionSync.Sync;
using ActionSync.Trackers;

namespace ActionSync.Recovery;

/// <summary>
/// Gives a replayed item its issue and its memory back. What the tracker shows now is believed first; what only the ledger knew (what we last wrote, and
/// so what people changed; when something was done; whether an issue was already missing) is taken from the receipt. Pure.
/// </summary>
internal static class ReceiptRestore
{
    /// <summary>The item's issue is there.</summary>
    public static LedgerItem WithIssue(this LedgerItem item, string tracker, IssueSnapshot issue, Receipt? receipt, DateTimeOffset now)
    {
        var past = receipt?.Item(item.Key);
        var adopted = (item with
        {
            Tracker = tracker,
            Problem = null,
            State = past is { State: "done" } ? ItemState.Done : item.State,
            DoneAt = past?.DoneAt,
            Fields = item.Fields with
            {
                AreFollowed = issue.Marker != item.Marker && WasNamed(item, receipt),
                LinkedTo = past?.LinkedTo,
                FormerUrl = past?.FormerUrl,
            },
            // So that a second issue of ours, made about then, is known for what it is.
            IntentAt = issue.CreatedByUs ? issue.CreatedAt : null,
        }).Adopt(issue, now);
        if (past is { Issue: not null })
            adopted = (adopted with { Fields = Memory(adopted.Fields, past) }).Seen(issue, now);
        return (adopted with { Withdrawal = Flag(item, receipt) }).Reconsider(null, now);
    }

    /// <summary>
    /// The receipt knows an issue that no tracker shows any more: it is gone, as it was or would have been found to be, and nothing is made anew.
    /// </summary>
    public static LedgerItem WithoutIssue(this LedgerItem item, string tracker, IssueRef issue, string reason, Receipt receipt)
    {
        var past = receipt.Item(item.Key)!;
        return item.AsInReceipt(tracker, issue, past, receipt).Gone(past.StuckAt is { Code: ProblemCode.Missing } gone ? gone.Text : reason);
    }

    /// <summary>The receipt knows an issue that is there, of which nothing can be read: what the receipt says of it is the last that is known.</summary>
    public static LedgerItem WithUnreadableIssue(this LedgerItem item, string tracker, IssueRef issue, string why, Receipt receipt, DateTimeOffset now)
    {
        var past = receipt.Item(item.Key)!;
        var recalled = item.AsInReceipt(tracker, issue, past, receipt);
        return past.StuckAt is { Code: ProblemCode.Missing } gone ? recalled.Gone(gone.Text) : recalled.Unreadable(why).Reconsider(null, now);
    }

    private static LedgerItem AsInReceipt(this LedgerItem item, string tracker, IssueRef issue, ReceiptItem past, Receipt receipt) => item with
    {
        Tracker = tracker,
        Issue = issue,
        Url = issue.Url,
        State = ItemStates.FromWord(past.State),
        DoneAt = past.DoneAt,
        Title = past.Title,
        Owner = past.Owner,
        Priority = Priorities.ParseOrNull(past.Priority) ?? item.Priority,
        Deadline = Deadline.ParseOrNull(past.Deadline),
        Fields = Memory(item.Fields, past) with
        {
            AreFollowed = item.Fields.NamedUrl is not null && WasNamed(item, receipt),
            LinkedTo = past.LinkedTo,
            FormerUrl = past.FormerUrl,
        },
        Withdrawal = Flag(item, receipt),
    };

    /// <summary>The issue is one that the document named, and none that was made for the item since.</summary>
    private static bool WasNamed(LedgerItem item, Receipt? receipt) =>
        receipt?.HistoryOf(item.Key).LastOrDefault(e => e.Kind is EventKind.Created or EventKind.Adopted or EventKind.Recreated) is not { } last
        || last.Kind == EventKind.Adopted;

    /// <summary>A create whose outcome was not known is still not known: it waits out its settle time from now.</summary>
    public static LedgerItem StillUnknown(this LedgerItem item, ReceiptItem past, DateTimeOffset now) =>
        item with { State = ItemState.Unknown, Tracker = past.Tracker ?? item.Tracker, IntentAt = now, IntentBy = "rebuild", Problem = past.StuckAt };

    /// <summary>The fields as the receipt left them, with what the document asks now.</summary>
    private static TrackedFields Memory(TrackedFields fields, ReceiptItem past)
    {
        foreach (var field in Enum.GetValues<ItemField>())
        {
            var word = field switch
            {
                ItemField.Title => past.Title,
                ItemField.Owner => past.Owner,
                ItemField.Priority => past.Priority,
                // The receipt tells a moment in the reminding time zone, the document in any.
                ItemField.Deadline => Deadline.SameMeaning(past.Deadline, fields.Deadline.Desired) ? fields.Deadline.Desired : past.Deadline,
                // No tracker shows "missing": nothing differed when the issue was last seen.
                _ => past.State == ItemState.Missing.ToWord() ? fields.State.Desired : past.State,
            };
            var memory = past.Differences?.GetValueOrDefault(field.ToWord()) ?? TrackedField.Same(word);
            fields = fields.With(field, memory with { Desired = fields[field].Desired });
        }
        return fields;
    }

    /// <summary>Whether the issue already says that its document no longer names it.</summary>
    private static Withdrawal Flag(LedgerItem item, Receipt? receipt)
    {
        var last = receipt?.HistoryOf(item.Key).LastOrDefault(e => e.Who == Actor.ActionSync && e.Kind is EventKind.Withdrawn or EventKind.Reappeared);
        var told = last?.Kind == EventKind.Withdrawn;
        return (item.Withdrawal, told) switch
        {
            (Withdrawal.Held, _) => Withdrawal.Held,
            (Withdrawal.None, true) => Withdrawal.Returning,
            (Withdrawal.None, false) => Withdrawal.None,
            (_, true) => Withdrawal.Told,
            _ => Withdrawal.Due,
        };
    }
}
