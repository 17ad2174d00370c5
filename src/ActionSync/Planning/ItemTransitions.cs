using ActionSync.Items;
using ActionSync.Ledger;

namespace ActionSync.Planning;

/// <summary>How a document's word changes where an item stands, and what is left to do for it.</summary>
internal static class ItemTransitions
{
    private static bool HasOrMayHaveIssue(LedgerItem item) => item.Issue is not null || item.State == ItemState.Unknown;

    /// <summary>The document no longer names it: its issue is told, or it never gets one.</summary>
    public static LedgerItem Withdraw(this LedgerItem item) => HasOrMayHaveIssue(item)
        ? item with { Withdrawal = Withdrawal.Due, PendingAction = item.IsIssueGone ? PendingAction.None : PendingAction.Update }
        : item with
        {
            Withdrawal = Withdrawal.Told,
            PendingAction = item.PendingAction == PendingAction.Backlog ? PendingAction.Backlog : PendingAction.None,
            Problem = null,
            State = item.State == ItemState.Pending ? ItemState.WontDo : item.State
        };

    /// <summary>The document names it (again).</summary>
    public static LedgerItem Reappear(this LedgerItem item) => item.Withdrawal switch
    {
        Withdrawal.Told when HasOrMayHaveIssue(item) => item with { Withdrawal = Withdrawal.Returning },
        // The issue may have been told, and only the answer been lost.
        Withdrawal.Due when item.Issue is not null => item with { Withdrawal = Withdrawal.Returning },
        Withdrawal.Returning => item,
        _ => item with { Withdrawal = Withdrawal.None },
    };

    /// <summary>
    /// Takes down which issue the document names. One that was only followed is let go where the document names another or none: the item gets that one,
    /// or one of its own. An issue that was made for the item stays its issue.
    /// </summary>
    public static LedgerItem Naming(this LedgerItem item, string? url)
    {
        var fields = item.Fields with { NamedUrl = url };
        if (url == (item.Fields.NamedUrl ?? item.Url) || (item.Issue is not null && !fields.AreFollowed) || item.State == ItemState.Unknown)
            return item with { Fields = fields };
        // Whatever stood in the way of the other one says nothing of this one.
        if (item.Issue is null)
            return item with { Fields = fields, Problem = null, Attempts = 0, RetryAt = null };
        return item with
        {
            Issue = null,
            Url = url,
            State = ItemState.Pending,
            Fields = fields.Forgotten(),
            DoneAt = null,
            IntentAt = null,
            Problem = null,
            Attempts = 0,
            RetryAt = null,
            Unread = [],
            Looks = 0,
            LookAt = null,
            SnoozeUntil = null,
            SnoozeReason = null,
            SnoozeSource = null,
        };
    }

    /// <summary>What is left to do, now that the asks are known.</summary>
    /// <param name="url">The issue that the document names, if any.</param>
    public static LedgerItem Reconsider(this LedgerItem item, string? url, DateTimeOffset now)
    {
        if (!HasOrMayHaveIssue(item))
            return item.WithoutIssue(url, now);
        if (item.IsIssueGone)
            return item with { PendingAction = PendingAction.None };
        return item with
        {
            PendingAction = item.HasUnsettled() || item.Withdrawal is Withdrawal.Due or Withdrawal.Returning ? PendingAction.Update : PendingAction.None
        };
    }

    /// <summary>Its create surely made nothing: it waits for a create again, unless its document took it back meanwhile.</summary>
    public static LedgerItem NotCreated(this LedgerItem item, DateTimeOffset now)
    {
        var pending = item with { State = ItemState.Pending, PendingAction = PendingAction.Create, Fields = item.Fields.Unpromised() };
        return item.Withdrawal == Withdrawal.Due ? pending.Withdraw() : pending.Reconsider(null, now);
    }

    /// <summary>Nothing was ever seen of its create. Should it arrive after all, it is known by what it asked.</summary>
    public static LedgerItem GiveUp(this LedgerItem item, DateTimeOffset now) => (item with { Fields = item.Fields.Abandon() }).NotCreated(now);

    /// <summary>
    /// The issue is not there any more: nothing is written to it, and nothing is made anew unless a person asks. What was closed needs no issue, and stays
    /// closed.
    /// </summary>
    public static LedgerItem Gone(
        this LedgerItem item,
        string reason) =>
        item with
        {
            State = item.State.IsClosed() ? item.State : ItemState.Missing,
            PendingAction = PendingAction.None,
            Problem = new ItemProblem(ProblemCode.Missing, reason),
            DoneAt = item.State == ItemState.Done ? item.DoneAt : null,
            Unread = [],
            Looks = 0,
            LookAt = null
        };

    /// <summary>The tracker shows this state, as was seen for sure.</summary>
    public static bool Shows(this LedgerItem item, string? state) =>
        item.Fields.State is { Unseen: false, InFlight: null, Current: { } current } && current == state
            && !item.Unread.Any(unread => unread.Field is null or ItemField.State);

    /// <summary>Any field for which the document waits.</summary>
    public static bool HasUnsettled(this LedgerItem item) => Enum.GetValues<ItemField>().Any(field => item.Fields[field].IsUnsettled);

    /// <summary>It is held or backlog, and stays so whatever its document says, unless that names an issue.</summary>
    private static bool WaitsForPerson(this LedgerItem item, string? url) =>
        item.PendingAction is PendingAction.Held or PendingAction.Backlog && (url is null || url == item.Url);

    /// <summary>A person's word: it gets its issue, unless its document closed it meanwhile.</summary>
    public static LedgerItem Release(this LedgerItem item, DateTimeOffset now) =>
        (item with { PendingAction = PendingAction.None }).Reconsider(item.Fields.NamedUrl, now);

    /// <summary>A person's word: it gets an issue of its own, whatever issue its document names.</summary>
    public static LedgerItem OwnIssue(this LedgerItem item, DateTimeOffset now) => (item with
    {
        Issue = null,
        Url = null,
        State = ItemState.Pending,
        PendingAction = PendingAction.None,
        Problem = null,
        Attempts = 0,
        RetryAt = null,
        Fields = item.Fields with { AreFollowed = false, LinkedTo = null },
    }).Reconsider(null, now);

    /// <summary>It is recorded, and gets no issue.</summary>
    public static LedgerItem IntoBacklog(this LedgerItem item) =>
        item with { PendingAction = PendingAction.Backlog, Tracker = null, Problem = null, Attempts = 0, RetryAt = null };

    /// <summary>Without an issue, the document's word is all there is.</summary>
    private static LedgerItem WithoutIssue(this LedgerItem item, string? url, DateTimeOffset now)
    {
        var asked = ItemStates.FromWord(item.Fields.State.Desired!);
        var state = asked.IsClosed() ? asked : ItemState.Pending;
        return item with
        {
            State = state,
            DoneAt = state == ItemState.Done ? item.DoneAt ?? now : null,
            PendingAction = item.WaitsForPerson(url) ? item.PendingAction
                : state != ItemState.Pending ? PendingAction.None
                : url is null ? PendingAction.Create
                : PendingAction.Adopt,
            Title = item.Fields.Title.Desired!,
            Owner = item.Fields.Owner.Desired,
            Priority = Priorities.ParseOrNull(item.Fields.Priority.Desired)!.Value,
            Deadline = Deadline.ParseOrNull(item.Fields.Deadline.Desired),
            Url = url,
        };
    }
}
