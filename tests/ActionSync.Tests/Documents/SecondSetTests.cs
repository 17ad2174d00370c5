using System.Text.Json.Nodes;
using ActionSync.Testing;

namespace ActionSync.Tests.Documents;

/// <summary>
/// Documents that were written when the reader was made already, by somebody who did not know it: how many of their items are found, and how many are none.
/// </summary>
public sealed class SecondSetTests(ITestOutputHelper output)
{
    private const double Enough = 0.95;

    [Fact]
    public void Nearly_all_items_of_unknown_documents_are_found_and_hardly_any_is_invented()
    {
        var measure = new ReadingMeasure();
        var folder = Path.Combine(Repository.Root, "tests", "ActionSync.Tests", "Documents", "SecondSet");
        foreach (var truth in Directory.EnumerateFiles(folder, "*.expected.json").Order(StringComparer.Ordinal))
        {
            var document = Directory.EnumerateFiles(folder, $"{Path.GetFileName(truth).Replace(".expected.json", "", StringComparison.Ordinal)}.*")
                .Single(path => !path.EndsWith(".expected.json", StringComparison.Ordinal));
            var name = Path.GetFileName(document);
            measure.Add(name, SampleFiles.Read(name, File.ReadAllBytes(document)).Incidents, JsonNode.Parse(File.ReadAllText(truth))!);
        }
        output.WriteLine(measure.ToString());
        foreach (var note in measure.Notes)
            output.WriteLine(note);
        Assert.True(measure.Recall >= Enough, measure.ToString());
        Assert.True(measure.FalseShare <= 1 - Enough, measure.ToString());
        Assert.All(measure.Values.Keys, value => Assert.True(measure.Share(value) >= Enough, measure.ToString()));
    }
}
