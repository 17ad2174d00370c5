using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Sync;
using ActionSync.Sync.Refreshing;
using ActionSync.Testing;
using ActionSync.Trackers;
using static ActionSync.Testing.Incident;

namespace ActionSync.Tests.Sync.Refreshing;

/// <summary>A field that is gone from many issues at once is not believed: it looks like a renamed field or a lost permission.</summary>
public sealed class EmptiedTrackerTests
{
    [Theory]
    [InlineData(ItemField.Owner)]
    [InlineData(ItemField.Priority)]
    [InlineData(ItemField.Deadline)]
    public async Task It_keeps_its_last_known_values_and_an_item_says_so(ItemField field)
    {
        await using var app = await BoardAsync(6);
        var before = await app.ItemsAsync();
        app.Tracker.Shows = issue => Emptied(issue, field);

        await app.VisitAsync(RefreshDepth.Everything);
        await VisitLaterAsync(app);

        var items = await app.ItemsAsync();
        Assert.Equal(before.Select(i => (i.Owner, i.Priority, i.Deadline)), items.Select(i => (i.Owner, i.Priority, i.Deadline)));
        Assert.All(items, item => Assert.Equal((field, true), Assert.Single(item.Unread) is var unread ? (unread.Field!.Value, unread.Doubted) : default));
        Assert.DoesNotContain(await app.HistoryAsync(), text => text.Contains("-> none", StringComparison.Ordinal));

        app.Tracker.Shows = issue => issue;
        await VisitLaterAsync(app);
        Assert.All(await app.ItemsAsync(), item => Assert.Empty(item.Unread));
    }

    [Theory]
    [InlineData(4, 6)]
    [InlineData(5, 10)]
    public async Task Fewer_or_no_more_than_half_are_believed(int emptied, int of)
    {
        await using var app = await BoardAsync(of);
        var some = (await app.ItemsAsync()).Take(emptied).Select(i => i.Issue!.Id).ToHashSet();
        app.Tracker.Shows = issue => some.Contains(issue.Ref.Id) ? Emptied(issue, ItemField.Deadline) : issue;

        await app.VisitAsync(RefreshDepth.Everything);

        Assert.Equal(emptied, (await app.ItemsAsync()).Count(i => i.Deadline is null));
    }

    [Fact]
    public async Task The_few_that_stay_empty_once_the_others_show_again_are_believed()
    {
        await using var app = await BoardAsync(6);
        app.Tracker.Shows = issue => Emptied(issue, ItemField.Deadline);
        await app.VisitAsync(RefreshDepth.Everything);
        var some = (await app.ItemsAsync()).Take(2).Select(i => i.Issue!.Id).ToHashSet();
        app.Tracker.Shows = issue => some.Contains(issue.Ref.Id) ? Emptied(issue, ItemField.Deadline) : issue;

        await VisitLaterAsync(app);

        Assert.Equal([null, null, "2024-01-22", "2024-01-22", "2024-01-22", "2024-01-22"], (await app.ItemsAsync()).Select(i => i.Deadline?.ToString()));
        Assert.All(await app.ItemsAsync(), item => Assert.Empty(item.Unread));
    }

    [Fact]
    public async Task Updates_that_look_at_one_issue_after_the_other_do_not_believe_it_either()
    {
        await using var app = await BoardAsync(6);
        app.Tracker.Shows = issue => Emptied(issue, ItemField.Deadline);
        await app.TakeInAsync(Json("INC-1", Items(6, "P2")));

        await app.VisitAsync(depth: null);
        await VisitLaterAsync(app);

        Assert.All(await app.ItemsAsync(), item => Assert.Equal(("2024-01-22", Priority.P2), (item.Deadline?.ToString(), item.Priority)));
        Assert.DoesNotContain(await app.HistoryAsync(), text => text.Contains("-> none", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_that_a_person_emptied_just_before_an_update_is_taken_over_by_the_next_pass()
    {
        await using var app = await BoardAsync(1);
        app.Tracker.Shows = issue => Emptied(issue, ItemField.Deadline);
        await app.TakeInAsync(Json("INC-1", Items(1, "P2")));

        await app.VisitAsync(depth: null);
        Assert.Equal(("2024-01-22", Priority.P2), Assert.Single(await app.ItemsAsync()) is var item ? (item.Deadline?.ToString(), item.Priority) : default);
        await app.VisitAsync();
        Assert.Null(Assert.Single(await app.ItemsAsync()).Deadline);
        Assert.Contains(await app.HistoryAsync(), text => text.Contains("Deadline changed in the tracker: 2024-01-22 -> none", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_document_itself_clears_is_no_doubt()
    {
        await using var app = await BoardAsync(6);
        await app.TakeInAsync(Json("INC-1", [.. Enumerable.Range(1, 6).Select(n => Item($"Matter number {n}", owner: null, id: $"i{n}"))]));
        await app.VisitAsync();
        await VisitLaterAsync(app);

        Assert.All(await app.ItemsAsync(), item => Assert.Equal((null, 0, PendingAction.None), (item.Owner, item.Unread.Count, item.PendingAction)));
    }

    private static IssueSnapshot Emptied(IssueSnapshot issue, ItemField field) => field switch
    {
        ItemField.Owner => issue with { Owner = null },
        ItemField.Priority => issue with { Priority = null },
        _ => issue with { Deadline = null },
    };

    private static System.Text.Json.Nodes.JsonNode[] Items(int count, string priority) =>
        [.. Enumerable.Range(1, count).Select(n => Item($"Matter number {n}", priority: priority, id: $"i{n}"))];

    private static async Task<AppFixture> BoardAsync(int count)
    {
        var app = await AppFixture.OpenAsync();
        await app.TakeInAsync(Json("INC-1", Items(count, "P1")));
        await app.VisitAsync();
        await app.VisitAsync();
        return app;
    }

    private static Task<VisitReport> VisitLaterAsync(AppFixture app)
    {
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        return app.VisitAsync();
    }
}
