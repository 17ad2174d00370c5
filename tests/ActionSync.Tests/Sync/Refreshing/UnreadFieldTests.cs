using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Sync;
using ActionSync.Sync.Refreshing;
using ActionSync.Testing;
using ActionSync.Trackers;
using static ActionSync.Testing.Incident;

namespace ActionSync.Tests.Sync.Refreshing;

/// <summary>A field that a tracker does not show is not empty: the last known value stands, nothing is written over it, and people are told.</summary>
public sealed class UnreadFieldTests
{
    private const string Why = "the line \"Deadline: soon\" holds no date.";

    public static TheoryData<ItemField> Fields => [.. Enum.GetValues<ItemField>()];

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task The_last_known_value_stands_and_no_change_is_told(ItemField field)
    {
        await using var app = await BoardAsync();
        var before = await ItemAsync(app);
        app.Tracker.Shows = issue => Hidden(issue, field);

        await app.VisitAsync(RefreshDepth.Everything);

        var item = await ItemAsync(app);
        Assert.Equal(
            (before.Title, before.Owner, before.Priority, before.Deadline, before.State), (item.Title, item.Owner, item.Priority, item.Deadline, item.State));
        Assert.Equal(before.Fields, item.Fields);
        Assert.Equal((field, Why), Assert.Single(item.Unread) is var unread ? (unread.Field!.Value, unread.Why) : default);
        Assert.DoesNotContain(await app.HistoryAsync(), text => text.Contains("changed in the tracker", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_is_told_once_when_it_begins_and_once_when_it_ends()
    {
        await using var app = await BoardAsync();
        app.Tracker.Shows = issue => Hidden(issue, ItemField.Deadline);
        await app.VisitAsync(RefreshDepth.Everything);
        for (var n = 0; n < 5; n++)
            await VisitLaterAsync(app);
        app.Tracker.Shows = issue => issue;
        for (var n = 0; n < 5; n++)
            await VisitLaterAsync(app);

        var told = (await app.HistoryAsync())
            .Where(text => text.StartsWith("unread:", StringComparison.Ordinal) || text.StartsWith("readable:", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, told.Count);
        Assert.Contains($"its deadline cannot be read: {Why} What was known before stands.", told[0], StringComparison.Ordinal);
        Assert.EndsWith("its deadline can be read again.", told[1], StringComparison.Ordinal);
        Assert.Empty((await ItemAsync(app)).Unread);
    }

    [Fact]
    public async Task A_field_that_shows_again_is_found_though_no_issue_changed()
    {
        await using var app = await BoardAsync();
        app.Tracker.Shows = issue => Hidden(issue, ItemField.Priority);
        await app.VisitAsync(RefreshDepth.Everything);
        app.Tracker.Shows = issue => issue;

        await VisitLaterAsync(app);

        Assert.Empty((await ItemAsync(app)).Unread);
    }

    [Fact]
    public async Task It_is_looked_at_again_with_growing_gaps()
    {
        await using var app = await BoardAsync();
        app.Tracker.Shows = issue => Hidden(issue, ItemField.Priority);
        await app.VisitAsync(RefreshDepth.Everything);
        app.Tracker.Reads.Clear();
        for (var n = 0; n < 60; n++)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(10));
            await app.VisitAsync();
        }

        // The board asks for gaps of two minutes at most.
        Assert.InRange(app.Tracker.Reads.Count, 4, 7);
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task What_the_document_asks_is_not_written_over_it_and_waits(ItemField field)
    {
        await using var app = await BoardAsync();
        app.Tracker.Shows = issue => Hidden(issue, field);
        await app.TakeInAsync(Json("INC-1", Changed()));
        for (var n = 0; n < 4; n++)
            await VisitLaterAsync(app);

        Assert.DoesNotContain(app.Tracker.Patches, patch => Holds(patch, field));
        Assert.Equal(4, Enum.GetValues<ItemField>().Count(f => app.Tracker.Patches.Any(patch => Holds(patch, f))));
        Assert.Single(app.Tracker.Patches);
        Assert.Equal(PendingAction.Update, (await ItemAsync(app)).PendingAction);

        app.Tracker.Shows = issue => issue;
        await VisitLaterAsync(app);
        Assert.Single(app.Tracker.Patches, patch => Holds(patch, field));
        Assert.Equal((PendingAction.None, 0), await ItemAsync(app) is var item ? (item.PendingAction, item.Attempts) : default);
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task A_write_that_cannot_be_read_back_is_neither_believed_nor_repeated_for_ever(ItemField field)
    {
        await using var app = await BoardAsync();
        var before = await ItemAsync(app);
        await app.TakeInAsync(Json("INC-1", Changed()));
        // From the answer of the update on.
        app.Tracker.InsteadOfUpdate = (_, _) =>
        {
            app.Tracker.Shows = issue => Hidden(issue, field);
            return null;
        };
        for (var n = 0; n < 10; n++)
            await VisitLaterAsync(app);

        Assert.Single(app.Tracker.Patches);
        var item = await ItemAsync(app);
        Assert.Equal(before.Fields[field].Effective, item.Fields[field].Effective);
        Assert.True(item.Fields[field].IsUnsettled);

        (app.Tracker.InsteadOfUpdate, app.Tracker.Shows) = (null, issue => issue);
        await VisitLaterAsync(app);
        await VisitLaterAsync(app);
        item = await ItemAsync(app);
        Assert.Equal(
            (item.Fields[field].Desired, false, PendingAction.None), (item.Fields[field].Effective, item.Fields[field].IsUnsettled, item.PendingAction));
        Assert.DoesNotContain(await app.HistoryAsync(), text => text.StartsWith("conflict", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task An_issue_that_never_showed_a_field_counts_as_it_was_asked(ItemField field)
    {
        await using var app = await AppFixture.OpenAsync();
        app.Tracker.Shows = issue => Hidden(issue, field);
        await app.TakeInAsync(Json("INC-1", "Add an alert"));
        await app.VisitAsync();
        await VisitLaterAsync(app);

        var item = await ItemAsync(app);
        Assert.Equal(("Add an alert", "alice@company.com", Priority.P1, "2024-01-22", ItemState.Open),
            (item.Title, item.Owner, item.Priority, item.Deadline?.ToString(), item.State));
        Assert.Equal(PendingAction.None, item.PendingAction);
        Assert.Empty(app.Tracker.Patches);

        app.Tracker.Shows = issue => issue;
        await VisitLaterAsync(app);
        item = await ItemAsync(app);
        Assert.Equal((item.Fields[field].Desired, false), (item.Fields[field].Current, item.Fields[field].ChangedByPeople));
        Assert.DoesNotContain(await app.HistoryAsync(), text => text.Contains("changed in the tracker", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_people_did_while_it_could_not_be_read_is_theirs()
    {
        await using var app = await BoardAsync();
        app.Tracker.Shows = issue => Hidden(issue, ItemField.Deadline);
        await VisitLaterAsync(app);
        Edit(app, "deadline: 2024-01-22", "deadline: 2024-05-05");
        await app.TakeInAsync(Json("INC-1", Item("Add an alert", deadline: "2024-02-02")));
        await VisitLaterAsync(app);
        app.Tracker.Shows = issue => issue;
        await VisitLaterAsync(app);
        await VisitLaterAsync(app);

        Assert.Equal("2024-05-05", (await ItemAsync(app)).Deadline?.ToString());
        Assert.Contains("deadline: 2024-05-05", Text(app), StringComparison.Ordinal);
        Assert.Contains(await app.HistoryAsync(), text => text.StartsWith("conflict: The document asks for deadline 2024-02-02", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_issue_that_cannot_be_read_at_all_keeps_all_that_was_known_and_is_not_gone()
    {
        await using var app = await BoardAsync("Add an alert", "Write a test");
        var before = await app.ItemsAsync();
        app.Tracker.Unreadable[before[0].Issue!.Id] = "title is a number.";
        Edit(app, "status: open", "status: done", 1);

        await VisitLaterAsync(app);

        var items = await app.ItemsAsync();
        Assert.Equal((ItemState.Open, "Add an alert"), (items[0].State, items[0].Title));
        Assert.Equal("its issue cannot be read: title is a number.", Assert.Single(items[0].Unread).Sentence);
        Assert.Equal(ItemState.Done, items[1].State);

        app.Tracker.Unreadable.Clear();
        await VisitLaterAsync(app);
        Assert.Empty((await app.ItemsAsync())[0].Unread);
    }

    [Fact]
    public async Task A_problem_of_the_work_and_one_of_reading_do_not_wipe_each_other()
    {
        await using var app = await BoardAsync();
        app.Tracker.Shows = issue => Hidden(issue, ItemField.Owner);
        app.Tracker.InsteadOfUpdate = (_, _) => new ReadOutcome.Refused("Nobody may write.");
        await app.TakeInAsync(Json("INC-1", Item("Add an alert", deadline: "2024-02-02")));
        await VisitLaterAsync(app);
        Assert.Equal((ProblemCode.Refused, ItemField.Owner), await ItemAsync(app) is var item ? (item.Problem!.Code, item.Unread[0].Field!.Value) : default);

        app.Tracker.InsteadOfUpdate = null;
        await VisitLaterAsync(app);
        Assert.Equal((null, ItemField.Owner), await ItemAsync(app) is var written ? (written.Problem, written.Unread[0].Field!.Value) : default);
    }

    internal static IssueSnapshot Hidden(IssueSnapshot issue, ItemField field, string why = Why)
    {
        var shown = field switch
        {
            ItemField.Title => issue with { Title = "" },
            ItemField.Owner => issue with { Owner = null },
            ItemField.Priority => issue with { Priority = null },
            ItemField.Deadline => issue with { Deadline = null },
            _ => issue with { State = issue.State.IsClosed() ? ItemState.Open : ItemState.Done },
        };
        return shown with { Unread = [.. issue.Unread, new UnreadField(field, why)] };
    }

    private static System.Text.Json.Nodes.JsonObject Changed() =>
        Item("Add an alert soon", owner: "bob@company.com", priority: "P2", deadline: "2024-02-02", id: "alert", status: "done");

    private static bool Holds(IssuePatch patch, ItemField field) => field switch
    {
        ItemField.Title => patch.Title is not null,
        ItemField.Owner => patch.Owner is not null,
        ItemField.Priority => patch.Priority is not null,
        ItemField.Deadline => patch.Deadline is not null,
        _ => patch.State is not null,
    };

    private static async Task<AppFixture> BoardAsync(params string[] titles)
    {
        var app = await AppFixture.OpenAsync();
        await app.TakeInAsync(Json("INC-1", titles.Length == 0 ? [Item("Add an alert", id: "alert")] : [.. titles]));
        await app.VisitAsync();
        await app.VisitAsync();
        return app;
    }

    private static Task<VisitReport> VisitLaterAsync(AppFixture app)
    {
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        return app.VisitAsync();
    }

    private static async Task<LedgerItem> ItemAsync(AppFixture app) => Assert.Single(await app.ItemsAsync());

    private static void Edit(AppFixture app, string from, string to, int file = 0)
    {
        var path = Pages(app)[file];
        File.WriteAllText(path, File.ReadAllText(path).Replace(from, to, StringComparison.Ordinal));
    }

    private static string Text(AppFixture app) => File.ReadAllText(Pages(app)[0]);

    private static string[] Pages(AppFixture app) => [.. Directory.GetFiles(app.Tracker.Place.Path).Order(StringComparer.Ordinal)];
}
