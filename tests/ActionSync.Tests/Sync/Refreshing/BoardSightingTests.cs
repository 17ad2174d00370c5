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

    [Theory]
    [InlineData("done", ItemState.Done, "The item stays done.")]
    [InlineData("wont_do", ItemState.WontDo, "The item stays closed.")]
    public async Task What_was_closed_stays_so_when_its_issue_vanishes_and_its_history_says_it_once(string word, ItemState state, string told)
    {
        await using var app = await BoardAsync("Apples first", "Bread second");
        var (page, elsewhere) = (new Page(Pages(app)[0]), Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()));
        page.Set("status", word);
        await app.VisitAsync();
        var closed = (await app.ItemsAsync())[0];
        File.Move(page.Path, elsewhere);

        Assert.Empty((await app.VisitAsync()).Problems);
        Assert.Empty((await app.VisitAsync()).Problems);

        var item = (await app.ItemsAsync())[0];
        Assert.Equal((state, closed.DoneAt, PendingAction.None, true), (item.State, item.DoneAt, item.PendingAction, item.IsIssueGone));
        Assert.Single(await app.HistoryAsync(), line => line.EndsWith(told, StringComparison.Ordinal));

        File.Move(elsewhere, page.Path);
        await app.VisitAsync();
        item = (await app.ItemsAsync())[0];
        Assert.Equal((state, closed.DoneAt, null), (item.State, item.DoneAt, item.Problem));
        Assert.EndsWith("is there again.", (await app.HistoryAsync())[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_closed_and_lost_its_issue_stays_closed_whatever_its_document_says_next()
    {
        await using var app = await BoardAsync("Apples first", "Bread second");
        new Page(Pages(app)[0]).Set("status", "done");
        await app.VisitAsync();
        File.Delete(Pages(app)[0]);
        await app.VisitAsync();

        await app.TakeInAsync(Json("INC-1", "Bread second", "Cheese third"));
        await app.VisitAsync();
        await app.VisitAsync();

        Assert.Equal([ItemState.Done, ItemState.Open, ItemState.Open], (await app.ItemsAsync()).Select(item => item.State));
        Assert.Equal(2, Pages(app).Length);
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
