using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Sync.Refreshing;
using ActionSync.Testing;
using ActionSync.Trackers;
using static ActionSync.Testing.Incident;

namespace ActionSync.Tests.Sync.Publishing;

/// <summary>What fails for one item is that item's matter: all others go on.</summary>
public sealed class OneItemFailureTests
{
    private const string Broken = "The server answers 500 for this issue.";

    [Theory]
    [InlineData("failed")]
    [InlineData("refused")]
    public async Task An_issue_that_cannot_be_read_does_not_stop_the_updates_of_others(string how)
    {
        await using var app = await BoardAsync();
        var first = (await app.ItemsAsync())[0].Issue!;
        await app.TakeInAsync(Json("INC-1", Items("2024-03-03")));
        app.Tracker.InsteadOfRead = issue => issue != first ? null : how == "failed" ? new ReadOutcome.Failed(Broken) : new ReadOutcome.Refused(Broken);

        await app.VisitAsync();

        var items = await app.ItemsAsync();
        Assert.Equal(["2024-01-22", "2024-03-03", "2024-03-03"], items.Select(i => i.Deadline?.ToString()));
        Assert.Equal((new ItemProblem(how == "failed" ? ProblemCode.Failed : ProblemCode.Refused, Broken), 1), (items[0].Problem, items[0].Attempts));
        Assert.True(items[0].RetryAt > app.Clock.GetUtcNow());
        Assert.Contains($"{how}: {Broken}", await app.HistoryAsync());
        Assert.Null((await app.TrackerMemoryAsync()).WriteProblem);

        app.Tracker.InsteadOfRead = null;
        app.Clock.Advance(TimeSpan.FromMinutes(3));
        await app.VisitAsync();
        Assert.Equal(("2024-03-03", null, 0), (await app.ItemsAsync())[0] is var item ? (item.Deadline?.ToString(), item.Problem, item.Attempts) : default);
    }

    [Fact]
    public async Task A_write_that_failed_and_was_perhaps_carried_out_is_ours_when_it_shows()
    {
        await using var app = await BoardAsync();
        var first = (await app.ItemsAsync())[0];
        await app.TakeInAsync(Json("INC-1", Items("2024-03-03")));
        var path = new Uri(first.Url!).LocalPath;
        app.Tracker.InsteadOfUpdate = (issue, _) =>
        {
            if (issue != first.Issue)
                return null;
            File.WriteAllText(path, File.ReadAllText(path).Replace("deadline: 2024-01-22", "deadline: 2024-03-03", StringComparison.Ordinal));
            return new ReadOutcome.Failed(Broken, PerhapsDone: true);
        };
        await app.VisitAsync();
        Assert.Equal(["2024-01-22", "2024-03-03", "2024-03-03"], (await app.ItemsAsync()).Select(i => i.Deadline?.ToString()));

        app.Tracker.InsteadOfUpdate = null;
        app.Clock.Advance(TimeSpan.FromMinutes(3));
        await app.VisitAsync();
        Assert.Equal(("2024-03-03", null, PendingAction.None),
            (await app.ItemsAsync())[0] is var item ? (item.Deadline?.ToString(), item.Problem, item.PendingAction) : default);
        Assert.DoesNotContain(await app.HistoryAsync(),
            text => text.Contains("changed in the tracker", StringComparison.Ordinal) || text.StartsWith("conflict", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_issue_that_shows_itself_in_two_ways_does_not_stop_the_others()
    {
        await using var app = await BoardAsync();
        var first = (await app.ItemsAsync())[0].Issue!;
        await app.TakeInAsync(Json("INC-1", Items("2024-03-03")));
        var looks = 0;
        app.Tracker.Shows = issue => issue.Ref.Id == first.Id ? issue with { Deadline = Deadline.On(new DateOnly(2025, 1, 1).AddDays(looks++)) } : issue;

        await app.VisitAsync(depth: null);

        var items = await app.ItemsAsync();
        Assert.Equal(["2024-03-03", "2024-03-03"], items.Skip(1).Select(i => i.Deadline?.ToString()));
        Assert.Contains("in two ways", items[0].Problem!.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("refused")]
    [InlineData("two ways")]
    public async Task An_issue_of_a_lost_ledger_that_cannot_be_read_now_is_not_made_again(string how)
    {
        await using var app = await BoardAsync();
        await ForgetAsync(app);
        var first = Directory.GetFiles(app.Tracker.Place.Path).Order(StringComparer.Ordinal).First();
        var looks = 0;
        app.Tracker.Shows = issue => how == "two ways" && issue.Ref.Number == Path.GetFileName(first) ? issue with { Title = $"Look {looks++}" } : issue;
        app.Tracker.InsteadOfRead = issue => issue.Number != Path.GetFileName(first) || how == "two ways" ? null
            : how == "failed" ? new ReadOutcome.Failed(Broken) : new ReadOutcome.Refused(Broken);
        for (var n = 0; n < 4; n++)
        {
            await app.VisitAsync();
            app.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.Equal(3, Directory.GetFiles(app.Tracker.Place.Path).Length);
        Assert.Equal([ItemState.Pending, ItemState.Open, ItemState.Open], (await app.ItemsAsync()).Select(i => i.State));
        Assert.NotNull((await app.ItemsAsync())[0].Problem);

        (app.Tracker.InsteadOfRead, app.Tracker.Shows) = (null, issue => issue);
        await app.VisitAsync();
        Assert.Equal(3, Directory.GetFiles(app.Tracker.Place.Path).Length);
        Assert.All(await app.ItemsAsync(), item => Assert.Equal((ItemState.Open, null), (item.State, item.Problem)));
    }

    [Fact]
    public async Task An_issue_of_a_lost_ledger_that_its_listing_cannot_read_is_not_made_again()
    {
        await using var app = await BoardAsync();
        var first = (await app.ItemsAsync())[0].Issue!;
        await ForgetAsync(app);
        app.Tracker.Unreadable[first.Id] = "title is a number.";
        for (var n = 0; n < 3; n++)
        {
            Assert.Contains((await app.VisitAsync()).Problems, problem => problem.Contains("title is a number.", StringComparison.Ordinal));
            app.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.Equal(3, Directory.GetFiles(app.Tracker.Place.Path).Length);
        Assert.Equal([ItemState.Pending, ItemState.Open, ItemState.Open], (await app.ItemsAsync()).Select(i => i.State));

        app.Tracker.Unreadable.Clear();
        await app.VisitAsync();
        Assert.Equal(first, (await app.ItemsAsync())[0].Issue);
    }

    [Fact]
    public async Task A_strange_issue_that_cannot_be_read_does_not_keep_a_new_installation_from_starting()
    {
        await using var app = await AppFixture.OpenAsync();
        app.Tracker.Unreadable["4711"] = "title is a number.";
        await app.TakeInAsync(Json("INC-1", Items("2024-01-22")));
        await app.VisitAsync();

        Assert.Equal(3, Directory.GetFiles(app.Tracker.Place.Path).Length);
        Assert.Contains((await app.VisitAsync()).Problems, problem => problem.Contains("title is a number.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_failed_before_comes_behind_what_was_not_tried()
    {
        await using var app = await AppFixture.OpenAsync();
        await app.TakeInAsync(Json("INC-1", "Add an alert", "Write a test"));
        app.Tracker.BeforeCreate = () => Task.FromResult<CreateOutcome?>(new CreateOutcome.Refused(Broken));
        await app.VisitAsync();
        await app.TakeInAsync(Json("INC-2", "Drink some tea"));
        var order = new List<string>();
        app.Tracker.BeforeCreate = null;
        app.Tracker.Shows = issue => { order.Add(issue.Title); return issue; };
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        await app.VisitAsync();

        Assert.Equal(["Drink some tea", "Add an alert", "Write a test"], order.Distinct());
    }

    [Fact]
    public async Task A_batch_of_which_nothing_is_heard_is_taken_apart_until_the_one_is_alone()
    {
        await using var app = await AppFixture.OpenAsync();
        await app.TakeInAsync(Json("INC-1", "Add an alert", "Rotate the keys", "Write a test"));
        app.Tracker.CannotCreate = draft => draft.Title.StartsWith("Rotate", StringComparison.Ordinal) ? new CreateOutcome.Unknown(Broken) : null;
        for (var n = 0; n < 30; n++)
        {
            await app.VisitAsync();
            app.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var items = await app.ItemsAsync();
        Assert.Equal(2, items.Count(i => i.State == ItemState.Open && i.Problem is null));
        var guilty = Assert.Single(items, i => i.State != ItemState.Open);
        Assert.Equal(("Rotate the keys", new ItemProblem(ProblemCode.NoAnswer, Broken)), (guilty.Title, guilty.Problem));
        // Once with the others, and then alone with gaps that grow up to the board's two minutes.
        Assert.InRange(app.Tracker.Drafts["Rotate the keys"], 5, 18);
        Assert.Equal((2, 2), (app.Tracker.Drafts["Add an alert"], app.Tracker.Drafts["Write a test"]));
        Assert.Equal(2, Directory.GetFiles(app.Tracker.Place.Path).Length);
    }

    [Fact]
    public async Task Neither_reading_nor_writing_wipes_what_is_known_of_the_other()
    {
        await using var app = await BoardAsync();
        await app.TakeInAsync(Json("INC-1", Items("2024-03-03")));
        var down = new TrackerException(TrackerFault.Unavailable, "Nobody may write.");
        app.Tracker.InsteadOfUpdate = (_, _) => throw down;
        await app.VisitAsync();
        Assert.Equal((null, "Nobody may write."), await app.TrackerMemoryAsync() is var one ? (one.ReadProblem, one.WriteProblem) : default);

        app.Clock.Advance(TimeSpan.FromMinutes(10));
        await app.VisitAsync(RefreshDepth.Changes);
        Assert.Equal((null, "Nobody may write."), await app.TrackerMemoryAsync() is var two ? (two.ReadProblem, two.WriteProblem) : default);

        (app.Tracker.InsteadOfUpdate, app.Tracker.Down) = (null, new TrackerException(TrackerFault.Unavailable, "Nobody may read."));
        await app.VisitAsync();
        Assert.Equal(("Nobody may read.", null), await app.TrackerMemoryAsync() is var three ? (three.ReadProblem, three.WriteProblem) : default);
        Assert.All(await app.ItemsAsync(), item => Assert.Equal("2024-03-03", item.Deadline?.ToString()));
    }

    private static System.Text.Json.Nodes.JsonNode[] Items(string deadline) =>
        [Item("Apples first", deadline: deadline, id: "a"), Item("Bread second", deadline: deadline, id: "b"),
            Item("Cheese third", deadline: deadline, id: "c")];

    private static async Task<AppFixture> BoardAsync()
    {
        var app = await AppFixture.OpenAsync();
        await app.TakeInAsync(Json("INC-1", Items("2024-01-22")));
        await app.VisitAsync();
        await app.VisitAsync();
        return app;
    }

    /// <summary>As if the ledger had never met the tracker: the items are to be made, and no issue is known.</summary>
    private static async Task ForgetAsync(AppFixture app)
    {
        var items = await app.ItemsAsync();
        await using var work = await app.Ledger.BeginAsync(CancellationToken.None);
        await work.Items.UpdateAsync(
            items.Select(i => i with { Issue = null, State = ItemState.Pending, PendingAction = PendingAction.Create, IntentAt = null }),
            CancellationToken.None);
        await work.Trackers.ForgetMeetingsAsync(CancellationToken.None);
        await work.CommitAsync(CancellationToken.None);
    }
}
