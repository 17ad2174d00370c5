using System.Text.Json;
using ActionSync.Items;
using ActionSync.Trackers;

namespace ActionSync.Ledger;

/// <summary>An item as its table holds it, column by column.</summary>
internal sealed class ItemRow
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
        Work = Word(item.Work),
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
        Problem = item.Problem,
        FirstSeenAt = item.FirstSeenAt,
        DoneAt = item.DoneAt,
        SnoozeUntil = item.SnoozeUntil,
        SnoozeReason = item.SnoozeReason,
        Unread = item.Unread.Count == 0 ? null : JsonSerializer.Serialize(item.Unread, LedgerJson.Default.IReadOnlyListReadingProblem),
        Looks = item.Looks,
        LookAt = item.LookAt,
    };

    public LedgerItem ToItem() => new()
    {
        Id = Id,
        Key = Key,
        IncidentId = IncidentId,
        Identity = Identity,
        ExplicitId = ExplicitId,
        Marker = Marker,
        Position = Position,
        Type = Type,
        State = ItemStates.FromWord(State),
        Title = Title,
        Owner = Owner,
        Priority = (Priority)Priority,
        Deadline = Items.Deadline.ParseOrNull(Deadline),
        Fields = JsonSerializer.Deserialize(Fields, LedgerJson.Default.TrackedFields)!,
        Withdrawal = Enum.Parse<Withdrawal>(Withdrawal, ignoreCase: true),
        Work = Enum.Parse<Work>(Work, ignoreCase: true),
        Tracker = Tracker,
        Issue = IssueId is null ? null : new IssueRef(Server!, Place!, IssueId, Number!, Url!),
        Url = Url,
        IntentAt = IntentAt,
        IntentBy = IntentBy,
        Attempts = Attempts,
        RetryAt = RetryAt,
        Problem = Problem,
        FirstSeenAt = FirstSeenAt,
        DoneAt = DoneAt,
        SnoozeUntil = SnoozeUntil,
        SnoozeReason = SnoozeReason,
        Unread = ReadUnread(Unread),
        Looks = Looks,
        LookAt = LookAt,
    };

    public static IReadOnlyList<ReadingProblem> ReadUnread(string? json) => json is null ? [] : JsonSerializer.Deserialize(json, LedgerJson.Default.IReadOnlyListReadingProblem)!;

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
