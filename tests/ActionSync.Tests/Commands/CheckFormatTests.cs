using System.Text;
using System.Text.Json.Nodes;
using ActionSync.Commands;
using ActionSync.Documents;
using ActionSync.Documents.Messages;
using ActionSync.Documents.Values;
using ActionSync.Hosting;
using ActionSync.Intake;
using ActionSync.Items;
using ActionSync.Testing;
using ActionSync.Tests.Documents;
using Microsoft.Extensions.DependencyInjection;

namespace ActionSync.Tests.Commands;

/// <summary>What <c>check --format json</c> and <c>--format github</c> say of documents.</summary>
public sealed class CheckFormatTests : IAsyncDisposable
{
    private readonly Workplace _place = new();
    private readonly ServiceProvider _services;

    public CheckFormatTests() =>
        _services = new ServiceCollection().AddLogging().AddActionSync(_place.Options(), Catalog.Default, TimeProvider.System).BuildServiceProvider();

    public static TheoryData<string> Samples => [.. SampleFiles.Names];

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _place.Dispose();
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task The_JSON_of_a_sample_says_what_its_expected_file_says(string name)
    {
        var entry = Json(await ReadAsync(Path.Combine(SampleFiles.Folder, name)))[0]!;
        var root = JsonNode.Parse(File.ReadAllText(Path.Combine(SampleFiles.Folder, $"{Path.GetFileNameWithoutExtension(name)}.expected.json")))!;
        List<JsonNode> expected = root is JsonArray several ? [.. several.Select(one => one!)] : [root];

        Assert.Equal(["file", "format", "incidents", "problems", "warnings", "advice"], entry.AsObject().Select(member => member.Key));
        Assert.Equal(
            expected.Select(incident => Incident(incident, isExpected: true)),
            entry["incidents"]!.AsArray().Select(incident => Incident(incident!, isExpected: false)));
        Assert.Equal(Notes(expected, "problems"), Notes([entry], "problems"));
        Assert.Equal(Notes(expected, "warnings").Order(), Notes([entry], "warnings").Order());
    }

    [Fact]
    public async Task An_id_is_what_is_written_and_a_key_what_is_used()
    {
        var entry = Json(await ReadAsync(Path.Combine(SampleFiles.Folder, "md-nothing-to-do.md")))[0]!;

        var facts = entry["incidents"]![0]!["incident"]!;
        Assert.Null(facts["id"]);
        Assert.Equal("md-nothing-to-do", facts["key"]!.GetValue<string>());
        Assert.Empty(entry["incidents"]![0]!["items"]!.AsArray());
    }

    [Fact]
    public void Letters_of_every_script_stay_letters()
    {
        var lines = string.Join('\n', CheckJsonText.Lines([Checked("# 障害 & 復旧\n\n## Action items\n\n- 監視を追加する\n")]));

        Assert.Contains("\"監視を追加する\"", lines, StringComparison.Ordinal);
        Assert.Contains("障害 & 復旧", lines, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_without_a_section_has_null_for_items_and_is_no_incident()
    {
        var entry = Json(Checked("# Read me\n\nWords.\n"))[0]!;

        Assert.Null(entry["incidents"]![0]!["items"]);
        Assert.Equal("no-incident", entry["advice"]![0]!["why"]!.GetValue<string>());
    }

    [Fact]
    public async Task Standard_input_without_a_name_has_to_say_which_incident_it_is_about()
    {
        const string text = "# A thing\n\n## Action items\n\n- Add an alert\n";

        Assert.Contains("--name", (await FromStreamAsync(text, null)).Parsed.Problems.Single().Wrong, StringComparison.Ordinal);
        Assert.Equal("2026.a-thing", (await FromStreamAsync(text, "2026/a-thing.md")).Parsed.Incidents.Single().Incident.Id);
        Assert.Equal("json", (await FromStreamAsync(Testing.Incident.Json("INC-1", "Add an alert"), null)).Format);
        Assert.Equal("INC-9", (await FromStreamAsync(text.Replace("A thing", "INC-9: A thing"), null)).Parsed.Incidents.Single().Incident.Id);
    }

    [Fact]
    public void Annotations_are_escaped_as_GitHub_asks()
    {
        var file = Checked("# A thing\n\n## Action items\n\n- Add an alert (due: 50 % done, soon)\n- Tell them, due 03/04/2027\n", "a,b:c%.md")
            .With([new Advice(5, "kept-link", "one\r\ntwo: 100 %, three")]);

        var lines = GitHubAnnotations.Of([file]).ToList();

        Assert.Equal(3, lines.Count);
        Assert.StartsWith("::error file=a%2Cb%3Ac%25.md,line=6,col=18,title=ambiguous-date::", lines[0], StringComparison.Ordinal);
        Assert.Equal(
            "::warning file=a%2Cb%3Ac%25.md,line=5,col=22,title=unread-date::\"50 %25 done\" is not a day; write it as 2026-01-31", lines[1]);
        Assert.Equal("::notice file=a%2Cb%3Ac%25.md,line=5,title=kept-link::one%0D%0Atwo: 100 %25, three", lines[2]);
    }

    [Fact]
    public async Task What_was_not_understood_of_a_rejected_document_has_a_sentence_and_a_column()
    {
        var file = _place["p.md"];
        await File.WriteAllTextAsync(file, "# INC-1: Outage\n\n## Action items\n\n- Tell them, due 03/04/2027\n- Test it (priority: Hihg)\n", Cancel);

        var read = await ReadAsync(file);

        var entry = Json(read)[0]!;
        Assert.Equal(18, entry["problems"]![0]!["column"]!.GetValue<int>());
        var warning = entry["warnings"]![0]!;
        Assert.Equal(
            (6, 22, "Hihg", "\"Hihg\" is not a priority (did you mean High, P2?)"),
            (warning["line"]!.GetValue<int>(), warning["column"]!.GetValue<int>(), warning["text"]!.GetValue<string>(),
                warning["sentence"]!.GetValue<string>()));
        Assert.Equal(["line", "why", "text", "column", "sentence"], warning.AsObject().Select(member => member.Key));
        Assert.StartsWith("::error file=p.md,line=5,col=18,", GitHubAnnotations.Of([read]).First(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_read_has_no_line() =>
        Assert.Equal(["::error file=x.md,title=invalid::there is no such file. Check its path."], GitHubAnnotations.Of(
            [new CheckedFile("x.md", null, new ParsedFile([], [Problem.OfFile("there is no such file. Check its path.")], EndsTooEarly: false), [], [])]));

    private async Task<CheckedFile> ReadAsync(string path)
    {
        var (parsed, read) = await _services.GetRequiredService<FileArguments>().OpenAsync(new FileArgument.Lying(path), Cancel);
        return CheckedFile.Of(Path.GetFileName(path), read?.Format?.Word, parsed, _services.GetRequiredService<ItemTickets>());
    }

    private Task<(ParsedFile Parsed, string? Format)> FromStreamAsync(string text, string? name) => _services.GetRequiredService<FileArguments>().ReadAsync(
        new FileArgument.Text(name, () => new MemoryStream(Encoding.UTF8.GetBytes(text))), Cancel);

    private CheckedFile Checked(string text, string name = "a.md")
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return CheckedFile.Of(
            name, "markdown", SampleFiles.Read("a.md", bytes).From(SourceLines.Of(bytes), WordTables.BuiltIn), _services.GetRequiredService<ItemTickets>());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static JsonArray Json(params CheckedFile[] files) => JsonNode.Parse(string.Join('\n', CheckJsonText.Lines(files)))!.AsArray();

    /// <summary>Every value that the specification has, absent ones and null alike.</summary>
    private static string Incident(JsonNode incident, bool isExpected)
    {
        var facts = incident["incident"]!.AsObject();
        Assert.True(isExpected || facts.Select(member => member.Key).SequenceEqual(["id", "title", "severity", "date", "key"]));
        return string.Join('\n', facts.Where(member => member.Key != "key").Select(member => $"{member.Key}: {member.Value}"))
            + (incident["items"] is JsonArray items ? $"\n{string.Join('\n', items.Select(item => Item(item!.AsObject(), isExpected)))}" : "\nno section");
    }

    private static string Item(JsonObject item, bool isExpected)
    {
        string[] always = ["title", "owner", "priority", "deadline", "status", "type", "url"];
        Assert.True(isExpected || item.Select(member => member.Key).Take(always.Length).SequenceEqual(always));
        return string.Join(", ", item.Where(member => member.Value is not null).OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => $"{member.Key}: {Text(member.Key, member.Value!)}"));
    }

    /// <summary>Details may be one text or several.</summary>
    private static string Text(string name, JsonNode value) =>
        value is JsonArray several ? several.ToJsonString() : name == "details" ? new JsonArray(value.DeepClone()).ToJsonString() : value.ToString();

    private static IEnumerable<string> Notes(IEnumerable<JsonNode> of, string kind) =>
        of.SelectMany(node => node[kind] as JsonArray ?? []).Select(note => $"{note!["line"]} {note["why"]}");
}
