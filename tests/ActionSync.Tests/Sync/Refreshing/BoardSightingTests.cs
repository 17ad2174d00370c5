using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.Tests.Sync.Refreshing;

/// <summary>What a refresh makes of files that people copy and delete on a board.</summary>
public sealed class BoardSightingTests
{
    [Fact]
    public async Task The_problem_of_a_copied_file_goes_with_the_copy()
    {
        await using var app = await BoardAsync("Add an alert", "Write a test");
        var copy = Path.Combine(app.Tracker.Place.Path, "copy.md");
        File.Copy(Pages(app)[0], copy);
        await app.VisitAsync();
        Assert.Equal(ProblemCode.SharedMarker, (await app.ItemsAsync())[0].Problem?.Code);

        await app.VisitAsync();
        Assert.NotNull((await app.ItemsAsync())[0].Problem);

        File.Delete(copy);
        await app.VisitAsync();
        Assert.All(await app.ItemsAsync(), item => Assert.Null(item.Problem));
        Assert.EndsWith("No other issue carries its marker any more.", (await app.HistoryAsync())[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_are_deleted_one_after_the_other_are_all_missing_in_the_end()
    {
        await using var app = await BoardAsync("Apples first", "Bread second", "Cheese third");
        foreach (var page in Pages(app))
        {
            File.Delete(page);
            Assert.Empty((await app.VisitAsync()).Problems);
        }

        Assert.All(await app.ItemsAsync(), item => Assert.Equal(ItemState.Missing, item.State));
    }

    [Fact]
    public async Task A_folder_that_is_suddenly_empty_is_an_error_also_where_one_file_was_deleted_before()
    {
        await using var app = await BoardAsync("Apples first", "Bread second", "Cheese third");
        File.Delete(Pages(app)[0]);
        await app.VisitAsync();
        foreach (var page in Pages(app))
            File.Delete(page);

        Assert.Contains("If it is a mount, mount it", Assert.Single((await app.VisitAsync()).Problems), StringComparison.Ordinal);
        Assert.Equal([ItemState.Missing, ItemState.Open, ItemState.Open], (await app.ItemsAsync()).Select(item => item.State));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_an_error_also_where_one_file_was_left()
    {
        await using var app = await BoardAsync("Apples first", "Bread second");
        File.Delete(Pages(app)[0]);
        await app.VisitAsync();
        Directory.Delete(app.Tracker.Place.Path, recursive: true);

        Assert.NotEmpty((await app.VisitAsync()).Problems);
        Assert.Equal([ItemState.Missing, ItemState.Open], (await app.ItemsAsync()).Select(item => item.State));
    }

    private static async Task<AppFixture> BoardAsync(params string[] titles)
    {
        var app = await AppFixture.OpenAsync();
        await app.TakeInAsync(Json("INC-1", [.. titles]));
        await app.VisitAsync();
        await app.VisitAsync();
        return app;
    }

    private static string[] Pages(AppFixture app) => [.. Directory.GetFiles(app.Tracker.Place.Path).Order(StringComparer.Ordinal)];
}
