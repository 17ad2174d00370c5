using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Trackers;

namespace ActionSync.Sync;

/// <summary>How what a tracker shows becomes what the ledger knows. Pure.</summary>
internal static class SnapshotMerge
{
    /// <summary>A snapshot's value of a field, in canonical words.</summary>
    public static string? Word(this IssueSnapshot issue, ItemField field) => field switch
    {
        ItemField.Title => issue.Title,
        ItemField.Owner => issue.Owner,
        ItemField.Priority => issue.Priority?.ToString(),
        ItemField.Deadline => issue.Deadline?.ToWord(),
        _ => issue.State.ToWord(),
    };

    /// <summary>The same, in the word that the field has for it already where both mean one moment: a time told in another offset is no change.</summary>
    private static string? Word(this IssueSnapshot issue, ItemField field, TrackedField known)
    {
        var word = issue.Word(field);
        return field != ItemField.Deadline ? word
            : new[] { known.Current, known.InFlight?.Value, known.Desired, known.LastWritten,
                known.ReadBack }.FirstOrDefault(same => Deadline.SameMeaning(same, word)) ?? word;
    }

    /// <summary>The snapshot does not show what the field holds: the last known value stands.</summary>
    public static bool IsUnread(this IssueSnapshot issue, ItemField field) => issue.Unread.Any(u => u.Field == field);

    /// <summary>
    /// We have just written these fields, asked in these words; this is what the tracker shows now. A write to an issue that was there before is believed only
    /// where it shows.
    /// </summary>
    public static LedgerItem Written(this LedgerItem item, IssueSnapshot issue, TrackedFields asked, IEnumerable<ItemField> fields, DateTimeOffset now)
    {
        var tracked = item.Fields;
        foreach (var field in fields)
        {
            if (!issue.IsUnread(field))
                tracked = tracked.With(field, tracked[field].Written(asked[field].Desired, issue.Word(field, asked[field])));
            else if (item.Issue is null)
                tracked = tracked.With(field, tracked[field].NotShown(asked[field].Desired));
        }
        return (item with { Fields = tracked }).Show(issue, now);
    }

    /// <summary>
    /// A create of ours arrived: the one that was promised, or an earlier one that was given up. What the document has asked for since is still to be
    /// written, and what people changed since is theirs.
    /// </summary>
    public static LedgerItem Arrived(this LedgerItem item, IssueSnapshot issue, DateTimeOffset now)
    {
        var tracked = item.Fields;
        foreach (var field in Enum.GetValues<ItemField>())
        {
            var (shown, sent) = (issue.Word(field, tracked[field]), (tracked[field].InFlight ?? new SentAsk(tracked[field].Desired)).Value);
            if (issue.IsUnread(field))
            {
                tracked = tracked.With(field, tracked[field].NotShown(sent));
                continue;
            }
            var isOurs = Canonical(field, sent, shown, issue) == sent || (field == ItemField.Owner && IsUntouched(issue));
            var isEarlier = !isOurs && tracked[field].Abandoned is { Value: var earlier } && Canonical(field, earlier, shown, issue) == earlier;
            tracked = tracked.With(
                field, isEarlier ? tracked[field].Recovered(shown, tracked[field].Abandoned!.Value) : tracked[field].Arrived(sent, shown, isOurs));
        }
        return (item with { Fields = tracked }).Show(issue, now);
    }

    /// <summary>The issue was there before this ledger's memory of it.</summary>
    public static LedgerItem Adopt(this LedgerItem item, IssueSnapshot issue, DateTimeOffset now)
    {
        var tracked = item.Fields;
        foreach (var field in Enum.GetValues<ItemField>())
        {
            var shown = issue.Word(field, tracked[field]);
            var meant = Canonical(field, tracked[field].Desired, shown, issue);
            if (issue.IsUnread(field))
            {
                tracked = item.Issue is null ? tracked.With(field, tracked[field].NotShown(tracked[field].Desired)) : tracked;
                continue;
            }
            var isStillToWrite = IsOurDuplicate(item, issue) || WaitsForBoth(item, tracked[field], shown);
            tracked = tracked.With(field, isStillToWrite ? tracked[field].Recovered(shown, meant) : tracked[field].Adopted(shown, meant));
        }
        return (item with { Fields = tracked }).Show(issue, now);
    }

    /// <summary>This very ledger sent the create, and nobody has touched the issue since: what it shows is an ask of ours, perhaps an old one.</summary>
    private static bool IsOurDuplicate(LedgerItem item, IssueSnapshot issue) =>
        item.IntentAt is not null && issue.CreatedByUs && IsUntouched(issue);

    /// <summary>The item had a double of this issue until now, and the document waits for a write; nobody changed the field in either.</summary>
    private static bool WaitsForBoth(LedgerItem item, TrackedField field, string? shown) =>
        item.Issue is not null && field is { IsUnsettled: true, ChangedByPeople: false } && shown == field.ReadBack;

    private static bool IsUntouched(IssueSnapshot issue) => issue.UpdatedAt - issue.CreatedAt < UntouchedFor;

    /// <summary>A create sets some fields by calls of their own.</summary>
    private static readonly TimeSpan UntouchedFor = TimeSpan.FromSeconds(10);

    /// <summary>
    /// What a value stands for that we once wrote and forgot: trackers keep the day of a time, the start of a long title, and no owner they cannot assign.
    /// </summary>
    private static string? Canonical(ItemField field, string? asked, string? shown, IssueSnapshot issue) => field switch
    {
        ItemField.Owner => shown ?? asked,
        // Trackers have one word for both.
        ItemField.Priority when (asked, shown) is (nameof(Priority.P0), nameof(Priority.P1)) => asked,
        ItemField.Deadline when Deadline.ParseOrNull(asked) is { Time: not null } time && issue.DaysIn is { } zone
            && shown == Deadline.On(time.DayIn(zone)).ToWord() => asked,
        ItemField.Title when shown is [.. var start, '…'] && asked?.StartsWith(start.TrimEnd(), StringComparison.Ordinal) == true => asked,
        _ => shown,
    };

    /// <summary>A refresh saw the issue like this.</summary>
    public static LedgerItem Seen(this LedgerItem item, IssueSnapshot issue, DateTimeOffset now)
    {
        var tracked = item.Fields;
        foreach (var field in Enum.GetValues<ItemField>())
        {
            if (!issue.IsUnread(field))
                tracked = tracked.With(field, Seen(field, tracked[field], issue));
        }
        return (item with { Fields = tracked }).Show(issue, now);
    }

    /// <summary>The issue is there, and nothing of it can be read: all that was known of it stands.</summary>
    public static LedgerItem Unreadable(this LedgerItem item, string why) =>
        item.With([new ReadingProblem(null, why), .. item.Unread.Where(u => u.Field is not null)]);

    private static TrackedField Seen(ItemField field, TrackedField before, IssueSnapshot issue)
    {
        var shown = issue.Word(field, before);
        if (before.Unseen)
            return before.Arrived(before.LastWritten, shown, Canonical(field, before.LastWritten, shown, issue) == before.LastWritten);
        return before.InFlight is { Value: var sent } && shown != before.ReadBack
            ? before.PerhapsArrived(sent, shown, Canonical(field, sent, shown, issue) == sent)
            : before.Seen(shown);
    }

    /// <summary>The values that count, from the fields; the state is always the tracker's.</summary>
    private static LedgerItem Show(this LedgerItem item, IssueSnapshot issue, DateTimeOffset now)
    {
        var state = issue.IsUnread(ItemField.State) ? item.LastState() : issue.State;
        return item.ShowAs(state, issue, now)
            .With([.. issue.Unread.Select(u => new ReadingProblem(u.Field, u.Why, u.Doubted)).DistinctBy(u => u.Field).OrderBy(u => u.Field)]);
    }

    private static LedgerItem ShowAs(this LedgerItem item, ItemState state, IssueSnapshot issue, DateTimeOffset now) => item with
    {
        Issue = issue.Ref,
        Url = issue.Ref.Url,
        Fields = item.Fields with
        {
            OwnerHasLeft = issue.IsUnread(ItemField.Owner) ? item.Fields.OwnerHasLeft : issue.OwnerHasLeft,
            IssueCreatedAt = CreatedAt(item, issue),
        },
        State = state,
        Problem = item.Problem?.Code == ProblemCode.Missing ? null : item.Problem,
        DoneAt = state == ItemState.Done ? DoneAt(item, issue) ?? now : null,
        Title = item.Fields.Title.Effective ?? (issue.IsUnread(ItemField.Title) ? item.Title : issue.Title),
        Owner = item.Fields.Owner.Effective,
        Priority = Priorities.ParseOrNull(item.Fields.Priority.Effective) ?? item.Priority,
        Deadline = Deadline.ParseOrNull(item.Fields.Deadline.Effective),
        SnoozeUntil = issue.SnoozeUntil ?? (EndsSnooze(item, issue) ? null : item.SnoozeUntil),
        SnoozeReason = issue.SnoozeUntil is not null ? "snoozed in the tracker" : EndsSnooze(item, issue) ? null : item.SnoozeReason,
        SnoozeSource = issue.SnoozeUntil is not null ? SnoozeSource.Tracker : EndsSnooze(item, issue) ? null : item.SnoozeSource,
    };

    /// <summary>Since when it is done: as was known before, unless that was only the time of the intake, else as the tracker says.</summary>
    private static DateTimeOffset? DoneAt(LedgerItem item, IssueSnapshot issue)
    {
        var known = item.State == ItemState.Done ? item.DoneAt : null;
        return item.WasDoneBefore ? issue.ClosedAt ?? known : known ?? issue.ClosedAt;
    }

    /// <summary>The earliest that was told of this issue: a page of a board is a new file each time that it is written.</summary>
    private static DateTimeOffset? CreatedAt(LedgerItem item, IssueSnapshot issue)
    {
        var known = item.Issue?.Id == issue.Ref.Id ? item.Fields.IssueCreatedAt : null;
        return issue.CreatedAt == default || known <= issue.CreatedAt ? known : issue.CreatedAt;
    }

    /// <summary>A snooze that the issue itself carried ends when the issue surely no longer does.</summary>
    private static bool EndsSnooze(LedgerItem item, IssueSnapshot issue) => item.SnoozeSource == SnoozeSource.Tracker && !issue.IsSnoozeUnread;

    /// <summary>The state that the issue was last known to have; one that never showed any is open.</summary>
    private static ItemState LastState(this LedgerItem item) => item.State is >= ItemState.Open and <= ItemState.Duplicate ? item.State
        : item.Fields.State.Effective is { } word ? ItemStates.FromWord(word)
        : ItemState.Open;

    /// <summary>Items are compared whole, and equal lists are not one list.</summary>
    private static LedgerItem With(this LedgerItem item, IReadOnlyList<ReadingProblem> unread) =>
        item.Unread.SequenceEqual(unread) ? item : item with { Unread = unread };
}
