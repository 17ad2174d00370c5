using ActionSync.Items;
using ActionSync.Simulators;

namespace ActionSync.Tests.Sync.Publishing;

/// <summary>What is left behind by a write of ours of which nothing was heard.</summary>
public sealed class LostOutcomeTests
{
    [Fact]
    public async Task An_update_whose_answer_was_lost_does_not_count_as_peoples()
    {
        await using var harness = await PublishingHarness.SetAsync();
        await harness.TakeInAsync("Widen the pool");
        await harness.VisitAsync();
        await harness.TakeInAsync("Widen the connection pool");
        harness.GitHub.Faults.Next("PATCH", "/issues/1", Fault.LoseAnswer());
        await harness.VisitLaterAsync();
        Assert.Equal("Widen the connection pool", harness.Repository[1].Title);

        await harness.VisitLaterAsync();
        await harness.TakeInAsync("Widen the connection pool twice");
        await harness.VisitLaterAsync();

        Assert.Equal("Widen the connection pool twice", harness.Repository[1].Title);
        Assert.Equal("Widen the connection pool twice", (await harness.ItemAsync()).Title);
    }

    [Fact]
    public async Task An_update_whose_answer_was_lost_gives_way_to_the_documents_next_word()
    {
        await using var harness = await PublishingHarness.SetAsync();
        await harness.TakeInAsync("Widen the pool");
        await harness.VisitAsync();
        await harness.TakeInAsync("Widen the connection pool");
        harness.GitHub.Faults.Next("PATCH", "/issues/1", Fault.LoseAnswer());
        await harness.VisitLaterAsync();
        await harness.TakeInAsync("Widen the connection pool twice");
        await harness.VisitLaterAsync();

        Assert.Equal("Widen the connection pool twice", harness.Repository[1].Title);
    }

    [Fact]
    public async Task A_create_that_was_given_up_and_arrived_all_the_same_gets_what_the_document_asks_since()
    {
        await using var harness = await PublishingHarness.SetAsync();
        await harness.TakeInAsync("Widen the pool");
        harness.GitHub.Faults.Next("POST", "/issues", Fault.LoseAnswer());
        await harness.VisitAsync();
        harness.GitHub.World.ListLag = TimeSpan.FromHours(1);
        await harness.TakeInAsync("Widen the connection pool", priority: "P1");
        harness.GitHub.Faults.Next("POST", "/issues", Fault.LoseAnswer());
        await harness.VisitLaterAsync();
        harness.GitHub.World.ListLag = TimeSpan.Zero;
        Assert.Equal(2, harness.Repository.Issues.Count);

        await harness.VisitLaterAsync();
        await harness.VisitLaterAsync();

        Assert.Equal("Widen the connection pool", harness.Repository[1].Title);
        Assert.Equal("duplicate", harness.Repository[2].StateReason);
        var item = await harness.ItemAsync();
        Assert.Equal(("Widen the connection pool", Priority.P1, "#1"), (item.Title, item.Priority, item.Issue!.Number));
    }

    [Fact]
    public async Task What_people_changed_after_a_lost_update_stands()
    {
        await using var harness = await PublishingHarness.SetAsync();
        await harness.TakeInAsync("Widen the pool");
        await harness.VisitAsync();
        await harness.TakeInAsync("Widen the connection pool");
        harness.GitHub.Faults.Next("PATCH", "/issues/1", Fault.LoseAnswer());
        await harness.VisitLaterAsync();
        await harness.VisitLaterAsync();
        harness.Repository.Edit(1, i => i with { Title = "Ours now" });
        await harness.VisitLaterAsync();
        await harness.TakeInAsync("Widen the connection pool twice");
        await harness.VisitLaterAsync();

        Assert.Equal("Ours now", harness.Repository[1].Title);
    }

    [Fact]
    public async Task An_issue_that_a_sleeping_worker_made_for_a_waiting_item_is_taken_instead_of_a_second_one()
    {
        await using var harness = await PublishingHarness.SetAsync();
        await harness.TakeInAsync("Widen the pool");
        await harness.VisitAsync();
        // As another worker left it that had given the create up before it arrived.
        await harness.ChangeItemAsync(item => item with { Issue = null, State = ItemState.Pending, PendingAction = ActionSync.Ledger.PendingAction.Create });
        await harness.TakeInAsync("Widen the connection pool");
        harness.Repository.Edit(1, i => i);
        await harness.VisitLaterAsync();

        var issue = Assert.Single(harness.Repository.Issues);
        Assert.Equal($"#{issue.Number}", (await harness.ItemAsync()).Issue!.Number);
    }

    [Fact]
    public async Task An_issue_that_arrives_after_its_item_was_given_up_and_withdrawn_is_told_so()
    {
        await using var harness = await PublishingHarness.SetAsync();
        await harness.TakeInAsync("Widen the pool");
        await harness.VisitAsync();
        // As a settled and withdrawn item is, whose create arrives late all the same.
        await harness.ChangeItemAsync(item => item with
        {
            Issue = null,
            State = ItemState.WontDo,
            PendingAction = ActionSync.Ledger.PendingAction.None,
            Withdrawal = ActionSync.Ledger.Withdrawal.Told,
        });
        harness.Repository.Edit(1, i => i);
        await harness.VisitLaterAsync();
        await harness.VisitLaterAsync();

        Assert.Contains("withdrawn", harness.Repository[1].Labels);
    }

    [Fact]
    public async Task What_the_document_asks_while_a_create_is_unknown_is_written_once_the_issue_is_found()
    {
        await using var harness = await PublishingHarness.SetAsync();
        await harness.TakeInAsync("Widen the pool");
        harness.GitHub.Faults.Next("POST", "/issues", Fault.LoseAnswer());
        await harness.VisitAsync();
        await harness.TakeInAsync("Widen the connection pool", deadline: "2031-02-03");
        await harness.VisitLaterAsync();
        await harness.VisitLaterAsync();

        Assert.Equal("Widen the connection pool", Assert.Single(harness.Repository.Issues).Title);
        Assert.Contains("2031-02-03", harness.Repository[1].Fields.Values);
    }

    [Fact]
    public async Task What_people_change_before_a_lost_create_is_found_is_theirs()
    {
        await using var harness = await PublishingHarness.SetAsync();
        await harness.TakeInAsync("Widen the pool");
        harness.GitHub.Faults.Next("POST", "/issues", Fault.LoseAnswer());
        await harness.VisitAsync();
        harness.Repository.SetField(1, "Target date", "2032-03-04");
        await harness.VisitLaterAsync();

        Assert.Equal("2032-03-04", (await harness.ItemAsync()).Deadline?.ToWord());
        await harness.TakeInAsync("Widen the pool", deadline: "2031-02-03");
        await harness.VisitLaterAsync();
        Assert.Contains("2032-03-04", harness.Repository[1].Fields.Values);
    }

    [Theory]
    [InlineData("P1", "Urgent")]
    [InlineData("P2", "High")]
    public async Task A_priority_that_arrived_in_part_is_written_to_the_end_or_taken_back(string last, string option)
    {
        await using var harness = await PublishingHarness.SetAsync();
        await harness.TakeInAsync("Widen the pool");
        await harness.VisitAsync();
        await harness.TakeInAsync("Widen the pool", priority: "P1");
        harness.GitHub.Faults.Next("POST", "/issues/1/labels", Fault.LoseAnswer());
        await harness.VisitLaterAsync();
        Assert.Equal(0, harness.GitHub.Faults.Waiting);
        await harness.TakeInAsync("Widen the pool", priority: last);
        await harness.VisitLaterAsync();

        var issue = harness.Repository[1];
        Assert.Contains(option, issue.Fields.Values);
        Assert.Equal([$"priority: {last}"], issue.Labels.Where(l => l.StartsWith("priority", StringComparison.Ordinal)));
        Assert.Equal(last, (await harness.ItemAsync()).Priority.ToString());
    }

    [Fact]
    public async Task Two_issues_of_one_unknown_create_are_one_after_the_next_refresh()
    {
        await using var harness = await PublishingHarness.SetAsync();
        await harness.TakeInAsync("Widen the pool");
        harness.GitHub.Faults.Next("POST", "/issues", Fault.LoseAnswer());
        await harness.VisitAsync();
        var made = Assert.Single(harness.Repository.Issues);
        harness.Repository.AddLabel(harness.Repository.Open(made.Title, made.Body, made.User).Number, "actionsync");
        await harness.VisitLaterAsync();
        await harness.VisitLaterAsync();

        Assert.Equal(["duplicate"], harness.Repository.Issues.Where(i => !i.IsOpen).Select(i => i.StateReason));
        Assert.Equal("#1", (await harness.ItemAsync()).Issue!.Number);
    }
}
