using ActionSync.Tests.Support;
using static ActionSync.Tests.Support.Incident;

namespace ActionSync.Tests.Refreshing;

/// <summary>What a refresh makes of files that people copy and delete on a board.</summary>
public sealed class BoardSightings
{
    [Fact]
    public async Task The_problem_of_a_copied_file_goes_with_the_copy()
    {
        await using var line = await BoardAsync("Add an alert", "Write a test");
        var copy = Path.Combine(line.Tracker.Place.Path, "copy.md");
        File.Copy(Pages(line)[0], copy);
        await line.VisitAsync();
        Assert.Contains("copy.md", (await line.ItemsAsync())[0].Problem, StringComparison.Ordinal);

        await line.VisitAsync();
        Assert.NotNull((await line.ItemsAsync())[0].Problem);

        File.Delete(copy);
        await line.VisitAsync();
        Assert.All(await line.ItemsAsync(), item => Assert.Null(item.Problem));
        Assert.EndsWith("No other issue carries its marker any more.", (await line.HistoryAsync())[^1], StringComparison.Ordinal);
    }

    private static async Task<Line> BoardAsync(params string[] titles)
    {
        var line = await Line.OpenAsync();
        await line.TakeInAsync(Json("INC-1", [.. titles]));
        await line.VisitAsync();
        await line.VisitAsync();
        return line;
    }

    private static string[] Pages(Line line) => [.. Directory.GetFiles(line.Tracker.Place.Path).Order(StringComparer.Ordinal)];
}
