using System.Text.Json;
using System.Text.Json.Nodes;
using ActionSync.Documents;
using ActionSync.Documents.Values;
using ActionSync.Hosting;
using ActionSync.Items;
using ActionSync.Testing;

namespace ActionSync.Tests.Documents;

/// <summary>The documents of the folder <c>Samples</c>, each beside <c>NAME.expected.json</c>, the right reading of it.</summary>
internal static class SampleFiles
{
    private const string Expectation = ".expected.json";

    private static readonly DocumentFormats Formats = new(Catalog.Default.Formats);

    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "ActionSync.Tests", "Documents", "Samples");

    /// <summary>The names of the documents.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Directory.EnumerateFiles(Folder).Select(Path.GetFileName).OfType<string>().Where(name => !name.EndsWith(Expectation, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder, name));

    public static DocumentFile FileOf(string name, ReadOnlyMemory<byte> bytes) =>
        new(name, bytes, ReadingRules.In(TimeZoneInfo.Utc)) { Path = name };

    /// <summary>The format that the program takes a file for.</summary>
    public static DocumentFormat Format(string name, ReadOnlyMemory<byte> bytes) => Formats.Of(FileOf(name, bytes))!;

    public static ParsedFile Read(string name, ReadOnlyMemory<byte> bytes) => Format(name, bytes).Read(FileOf(name, bytes));

    /// <summary>The right reading: of each incident what the document says, as text, and its problems.</summary>
    public static (IReadOnlyList<string> Incidents, IReadOnlyList<string> Problems) Expected(string name)
    {
        var root = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, Path.GetFileNameWithoutExtension(name) + Expectation)))!;
        List<JsonNode> incidents = root is JsonArray several ? [.. several.Select(one => one!)] : [root];
        List<string> problems = [.. incidents.SelectMany(incident => incident["problems"] as JsonArray ?? []).Select(wrong => $"{wrong!["line"]} {wrong["why"]}")];
        return ([.. incidents.Select(Expected)], problems);
    }

    /// <summary>What was read of an incident, as text in which every value of the specification stands.</summary>
    public static string Reading(IncidentDocument document)
    {
        var written = document.Written;
        return Text(
            Line("incident", ("id", written.Id), ("title", written.Title), ("severity", written.Severity), ("date", written.Date)),
            document.ActionItems?.Select(Reading),
            document.Warnings.Select(warning => $"warning {warning.Line} {warning.Why}"));
    }

    public static string Reading(ActionItem item) => Line("item",
        ("title", item.Title), ("owner", item.Owner), ("priority", item.Priority?.ToString()), ("deadline", item.WrittenDeadline),
        ("status", item.Status?.ToWord()), ("type", item.Type), ("url", item.Url), ("id", item.Id), ("ticket", item.Ticket),
        ("owners", Several(item.Owners)), ("details", Several(item.Details)));

    private static string Expected(JsonNode incident) => Text(
        Line("incident", [.. new[] { "id", "title", "severity", "date" }.Select(name => (name, Value(incident["incident"], name)))]),
        (incident["items"] as JsonArray)?.Select(item => Line("item",
            [.. new[] { "title", "owner", "priority", "deadline", "status", "type", "url", "id", "ticket", "owners", "details" }
                .Select(name => (name, Value(item, name)))])),
        ((incident["warnings"] as JsonArray) ?? []).Select(warning => $"warning {warning!["line"]} {warning["why"]}"));

    private static string? Value(JsonNode? of, string name) => of?[name] switch
    {
        null => null,
        JsonArray several => Several([.. several.Select(one => one!.GetValue<string>())]),
        // Details may be one text or several.
        var one when name is "details" or "owners" => Several([one.GetValue<string>()]),
        var one => one.GetValue<string>(),
    };

    private static string? Several(IReadOnlyList<string> texts) => texts.Count == 0 ? null : JsonSerializer.Serialize(texts);

    private static string Line(string what, params IEnumerable<(string Name, string? Value)> values) =>
        $"{what} {string.Join(", ", values.Where(value => value.Value is not null).Select(value => $"{value.Name}: {value.Value}"))}";

    private static string Text(string incident, IEnumerable<string>? items, IEnumerable<string> warnings) =>
        string.Join('\n', [incident, .. items?.Prepend("items:") ?? ["no section"], .. warnings]);
}
