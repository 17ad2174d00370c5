using System.Text;
using ActionSync.Documents;
using ActionSync.Documents.Values;
using ActionSync.Documents.Yaml;
using ActionSync.Items;
using ActionSync.Testing;

namespace ActionSync.Tests.Documents;

/// <summary>A key that nobody reads, and that was probably meant to be one that is read, is advice and no more.</summary>
public sealed class UnreadKeyTests
{
    [Theory]
    [InlineData("due_date", "deadline")]
    [InlineData("dueDate", "deadline")]
    [InlineData("due", "deadline")]
    [InlineData("assignee", "owner")]
    [InlineData("assigned_to", "owner")]
    [InlineData("onwer", "owner")]
    [InlineData("priorty", "priority")]
    [InlineData("prio", "priority")]
    [InlineData("statsu", "status")]
    [InlineData("description", "details")]
    public void What_was_probably_meant_is_named_with_its_line(string key, string meant)
    {
        var document = Some.Incident(Some.Document($"\n{{\"title\": \"Add an alert\",\n \"{key}\": \"x\"}}"));

        Assert.Equal(
            [
                new Advice(3, Advice.UnreadKey, $"action_items[0].{key}: this key is not read (did you mean {meant}?)")
                {
                    Column = 2,
                    Path = $"action_items[0].{key}",
                    Item = "Add an alert",
                },
            ],
            document.Advice);
        Assert.Single(document.ActionItems!);
    }

    [Theory]
    [InlineData("team")]
    [InlineData("created_at")]
    [InlineData("labels")]
    [InlineData("reporter")]
    [InlineData("notify")]
    [InlineData("id_of_epic")]
    [InlineData("sla")]
    public void A_key_that_is_near_to_none_is_left_alone(string key) => Assert.Empty(Some.Incident(Some.Item($"\"{key}\": \"x\"")).Advice);

    [Theory]
    [InlineData("due_date", "deadline")]
    [InlineData("description", "details")]
    [InlineData("detail", "details")]
    [InlineData("urls", "url")]
    public void Where_the_field_stands_too_another_word_may_say_something_else(string key, string field) =>
        Assert.Empty(Some.Incident(Some.Item($"\"{field}\": {Value(field)}, \"{key}\": \"x\"")).Advice);

    [Theory]
    [InlineData("onwer", "owner")]
    [InlineData("detials", "details")]
    [InlineData("dealine", "deadline")]
    public void The_same_word_mistyped_beside_the_field_is_named(string key, string field) =>
        Assert.Equal($"action_items[0].{key}: this key is not read, but \"{field}\", which stands there too; take one of them out",
            Assert.Single(Some.Incident(Some.Item($"\"{field}\": {Value(field)}, \"{key}\": \"x\"")).Advice).Text);

    [Fact]
    public void Yaml_is_told_by_its_own_lines()
    {
        const string text = "incident:\n  id: INC-1\n  title: Outage\naction_items:\n- title: Add an alert\n  assignee: bo\n";

        var read = YamlReader.Read(new DocumentFile("a.yaml", Encoding.UTF8.GetBytes(text), ReadingRules.In(TimeZoneInfo.Utc)));

        Assert.Equal((6, "action_items[0].assignee: this key is not read (did you mean owner?)"),
            Assert.Single(Assert.Single(read.Incidents).Advice) is var advice ? (advice.Line, advice.Text) : default);
    }

    [Fact]
    public void Of_several_incidents_in_a_file_each_has_its_own()
    {
        var file = Some.Parse($"[{Some.Item("\"due\": \"x\"")}, {Some.Document("{\"title\": \"B\", \"onwer\": \"x\"}", "INC-2")}]");

        Assert.Equal([["deadline?)"], ["owner?)"]], file.Incidents.Select(incident => incident.Advice.Select(advice => advice.Text.Split(' ')[^1])));
    }

    [Fact]
    public void A_document_that_is_rejected_keeps_what_was_read_of_it()
    {
        var file = Some.Parse(Some.Item("\"onwer\": \"x\", \"priority\": \"Hihg\""));

        Assert.Empty(file.Incidents);
        Assert.Equal([Advice.UnreadKey], file.Read.SelectMany(document => document.Advice).Select(advice => advice.Why));
    }

    [Fact]
    public void The_documents_of_the_specification_and_the_shipped_sample_have_no_such_key()
    {
        Assert.All(SampleFiles.Names, name => Assert.All(SampleFiles.Read(name, SampleFiles.Bytes(name)).Incidents, document => Assert.Empty(document.Advice)));
        var sample = File.ReadAllText(Path.Combine(Repository.Root, "config", "samples", "INC-2024-0142.json"));
        Assert.Empty(Some.Incident(sample).Advice);
    }

    private static string Value(string field) => field switch
    {
        "deadline" => "\"2024-01-22\"",
        "url" => "\"https://github.com/acme/one/issues/1\"",
        _ => "\"x\"",
    };
}
