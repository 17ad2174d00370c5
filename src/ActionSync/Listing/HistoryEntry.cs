using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Text;

namespace ActionSync.Listing;

/// <summary>One event of <c>history --json</c>; the names and their order are a contract.</summary>
/// <param name="At">In UTC.</param>
/// <param name="Item">The item's key; null for what concerns the whole incident.</param>
/// <param name="Short">The name to type for it.</param>
/// <param name="Kind">As in receipts.</param>
/// <param name="Who">actionsync, cli:USER, page:USER, link:ADDRESS, api, or an account of the tracker.</param>
/// <param name="Field">The field that changed; of a snooze or a mute its reason.</param>
/// <param name="Text">The whole of it as a sentence.</param>
internal sealed record HistoryEntry(
    DateTimeOffset At, string Incident, string? Item, string? Short, string Kind, string Who, string? Field, string? From, string? To, string Text)
{
    /// <summary>The columns of <c>history --csv</c>, which are the members.</summary>
    public const string CsvHeader = "at,incident,item,short,kind,who,field,from,to,text";

    private const string FromTracker = "the tracker";

    /// <param name="e">The event as the ledger has it.</param>
    /// <param name="name">The short name of its item.</param>
    /// <param name="trackers">The names of the trackers that the ledger knows.</param>
    public static HistoryEntry Of(LedgerEvent e, string? name, IReadOnlySet<string> trackers) => new(
        e.At.ToUniversalTime(), e.IncidentId, e.ItemKey, name, e.Kind, WhoOf(e, trackers), e.Field, e.Old, e.New, e.Text);

    public string ToCsv() => string.Join(
        ',', At.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture), Cell(Incident), Cell(Item), Cell(Short), Cell(Kind), Cell(Who),
        Cell(Field), Cell(From), Cell(To), Cell(Text));

    /// <summary>Who did it, where it was not ActionSync and the sentence does not name them itself; else null.</summary>
    [JsonIgnore]
    public string? WhoToTell => Who == Actor.ActionSync || Names(Text, Who) ? null : Who;

    private static bool Names(string text, string who) =>
        text.IndexOf($"by {Actor.NameOf(who)}", StringComparison.Ordinal) is >= 0 and var at
        && at + 3 + Actor.NameOf(who).Length is var end && (end == text.Length || text[end] is '.' or ',' or ':' or ';' or ' ');

    /// <summary>A document asks through ActionSync, and older versions kept bare names of those who gave commands.</summary>
    private static string WhoOf(LedgerEvent e, IReadOnlySet<string> trackers) => e.Who switch
    {
        null or "" or Actor.Document or FromTracker => Actor.ActionSync,
        Actor.Person => Actor.AtCommandLine("unknown"),
        var who when e.Kind == EventKind.Snoozed && who != Actor.ActionSync && !Actor.IsPerson(who) && !trackers.Contains(who) => Actor.AtCommandLine(who),
        var who => who,
    };

    private static string Cell(string? text) => TextProfile.Spreadsheet.Line(text);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(List<HistoryEntry>))]
[JsonSerializable(typeof(ItemDetails))]
[JsonSerializable(typeof(IncidentDetails))]
internal sealed partial class HistoryJson : JsonSerializerContext;

/// <summary>For people too: letters of every script stay letters.</summary>
internal static class ReadableHistory
{
    public static HistoryJson Json { get; } = new(new JsonSerializerOptions(HistoryJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
