using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ActionSync.Documents;
using ActionSync.Documents.Messages;
using ActionSync.Items;
using ActionSync.Text;

namespace ActionSync.Commands;

/// <summary>One file of <c>check --format json</c>; the names and their order are a contract. Values are the document's own, before defaults.</summary>
/// <param name="Format">json, yaml, markdown, incidentio, rootly, firehydrant, datadog, grafana or squadcast; null where it is none.</param>
/// <param name="Incidents">What was read, also of a document that is rejected as far as its reader goes on.</param>
/// <param name="Problems">What keeps it out; empty where nothing does.</param>
/// <param name="Warnings">What was not taken as it stands there.</param>
/// <param name="Advice">What depends on the configuration.</param>
internal sealed record CheckEntry(
    string File, string? Format, IReadOnlyList<CheckIncident> Incidents, IReadOnlyList<CheckProblem> Problems, IReadOnlyList<CheckNote> Warnings,
    IReadOnlyList<CheckAdvice> Advice)
{
    public static CheckEntry Of(CheckedFile file) => new(
        file.File, file.Format, [.. file.Parsed.Read.Select(CheckIncident.Of)], [.. file.Parsed.Problems.Select(CheckProblem.Of)],
        [.. file.Warnings.Select(warning => CheckNote.Of(warning, file.Parsed))],
        [.. file.Advice.Select(CheckAdvice.Of)]);
}

/// <param name="Items">Null where the document has no section of action items; empty where it says that there is nothing to do.</param>
internal sealed record CheckIncident(CheckFacts Incident, IReadOnlyList<CheckItem>? Items)
{
    public static CheckIncident Of(IncidentDocument document)
    {
        var written = document.Written;
        var key = document.Incident.Id is { Length: > 0 } id ? id : null;
        return new CheckIncident(
            new CheckFacts(written.Id, written.Title, written.Severity, written.Date, key),
            document.ActionItems is { } items ? [.. items.Select(CheckItem.Of)] : null);
    }
}

/// <param name="Id">As written; null where the document gives none.</param>
/// <param name="Key">As used.</param>
internal sealed record CheckFacts(string? Id, string? Title, string? Severity, string? Date, string? Key);

/// <param name="Id">This and what follows only where the document gives it.</param>
internal sealed record CheckItem(
    string Title, string? Owner, string? Priority, string? Deadline, string? Status, string? Type, string? Url,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Id,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Ticket,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Owners,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Details)
{
    public static CheckItem Of(ActionItem item) => new(
        item.Title, item.Owner, item.Priority?.ToString(), item.WrittenDeadline, item.Status?.ToWord(), item.Type, item.Url, item.Id, item.Ticket,
        item.Owners.Count > 0 ? item.Owners : null, item.Details.Count > 0 ? item.Details : null);
}

/// <param name="Text">The beginning of the text that was not taken.</param>
/// <param name="Column">Null where only the line is known.</param>
/// <param name="Sentence">What is the matter with it.</param>
internal sealed record CheckNote(int Line, string Why, string Text, int? Column, string Sentence)
{
    public static CheckNote Of(Warning warning, ParsedFile file) =>
        new(warning.Line, warning.Why, warning.Text, file.ColumnOf(warning), WarningText.Of(warning, file.Words));
}

/// <param name="Column">Null where only the line is known.</param>
/// <param name="Path">As in <c>action_items[2].owner</c>; null where the format has no such names.</param>
/// <param name="Item">The title of the item; null where it is about none.</param>
internal sealed record CheckAdvice(int Line, string Why, string Text, int? Column, string? Path, string? Item)
{
    public static CheckAdvice Of(Advice advice) => new(advice.Line, advice.Why, advice.Text, advice.Column, advice.Path, advice.Item);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(List<CheckEntry>))]
internal sealed partial class CheckJson : JsonSerializerContext;

/// <summary>For people too: letters of every script stay letters.</summary>
internal static class CheckJsonText
{
    private static readonly CheckJson Json = new(new JsonSerializerOptions(CheckJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    });

    public static IEnumerable<string> Lines(IReadOnlyList<CheckedFile> files) =>
        HarmlessJson.Of(JsonSerializer.Serialize([.. files.Select(CheckEntry.Of)], Json.ListCheckEntry)).Split('\n').Select(line => line.TrimEnd('\r'));
}
