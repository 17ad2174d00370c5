using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Sync;
using ActionSync.Sync.Refreshing;
using ActionSync.Tests.Support;
using ActionSync.Trackers;
using static ActionSync.Tests.Support.Incident;

namespace ActionSync.Tests.Sync.Refreshing;

/// <summary>A field that a tracker does not show is not empty: the last known value stands, nothing is written over it, and people are told.</summary>
public sealed class UnreadFields
{
    private const string Why = "the line \"Deadline: soon\" holds no date.";

    public static TheoryData<ItemField> Fields => [.. Enum.GetValues<ItemField>()];

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task The_last_known_value_stands_and_no_change_is_told(ItemField field)
    {
        await using var line = await BoardAsync();
        var before = await ItemAsync(line);
        line.Tracker.Shows = issue => Hidden(issue, field);

        await line.VisitAsync(RefreshDepth.Everything);

        var item = await ItemAsync(line);
        Assert.Equal((before.Title, before.Owner, before.Priority, before.Deadline, before.State), (item.Title, item.Owner, item.Priority, item.Deadline, item.State));
        Assert.Equal(before.Fields, item.Fields);
        Assert.Equal((field, Why), Assert.Single(item.Unread) is var unread ? (unread.Field!.Value, unread.Why) : default);
        Assert.DoesNotContain(await line.HistoryAsync(), text => text.Contains("changed in the tracker", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_is_told_once_when_it_begins_and_once_when_it_ends()
    {
        await using var line = await BoardAsync();
        line.Tracker.Shows = issue => Hidden(issue, ItemField.Deadline);
        await line.VisitAsync(RefreshDepth.Everything);
        for (var n = 0; n < 5; n++)
            await VisitLaterAsync(line);
        line.Tracker.Shows = issue => issue;
        for (var n = 0; n < 5; n++)
            await VisitLaterAsync(line);

        var told = (await line.HistoryAsync()).Where(text => text.StartsWith("unread:", StringComparison.Ordinal) || text.StartsWith("readable:", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, told.Count);
        Assert.Contains($"its deadline cannot be read: {Why} What was known before stands.", told[0], StringComparison.Ordinal);
        Assert.EndsWith("its deadline can be read again.", told[1], StringComparison.Ordinal);
        Assert.Empty((await ItemAsync(line)).Unread);
    }

    [Fact]
    public async Task A_field_that_shows_again_is_found_though_no_issue_changed()
    {
        await using var line = await BoardAsync();
        line.Tracker.Shows = issue => Hidden(issue, ItemField.Priority);
        await line.VisitAsync(RefreshDepth.Everything);
        line.Tracker.Shows = issue => issue;

        await VisitLaterAsync(line);

        Assert.Empty((await ItemAsync(line)).Unread);
    }

    [Fact]
    public async Task It_is_looked_at_again_with_growing_gaps()
    {
        await using var line = await BoardAsync();
        line.Tracker.Shows = issue => Hidden(issue, ItemField.Priority);
        await line.VisitAsync(RefreshDepth.Everything);
        line.Tracker.Reads.Clear();
        for (var n = 0; n < 60; n++)
        {
            line.Clock.Advance(TimeSpan.FromSeconds(10));
            await line.VisitAsync();
        }

        // The board asks for gaps of two minutes at most.
        Assert.InRange(line.Tracker.Reads.Count, 4, 7);
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task What_the_document_asks_is_not_written_over_it_and_waits(ItemField field)
    {
        await using var line = await BoardAsync();
        line.Tracker.Shows = issue => Hidden(issue, field);
        await line.TakeInAsync(Json("INC-1", Changed()));
        for (var n = 0; n < 4; n++)
            await VisitLaterAsync(line);

        Assert.DoesNotContain(line.Tracker.Patches, patch => Holds(patch, field));
        Assert.Equal(4, Enum.GetValues<ItemField>().Count(f => line.Tracker.Patches.Any(patch => Holds(patch, f))));
        Assert.Single(line.Tracker.Patches);
        Assert.Equal(PendingAction.Update, (await ItemAsync(line)).PendingAction);

        line.Tracker.Shows = issue => issue;
        await VisitLaterAsync(line);
        Assert.Single(line.Tracker.Patches, patch => Holds(patch, field));
        Assert.Equal((PendingAction.None, 0), await ItemAsync(line) is var item ? (item.PendingAction, item.Attempts) : default);
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task A_write_that_cannot_be_read_back_is_neither_believed_nor_repeated_for_ever(ItemField field)
    {
        await using var line = await BoardAsync();
        var before = await ItemAsync(line);
        await line.TakeInAsync(Json("INC-1", Changed()));
        // From the answer of the update on.
        line.Tracker.InsteadOfUpdate = (_, _) =>
        {
            line.Tracker.Shows = issue => Hidden(issue, field);
            return null;
        };
        for (var n = 0; n < 10; n++)
            await VisitLaterAsync(line);

        Assert.Single(line.Tracker.Patches);
        var item = await ItemAsync(line);
        Assert.Equal(before.Fields[field].Effective, item.Fields[field].Effective);
        Assert.True(item.Fields[field].IsUnsettled);

        (line.Tracker.InsteadOfUpdate, line.Tracker.Shows) = (null, issue => issue);
        await VisitLaterAsync(line);
        await VisitLaterAsync(line);
        item = await ItemAsync(line);
        Assert.Equal((item.Fields[field].Desired, false, PendingAction.None), (item.Fields[field].Effective, item.Fields[field].IsUnsettled, item.PendingAction));
        Assert.DoesNotContain(await line.HistoryAsync(), text => text.StartsWith("conflict", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task An_issue_that_never_showed_a_field_counts_as_it_was_asked(ItemField field)
    {
        await using var line = await AppFixture.OpenAsync();
        line.Tracker.Shows = issue => Hidden(issue, field);
        await line.TakeInAsync(Json("INC-1", "Add an alert"));
        await line.VisitAsync();
        await VisitLaterAsync(line);

        var item = await ItemAsync(line);
        Assert.Equal(("Add an alert", "alice@company.com", Priority.P1, "2024-01-22", ItemState.Open), (item.Title, item.Owner, item.Priority, item.Deadline?.ToString(), item.State));
        Assert.Equal(PendingAction.None, item.PendingAction);
        Assert.Empty(line.Tracker.Patches);

        line.Tracker.Shows = issue => issue;
        await VisitLaterAsync(line);
        item = await ItemAsync(line);
        Assert.Equal((item.Fields[field].Desired, false), (item.Fields[field].Current, item.Fields[field].ChangedByPeople));
        Assert.DoesNotContain(await line.HistoryAsync(), text => text.Contains("changed in the tracker", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_people_did_while_it_could_not_be_read_is_theirs()
    {
        await using var line = await BoardAsync();
        line.Tracker.Shows = issue => Hidden(issue, ItemField.Deadline);
        await VisitLaterAsync(line);
        Edit(line, "deadline: 2024-01-22", "deadline: 2024-05-05");
        await line.TakeInAsync(Json("INC-1", Item("Add an alert", deadline: "2024-02-02")));
        await VisitLaterAsync(line);
        line.Tracker.Shows = issue => issue;
        await VisitLaterAsync(line);
        await VisitLaterAsync(line);

        Assert.Equal("2024-05-05", (await ItemAsync(line)).Deadline?.ToString());
        Assert.Contains("deadline: 2024-05-05", Text(line), StringComparison.Ordinal);
        Assert.Contains(await line.HistoryAsync(), text => text.StartsWith("conflict: The document asks for deadline 2024-02-02", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_issue_that_cannot_be_read_at_all_keeps_all_that_was_known_and_is_not_gone()
    {
        await using var line = await BoardAsync("Add an alert", "Write a test");
        var before = await line.ItemsAsync();
        line.Tracker.Unreadable[before[0].Issue!.Id] = "title is a number.";
        Edit(line, "status: open", "status: done", 1);

        await VisitLaterAsync(line);

        var items = await line.ItemsAsync();
        Assert.Equal((ItemState.Open, "Add an alert"), (items[0].State, items[0].Title));
        Assert.Equal("its issue cannot be read: title is a number.", Assert.Single(items[0].Unread).Sentence);
        Assert.Equal(ItemState.Done, items[1].State);

        line.Tracker.Unreadable.Clear();
        await VisitLaterAsync(line);
        Assert.Empty((await line.ItemsAsync())[0].Unread);
    }

    [Fact]
    public async Task A_problem_of_the_work_and_one_of_reading_do_not_wipe_each_other()
    {
        await using var line = await BoardAsync();
        line.Tracker.Shows = issue => Hidden(issue, ItemField.Owner);
        line.Tracker.InsteadOfUpdate = (_, _) => new ReadOutcome.Refused("Nobody may write.");
        await line.TakeInAsync(Json("INC-1", Item("Add an alert", deadline: "2024-02-02")));
        await VisitLaterAsync(line);
        Assert.Equal(("Nobody may write.", ItemField.Owner), await ItemAsync(line) is var item ? (item.Problem, item.Unread[0].Field!.Value) : default);

        line.Tracker.InsteadOfUpdate = null;
        await VisitLaterAsync(line);
        Assert.Equal((null, ItemField.Owner), await ItemAsync(line) is var written ? (written.Problem, written.Unread[0].Field!.Value) : default);
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

    private static System.Text.Json.Nodes.JsonObject Changed() => Item("Add an alert soon", owner: "bob@company.com", priority: "P2", deadline: "2024-02-02", id: "alert", status: "done");

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
        var line = await AppFixture.OpenAsync();
        await line.TakeInAsync(Json("INC-1", titles.Length == 0 ? [Item("Add an alert", id: "alert")] : [.. titles]));
        await line.VisitAsync();
        await line.VisitAsync();
        return line;
    }

    private static Task<VisitReport> VisitLaterAsync(AppFixture line)
    {
        line.Clock.Advance(TimeSpan.FromMinutes(10));
        return line.VisitAsync();
    }

    private static async Task<LedgerItem> ItemAsync(AppFixture line) => Assert.Single(await line.ItemsAsync());

    private static void Edit(AppFixture line, string from, string to, int file = 0)
    {
        var path = Pages(line)[file];
        File.WriteAllText(path, File.ReadAllText(path).Replace(from, to, StringComparison.Ordinal));
    }

    private static string Text(AppFixture line) => File.ReadAllText(Pages(line)[0]);

    private static string[] Pages(AppFixture line) => [.. Directory.GetFiles(line.Tracker.Place.Path).Order(StringComparer.Ordinal)];
}
