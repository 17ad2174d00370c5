using ActionSync.Items;
using ActionSync.Tests.Support;
using static ActionSync.Tests.Support.Incident;

namespace ActionSync.Tests.Sync.Refreshing;

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

    [Fact]
    public async Task Files_that_are_deleted_one_after_the_other_are_all_missing_in_the_end()
    {
        await using var line = await BoardAsync("Apples first", "Bread second", "Cheese third");
        foreach (var page in Pages(line))
        {
            File.Delete(page);
            Assert.Empty((await line.VisitAsync()).Problems);
        }

        Assert.All(await line.ItemsAsync(), item => Assert.Equal(ItemState.Missing, item.State));
    }

    [Fact]
    public async Task A_folder_that_is_suddenly_empty_is_an_error_also_where_one_file_was_deleted_before()
    {
        await using var line = await BoardAsync("Apples first", "Bread second", "Cheese third");
        File.Delete(Pages(line)[0]);
        await line.VisitAsync();
        foreach (var page in Pages(line))
            File.Delete(page);

        Assert.Contains("If it is a mount, mount it", Assert.Single((await line.VisitAsync()).Problems), StringComparison.Ordinal);
        Assert.Equal([ItemState.Missing, ItemState.Open, ItemState.Open], (await line.ItemsAsync()).Select(item => item.State));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_an_error_also_where_one_file_was_left()
    {
        await using var line = await BoardAsync("Apples first", "Bread second");
        File.Delete(Pages(line)[0]);
        await line.VisitAsync();
        Directory.Delete(line.Tracker.Place.Path, recursive: true);

        Assert.NotEmpty((await line.VisitAsync()).Problems);
        Assert.Equal([ItemState.Missing, ItemState.Open], (await line.ItemsAsync()).Select(item => item.State));
    }

    private static async Task<AppFixture> BoardAsync(params string[] titles)
    {
        var line = await AppFixture.OpenAsync();
        await line.TakeInAsync(Json("INC-1", [.. titles]));
        await line.VisitAsync();
        await line.VisitAsync();
        return line;
    }

    private static string[] Pages(AppFixture line) => [.. Directory.GetFiles(line.Tracker.Place.Path).Order(StringComparer.Ordinal)];
}
