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

        Assert.Equal([new Advice(3, Advice.UnreadKey, $"action_items[0].{key} is not read; did you mean \"{meant}\"?")], document.Advice);
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

    [Fact]
    public void Where_the_field_stands_too_nothing_was_meant_otherwise() =>
        Assert.Empty(Some.Incident(Some.Item("\"due_date\": \"2024-01-22\", \"deadline\": \"2024-01-22\"")).Advice);

    [Fact]
    public void Yaml_is_told_by_its_own_lines()
    {
        const string text = "incident:\n  id: INC-1\n  title: Outage\naction_items:\n- title: Add an alert\n  assignee: bo\n";

        var read = YamlReader.Read(new DocumentFile("a.yaml", Encoding.UTF8.GetBytes(text), ReadingRules.In(TimeZoneInfo.Utc)));

        Assert.Equal((6, "action_items[0].assignee is not read; did you mean \"owner\"?"),
            Assert.Single(Assert.Single(read.Incidents).Advice) is var advice ? (advice.Line, advice.Text) : default);
    }

    [Fact]
    public void Of_several_incidents_in_a_file_each_has_its_own()
    {
        var file = Some.Parse($"[{Some.Item("\"due\": \"x\"")}, {Some.Document("{\"title\": \"B\", \"onwer\": \"x\"}", "INC-2")}]");

        Assert.Equal([["\"deadline\"?"], ["\"owner\"?"]], file.Incidents.Select(incident => incident.Advice.Select(advice => advice.Text.Split(' ')[^1])));
    }

    [Fact]
    public void The_documents_of_the_specification_and_the_shipped_sample_have_no_such_key()
    {
        Assert.All(SampleFiles.Names, name => Assert.All(SampleFiles.Read(name, SampleFiles.Bytes(name)).Incidents, document => Assert.Empty(document.Advice)));
        var sample = File.ReadAllText(Path.Combine(Repository.Root, "config", "samples", "INC-2024-0142.json"));
        Assert.Empty(Some.Incident(sample).Advice);
    }
}
