using System.Text;
using ActionSync.Documents;
using ActionSync.Items;
using ActionSync.Testing;

namespace ActionSync.Tests.Documents;

/// <summary>The examples of <c>config/README.md</c> are read as the table below each says.</summary>
public sealed class ReadmeExampleTests
{
    private const string Section = "## Ways to write action items";

    private static readonly IReadOnlyList<(string Text, IReadOnlyList<string> Table)> Examples = [.. Read()];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Examples.Count)];

    [Fact]
    public void There_are_ten() => Assert.Equal(10, Examples.Count);

    [Theory]
    [MemberData(nameof(Numbers))]
    public void An_example_is_read_as_the_page_says(int number)
    {
        var (text, table) = Examples[number];
        var columns = Cells(table[0]);

        var document = Assert.Single(SampleFiles.Read("example.md", Encoding.UTF8.GetBytes(text)).Incidents);

        Assert.Equal(table.Skip(2).Select(row => Said(columns.Zip(Cells(row)))), document.ActionItems!.Select(item => Said(Values(item))));
        Assert.Empty(document.Warnings);
    }

    private static IEnumerable<(string Text, IReadOnlyList<string> Table)> Read()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "config", "README.md")).SkipWhile(line => line != Section).ToList();
        for (var at = lines.IndexOf("```markdown"); at >= 0; at = lines.IndexOf("```markdown", at + 1))
        {
            var end = lines.IndexOf("```", at);
            var table = lines.Skip(end).SkipWhile(line => !line.StartsWith('|')).TakeWhile(line => line.StartsWith('|')).ToList();
            yield return (string.Join('\n', lines[(at + 1)..end]), table);
        }
    }

    private static IReadOnlyList<string> Cells(string row) => [.. row.Trim('|').Split('|').Select(cell => cell.Trim())];

    private static IEnumerable<(string Name, string Value)> Values(ActionItem item) =>
    [
        ("title", item.Title), ("owner", item.Owner ?? ""), ("priority", item.Priority?.ToString() ?? ""), ("deadline", item.WrittenDeadline ?? ""),
        ("status", item.Status?.ToWord() ?? ""), ("type", item.Type ?? ""), ("ticket", item.Url ?? item.Ticket ?? ""),
        ("details", string.Join(" / ", item.Details)),
    ];

    private static string Said(IEnumerable<(string Name, string Value)> values) =>
        string.Join(", ", values.Where(value => value.Value.Length > 0).Select(value => $"{value.Name}: {value.Value}"));
}
