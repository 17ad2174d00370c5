using System.Text.Json;
using ActionSync.Items;
using ActionSync.Text;

namespace ActionSync.Ledger;

/// <summary>An item as its table holds it, column by column.</summary>
internal class ItemRow
{
    public long Id { get; set; }
    public string Key { get; set; } = "";
    public string IncidentId { get; set; } = "";
    public string Identity { get; set; } = "";
    public string? ExplicitId { get; set; }
    public string Marker { get; set; } = "";
    public int Position { get; set; }
    public string? Type { get; set; }
    public string State { get; set; } = "";
    public string Title { get; set; } = "";
    public string? Owner { get; set; }
    public int Priority { get; set; }
    public string? Deadline { get; set; }
    public string Fields { get; set; } = "";
    public string Withdrawal { get; set; } = "";
    public string Work { get; set; } = "";
    public string? Tracker { get; set; }
    public string? Server { get; set; }
    public string? Place { get; set; }
    public string? IssueId { get; set; }
    public string? Number { get; set; }
    public string? Url { get; set; }
    public DateTimeOffset? IntentAt { get; set; }
    public string? IntentBy { get; set; }
    public int Attempts { get; set; }
    public DateTimeOffset? RetryAt { get; set; }
    public string? Problem { get; set; }
    public DateTimeOffset FirstSeenAt { get; set; }
    public DateTimeOffset? DoneAt { get; set; }
    public DateOnly? SnoozeUntil { get; set; }
    public string? SnoozeReason { get; set; }
    public string? Unread { get; set; }
    public int Looks { get; set; }
    public DateTimeOffset? LookAt { get; set; }
    public string? ProblemCode { get; set; }
    public string? SnoozeSource { get; set; }
    public int Ordinal { get; set; }

    public static ItemRow Of(LedgerItem item) => new()
    {
        Id = item.Id,
        Key = item.Key,
        IncidentId = item.IncidentId,
        Identity = item.Identity,
        ExplicitId = item.ExplicitId,
        Marker = item.Marker,
        Position = item.Position,
        Type = item.Type,
        State = item.State.ToWord(),
        Title = item.Title,
        Owner = item.Owner,
        Priority = (int)item.Priority,
        Deadline = item.Deadline?.ToWord(),
        Fields = JsonSerializer.Serialize(item.Fields, LedgerJson.Default.TrackedFields),
        Withdrawal = Word(item.Withdrawal),
        Work = Word(item.PendingAction),
        Tracker = item.Tracker,
        Server = item.Issue?.Server,
        Place = item.Issue?.Place,
        IssueId = item.Issue?.Id,
        Number = item.Issue?.Number,
        Url = item.Issue?.Url ?? item.Url,
        IntentAt = item.IntentAt,
        IntentBy = item.IntentBy,
        Attempts = item.Attempts,
        RetryAt = item.RetryAt,
        Problem = item.Problem?.Text,
        FirstSeenAt = item.FirstSeenAt,
        DoneAt = item.DoneAt,
        SnoozeUntil = item.SnoozeUntil,
        SnoozeReason = item.SnoozeReason,
        Unread = item.Unread.Count == 0 ? null : JsonSerializer.Serialize(item.Unread, LedgerJson.Default.IReadOnlyListReadingProblem),
        Looks = item.Looks,
        LookAt = item.LookAt,
        ProblemCode = item.Problem?.Code.ToString(),
        SnoozeSource = item.SnoozeSource is { } source ? Word(source) : null,
    };

    /// <summary>Throws <see cref="LedgerException"/> where a value cannot be read, or where two cannot both be true.</summary>
    public LedgerItem ToItem() => Consistent(new()
    {
        Id = Id,
        Ordinal = Ordinal,
        Key = Key,
        IncidentId = IncidentId,
        // Earlier versions left marks in the order in which they were typed, and titles are compared as they are composed today.
        Identity = Composed.Of(Identity),
        ExplicitId = ExplicitId,
        Marker = Marker,
        Position = Position,
        Type = Type,
        State = Cell("state", () => ItemStates.FromWord(State)),
        Title = Title,
        Owner = Owner,
        Priority = Cell("priority", () => Enum.IsDefined((Priority)Priority) ? (Priority)Priority : throw new FormatException($"{Priority} is no priority.")),
        Deadline = Cell("deadline", () => LedgerCell.Optional(Deadline, Items.Deadline.ParseOrNull)),
        Fields = Cell("fields", () => LedgerCell.Json(Fields, LedgerJson.Default.TrackedFields).Require().Shared()),
        Withdrawal = Cell("withdrawal", () => LedgerCell.Word<Withdrawal>(Withdrawal)),
        PendingAction = Cell("work", () => LedgerCell.Word<PendingAction>(Work)),
        Tracker = Tracker,
        Issue = Cell("issue_id", () => IssueOf(IssueId, Server, Place, Number, Url)),
        Url = Url,
        IntentAt = IntentAt,
        IntentBy = IntentBy,
        Attempts = Attempts,
        RetryAt = RetryAt,
        Problem = Cell("problem_code", () => ProblemOf(ProblemCode, Problem)),
        FirstSeenAt = FirstSeenAt,
        DoneAt = DoneAt,
        SnoozeUntil = SnoozeUntil,
        SnoozeReason = SnoozeReason,
        Unread = Cell("unread", () => ReadUnread(Unread)),
        Looks = Looks,
        LookAt = LookAt,
        SnoozeSource = Cell("snooze_source", () => LedgerCell.Optional<Ledger.SnoozeSource>(SnoozeSource, word => LedgerCell.Word<Ledger.SnoozeSource>(word))),
    });

    public static IReadOnlyList<ReadingProblem> ReadUnread(string? json) =>
        json is null ? [] : LedgerCell.Json(json, LedgerJson.Default.IReadOnlyListReadingProblem);

    /// <summary>The issue that a row's columns name; all of them or none.</summary>
    public static IssueRef? IssueOf(string? id, string? server, string? place, string? number, string? url) =>
        id is null ? null : new IssueRef(Known(server), Known(place), id, Known(number), Known(url));

    /// <summary>The problem that a row's two columns name; both of them or none.</summary>
    private static ItemProblem? ProblemOf(string? code, string? text) => (code, text) switch
    {
        (null, null) or (ItemProblem.FormerUnknownTicket, not null) => null,
        (not null, not null) => new ItemProblem(LedgerCell.Word<Ledger.ProblemCode>(code), text),
        _ => throw new FormatException("a problem has a code and a sentence, and one of the two is missing."),
    };

    private static string Known(string? part) => part ?? throw new FormatException("a part of the issue's address is missing.");

    /// <summary>What a step relies on must be there before the step is taken.</summary>
    private LedgerItem Consistent(LedgerItem item) => item switch
    {
        { State: ItemState.Unknown, IntentAt: null } => throw Damaged("intent_at", "it is empty, though a create may have been sent."),
        // While a create is under way, its issue may be there for all we know.
        { PendingAction: Ledger.PendingAction.Update, Issue: null, State: not ItemState.Unknown } =>
            throw Damaged("work", "an update waits, and there is no issue."),
        { PendingAction: Ledger.PendingAction.Held or Ledger.PendingAction.Backlog, Issue: not null } =>
            throw Damaged("work", "it is held or backlog, and there is an issue."),
        { PendingAction: Ledger.PendingAction.Adopt, Url: null } => throw Damaged("url", "an issue is to be taken, and its address is missing."),
        { PendingAction: not (Ledger.PendingAction.None or Ledger.PendingAction.Update), Fields: var fields } when fields.State.Desired is null
            || fields.Title.Desired is null || Priorities.ParseOrNull(fields.Priority.Desired) is null =>
            throw Damaged("fields", "what the document asks is missing."),
        _ => item,
    };

    private T Cell<T>(string column, Func<T> read) => LedgerCell.Read($"items row {Id} ({Key})", column, read);

    private LedgerException Damaged(string column, string what) => LedgerException.Damaged($"items row {Id} ({Key}), {column}: {what}");

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
