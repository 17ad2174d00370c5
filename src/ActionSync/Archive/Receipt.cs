using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ActionSync.Items;
using ActionSync.Ledger;

namespace ActionSync.Archive;

/// <summary>What became of one incident's action items, as <c>receipt.json</c> tells it.</summary>
internal sealed record Receipt(string Incident, string Title, int Revision, IReadOnlyList<ReceiptItem> Items, IReadOnlyList<ReceiptEvent> History)
{
    /// <summary>What was advised about the latest document when it was taken in; null for nothing.</summary>
    public IReadOnlyList<Advice>? Advice { get; init; }

    private Dictionary<string, ReceiptItem>? _itemByKey;
    private ILookup<string?, ReceiptEvent>? _historyByItem;

    /// <summary>What it says of one item.</summary>
    public ReceiptItem? Item(string key) => (_itemByKey ??= Items.DistinctBy(item => item.Key).ToDictionary(item => item.Key)).GetValueOrDefault(key);

    /// <summary>What happened to one item, oldest first.</summary>
    public IEnumerable<ReceiptEvent> HistoryOf(string key) => (_historyByItem ??= History.ToLookup(e => e.Item))[key];

    public static Receipt Of(LedgerIncident incident, IEnumerable<LedgerItem> items, IReadOnlyList<ReceiptEvent> history, TimeZoneInfo zone) => new(
        incident.Brief.Id,
        incident.Brief.Title,
        incident.Revision,
        [.. items.Select(item => ReceiptItem.Of(item, zone))],
        history)
    {
        Advice = incident.Brief.Advice,
    };

    public string ToJson() => JsonSerializer.Serialize(this, ReadableJson.Receipts.Receipt);

    public Task WriteAsync(Stream stream, CancellationToken cancellationToken) =>
        JsonSerializer.SerializeAsync(stream, this, ReadableJson.Receipts.Receipt, cancellationToken);
}

internal sealed record ReceiptItem(
    string Key, string Title, string? Owner, string Priority, string? Deadline, string? Type, string State, bool Withdrawn,
    string? Tracker, string? Issue, string? Url, DateTimeOffset? DoneAt, bool? OnTime, string? Problem, IReadOnlyDictionary<string, TrackedField>? Differences,
    IReadOnlyDictionary<string, string>? Unread, string? LinkedTo, string? ProblemCode = null,
    bool? Held = null, bool? Backlog = null)
{
    // What the document says beside the fields, and which of these hold defaults; only where there is any.
    public IReadOnlyList<string>? Details { get; init; }

    public IReadOnlyList<string>? Owners { get; init; }

    public IReadOnlyList<string>? Links { get; init; }

    public IReadOnlyList<string>? Defaults { get; init; }

    /// <summary>The address that the issue had before it moved to another server.</summary>
    public string? FormerUrl { get; init; }

    /// <summary>The problem with its code; receipts of older versions have none, and most of it shows in the state.</summary>
    [JsonIgnore]
    public ItemProblem? StuckAt => Problem is null || ProblemCode == ItemProblem.FormerUnknownTicket ? null : new ItemProblem(
        Enum.TryParse<ProblemCode>(ProblemCode, out var code) && Enum.IsDefined(code) ? code
            : State == ItemState.Missing.ToWord() ? Ledger.ProblemCode.Missing
            : State == ItemState.Unknown.ToWord() ? Ledger.ProblemCode.NoAnswer
            : Ledger.ProblemCode.Failed,
        Problem);

    public static ReceiptItem Of(LedgerItem item, TimeZoneInfo zone) => new(
        item.Key, item.Title, item.Owner, item.Priority.ToString(), item.Deadline?.ToText(zone), item.Type, item.State.ToWord(), item.IsWithdrawn,
        item.Tracker, item.Issue?.Number, item.Url, item.DoneAt, item.IsOnTime(zone), item.Problem?.Text, DifferencesOf(item),
        item.Unread.Count == 0 ? null : item.Unread.ToDictionary(u => u.What, u => u.Why), item.LinkedTo, item.Problem?.Code.ToString(),
        item.IsHeld ? true : null, item.IsBacklog ? true : null)
    {
        Details = item.Fields.Extras?.Details,
        Owners = item.Fields.Extras?.Owners is { } further ? [.. new[] { item.Fields.Owner.Desired }.OfType<string>().Concat(further)] : null,
        Links = item.Fields.Extras?.Links,
        FormerUrl = item.Fields.FormerUrl,
        Defaults = item.Defaults.Select(field => field.ToWord()).ToList() is { Count: > 0 } defaults ? defaults : null,
    };

    /// <summary>Where document, our last write and the tracker do not say the same; a lost ledger is made again from this.</summary>
    private static Dictionary<string, TrackedField>? DifferencesOf(LedgerItem item)
    {
        if (item.Issue is null)
            return null;
        var differing = Enum.GetValues<ItemField>().Where(field => item.Fields[field] is var t && t != TrackedField.Same(t.Desired))
            .ToDictionary(field => field.ToWord(), field => item.Fields[field]);
        return differing.Count > 0 ? differing : null;
    }
}

internal sealed record ReceiptEvent(DateTimeOffset At, string? Item, string Kind, string? Who, string? Field, string? From, string? To, string Text)
{
    public static ReceiptEvent Of(LedgerEvent e) => new(e.At, e.ItemKey, e.Kind, e.Who, e.Field, e.Old, e.New, e.Text);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(Receipt))]
internal sealed partial class ReceiptJson : JsonSerializerContext;

/// <summary>For people: letters of every script stay letters.</summary>
internal static class ReadableJson
{
    public static ReceiptJson Receipts { get; } = new(new JsonSerializerOptions(ReceiptJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    });

    public static ReadingJson Readings { get; } = new(new JsonSerializerOptions(ReadingJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    });
}
