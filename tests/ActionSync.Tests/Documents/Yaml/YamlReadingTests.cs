using System.Text;
using ActionSync.Documents;
using ActionSync.Documents.Yaml;
using ActionSync.Items;
using ActionSync.Testing;

namespace ActionSync.Tests.Documents.Yaml;

/// <summary>The reference shape as people write it in YAML: what is read, and what is refused where.</summary>
public sealed class YamlReadingTests
{
    private const string Head = "incident:\n  id: I-1\n  title: Outage\n";

    [Theory]
    [InlineData("0417")]
    [InlineData("yes")]
    [InlineData("1e5")]
    [InlineData("0x1F")]
    [InlineData("12:30")]
    [InlineData("1.0")]
    [InlineData("2026-05-02")]
    [InlineData("!!str 0417", "0417")]
    [InlineData("!!int 7", "7")]
    [InlineData("'~'", "~")]
    public void What_is_written_plain_is_a_text(string yaml, string? read = null) =>
        Assert.Equal(read ?? yaml, One($"incident:\n  title: T\n  service: {yaml}\n  id: I\n").Incident.Service);

    [Theory]
    [InlineData("~")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("# nobody yet")]
    public void Nothing_is_null(string yaml) => Assert.Null(Assert.Single(One($"{Head}action_items:\n- title: A\n  owner: {yaml}\n").ActionItems!).Owner);

    [Fact]
    public void Facts_that_are_true_or_false_are_told_in_words() =>
        Assert.Equal(
            [new Fact("Users", "1.50"), new Fact("Data lost", "no"), new Fact("Said", "false")],
            One($"{Head}impact: {{users: 1.50, data_lost: false, said: 'false'}}\n").Incident.Impact);

    [Theory]
    [InlineData("deadline: 2026-02-30", 6, 13, "action_items[0].deadline", "does not exist")]
    [InlineData("priority: later", 6, 13, "action_items[0].priority", "is not a priority")]
    [InlineData("title: B", 6, 3, "action_items[0].title", "a second time")]
    [InlineData("Deadline: 2026-02-03", 6, 3, "action_items[0].Deadline", "another spelling")]
    [InlineData("owner: [a, b]", 6, 10, "action_items[0].owner", "is an array")]
    [InlineData("owner: \"\\ud800\"", 6, 10, "action_items[0].owner", "surrogate")]
    [InlineData("owner: !person bo", 6, 10, "action_items[0].owner", "the tag \"!person\"")]
    [InlineData("<<: {owner: bo}", 6, 3, "action_items[0][\"<<\"]", "merge key")]
    [InlineData("owner: *who", 6, 10, "action_items[0].owner", "no anchor \"who\"")]
    [InlineData("x: 🚒🚒\n  id: 'é'\n  status: [", 9, 1, "action_items[0].status", "text ends here")]
    [InlineData("owner: 'Bo", 6, 10, "action_items[0].owner", "quotes is not closed")]
    [InlineData("owner: Bo: Kim", 6, 12, "action_items[0].owner", "colon")]
    [InlineData("owner: @bo", 6, 10, "action_items[0].owner", "'@' begins no value")]
    [InlineData("\towner: Bo", 6, null, null, "tab")]
    [InlineData(" owner: Bo", 6, null, null, "colon")]
    [InlineData("owner: \"\\q\"", 6, null, null, "escape")]
    [InlineData("owner: a\u0000b", 6, 11, "$", "control character U+0000")]
    [InlineData("? [a]\n  : b", 6, null, null, "where a key belongs")]
    public void What_is_wrong_is_told_where_it_stands(string field, int line, int? column, string? path, string wrong)
    {
        var file = Read($"{Head}action_items:\n- title: A\n  {field}\n");
        Assert.Empty(file.Incidents);
        var problem = Assert.Single(file.Problems);
        Assert.Contains(wrong, problem.Wrong, StringComparison.Ordinal);
        Assert.Equal((line, column ?? problem.Column, path ?? problem.Path), (problem.Line, problem.Column, problem.Path));
        Assert.NotEmpty(problem.Right);
    }

    [Fact]
    public void Problems_are_those_that_the_same_document_has_as_JSON()
    {
        const string yaml = """
            {"incident": {"id": "A/1"}, "action_items": [{"title": " ", "priority": "x", "url": "y"}, {"id": ".."}, {"title": "A"}, {"title": "a."}]}
            """;
        var json = Some.Parse(yaml).Problems;
        Assert.Equal(json, Read(yaml).Problems);
        Assert.Equal(8, json.Count);
    }

    [Fact]
    public void Several_YAML_documents_or_a_list_are_several_incidents()
    {
        const string one = "# first\nincident: {id: I-1, title: Größe}\n", two = "--- \nincident: {id: I-2, title: T}\naction_items: []\n";
        var file = Read($"{one}{two}---\n");
        Assert.Empty(file.Problems);
        Assert.Equal(["I-1", "I-2"], file.Incidents.Select(document => document.Incident.Id));
        Assert.Equal([one, $"{two}---\n"], file.Incidents.Select(document => Encoding.UTF8.GetString(document.Source.Span)));
        Assert.All(file.Incidents, AssertReadsAgain);

        var list = Read("- incident: {id: I-1, title: T}\n  action_items:\n  - title: A\n- incident: {id: I-2, title: T}\n");
        Assert.Equal(["I-1", "I-2"], list.Incidents.Select(document => document.Incident.Id));
        Assert.All(list.Incidents, AssertReadsAgain);

        var twice = Assert.Single(Read("incident: {id: I-1, title: T}\n---\nincident: {id: I-1, title: T}\n").Problems);
        Assert.Equal((3, "[1]"), (twice.Line, twice.Path));
    }

    [Fact]
    public void An_alias_is_what_its_anchor_holds()
    {
        var items = One($"{Head}action_items:\n- &first\n  title: A\n  owner: &bo Bo\n- title: B\n  owner: *bo\n").ActionItems!;
        Assert.Equal(["Bo", "Bo"], items.Select(item => item.Owner));
        Assert.Contains(Read($"{Head}action_items:\n- &a\n  title: A\n- *a\n").Problems, problem => (problem.Line, problem.Path) == (7, "action_items[1]"));
    }

    [Fact]
    public void Aliases_that_grow_without_end_are_refused()
    {
        var bomb = new StringBuilder(Head).Append("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var n = 1; n < 30; n++)
            bomb.Append($"a{n}: &a{n} [{string.Join(", ", Enumerable.Repeat($"*a{n - 1}", 10))}]\n");
        Assert.Contains("stand for more than", Assert.Single(Read(bomb.ToString()).Problems).Wrong, StringComparison.Ordinal);
        Assert.NotEmpty(Read($"{Head}a: &a [*a]\n").Problems);
        Assert.Contains("too deep", Assert.Single(Read($"{Head}a: {new string('[', 100_000)}").Problems).Wrong, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("# nothing\n---\n", true)]
    [InlineData("incident:\n  id: I-1\n  ti", true)]
    [InlineData("incident:\n  id: 'I-", true)]
    [InlineData("incident: {id: I-1,", true)]
    [InlineData("incident:\n  id: I-1\n", false)]
    [InlineData("incident:\n  id: I-1\n  title: T\n  x: @\nservice: s\n", false)]
    public void Text_that_may_still_grow_is_told_from_text_that_is_wrong(string yaml, bool endsTooEarly)
    {
        var file = Read(yaml);
        Assert.NotEmpty(file.Problems);
        Assert.Equal(endsTooEarly, file.EndsTooEarly);
    }

    [Theory]
    [InlineData("incident:\n  id: x\n", true)]
    [InlineData("\uFEFF# note\r\n\r\nincident:   # the incident\r\n", true)]
    [InlineData("action_items: []\n", true)]
    [InlineData("---\nincident:\n  id: x\n---\n# Markdown", false)]
    [InlineData("Incident: the lift stood still\n", false)]
    [InlineData("incident: the lift stood still\n", false)]
    [InlineData("# Incident\n\n- a\n", false)]
    [InlineData("{\"incident\": 1}", false)]
    [InlineData("", false)]
    public void The_first_line_that_says_something_tells_YAML(string text, bool isYaml) =>
        Assert.Equal(isYaml, YamlFormat.Entry.Holds!(SampleFiles.FileOf("a.txt", Encoding.UTF8.GetBytes(text))));

    [Theory]
    [InlineData("- title: Do {0}\n  owner: a@b.c\n", "action_items:\n")]
    [InlineData("key{0}: 1\n", "x: 1\n")]
    [InlineData("[a, ", "x: [")]
    [InlineData("{{a: ", "x: ")]
    [InlineData("x ", "x: ")]
    [InlineData("x{0}\n\n", "x: |\n  ")]
    [InlineData("\\u00e9 ", "x: \"")]
    [InlineData("- {{title: '{0}', status: x}}\n", "action_items:\n")]
    [InlineData("# {0}\n", "x: 1\n")]
    [InlineData("- ", "x:\n")]
    [InlineData("? ", "")]
    [InlineData("---\nincident: {{id: I-{0}, title: T}}\n", "---\n")]
    [InlineData("- incident: {{id: J-{0}, title: T}}\n", null)]
    [InlineData("&a{0} ", "x: ")]
    [InlineData("*a ", "x: ")]
    public void Four_times_the_text_costs_about_four_times_the_work(string part, string? before)
    {
        byte[] Text(int size)
        {
            var text = new StringBuilder(before is null ? "" : Head + before);
            for (var n = 0; text.Length < size; n++)
                text.AppendFormat(System.Globalization.CultureInfo.InvariantCulture, part, n);
            return Encoding.UTF8.GetBytes(text.ToString());
        }
        LinearWork.IsDoneBy(text => YamlReader.Read(SampleFiles.FileOf("a.yaml", text)), Text(40_000), Text(40_000 * LinearWork.Times), part);
    }

    private static void AssertReadsAgain(IncidentDocument document)
    {
        var again = SampleFiles.Read($"revision{document.Ending}", document.Source);
        Assert.Empty(again.Problems);
        Assert.Equal(SampleFiles.Reading(document), SampleFiles.Reading(Assert.Single(again.Incidents)));
    }

    private static ParsedFile Read(string yaml) => YamlReader.Read(SampleFiles.FileOf("a.yaml", Encoding.UTF8.GetBytes(yaml)));

    private static IncidentDocument One(string yaml)
    {
        var file = Read(yaml);
        Assert.Empty(file.Problems);
        return Assert.Single(file.Incidents);
    }
}
