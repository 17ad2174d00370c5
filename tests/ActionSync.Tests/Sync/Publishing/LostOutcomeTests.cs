using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Simulators;
using ActionSync.Simulators.GitHub;

namespace ActionSync.Tests.Sync.Publishing;

/// <summary>What is left behind by a write of ours of which nothing was heard.</summary>
public sealed class LostOutcomeTests
{
    [Fact]
    public async Task An_update_whose_answer_was_lost_does_not_count_as_peoples()
    {
        await using var bench = await PublishingHarness.SetAsync();
        await bench.TakeInAsync("Widen the pool");
        await bench.VisitAsync();
        await bench.TakeInAsync("Widen the connection pool");
        bench.GitHub.Faults.Next("PATCH", "/issues/1", Fault.LoseAnswer());
        await bench.VisitLaterAsync();
        Assert.Equal("Widen the connection pool", bench.Repository[1].Title);

        await bench.VisitLaterAsync();
        await bench.TakeInAsync("Widen the connection pool twice");
        await bench.VisitLaterAsync();

        Assert.Equal("Widen the connection pool twice", bench.Repository[1].Title);
        Assert.Equal("Widen the connection pool twice", (await bench.ItemAsync()).Title);
    }

    [Fact]
    public async Task An_update_whose_answer_was_lost_gives_way_to_the_documents_next_word()
    {
        await using var bench = await PublishingHarness.SetAsync();
        await bench.TakeInAsync("Widen the pool");
        await bench.VisitAsync();
        await bench.TakeInAsync("Widen the connection pool");
        bench.GitHub.Faults.Next("PATCH", "/issues/1", Fault.LoseAnswer());
        await bench.VisitLaterAsync();
        await bench.TakeInAsync("Widen the connection pool twice");
        await bench.VisitLaterAsync();

        Assert.Equal("Widen the connection pool twice", bench.Repository[1].Title);
    }

    [Fact]
    public async Task A_create_that_was_given_up_and_arrived_all_the_same_gets_what_the_document_asks_since()
    {
        await using var bench = await PublishingHarness.SetAsync();
        await bench.TakeInAsync("Widen the pool");
        bench.GitHub.Faults.Next("POST", "/issues", Fault.LoseAnswer());
        await bench.VisitAsync();
        bench.GitHub.World.ListLag = TimeSpan.FromHours(1);
        await bench.TakeInAsync("Widen the connection pool", priority: "P1");
        bench.GitHub.Faults.Next("POST", "/issues", Fault.LoseAnswer());
        await bench.VisitLaterAsync();
        bench.GitHub.World.ListLag = TimeSpan.Zero;
        Assert.Equal(2, bench.Repository.Issues.Count);

        await bench.VisitLaterAsync();
        await bench.VisitLaterAsync();

        Assert.Equal("Widen the connection pool", bench.Repository[1].Title);
        Assert.Equal("duplicate", bench.Repository[2].StateReason);
        var item = await bench.ItemAsync();
        Assert.Equal(("Widen the connection pool", Priority.P1, "#1"), (item.Title, item.Priority, item.Issue!.Number));
    }

    [Fact]
    public async Task What_people_changed_after_a_lost_update_stands()
    {
        await using var bench = await PublishingHarness.SetAsync();
        await bench.TakeInAsync("Widen the pool");
        await bench.VisitAsync();
        await bench.TakeInAsync("Widen the connection pool");
        bench.GitHub.Faults.Next("PATCH", "/issues/1", Fault.LoseAnswer());
        await bench.VisitLaterAsync();
        await bench.VisitLaterAsync();
        bench.Repository.Edit(1, i => i with { Title = "Ours now" });
        await bench.VisitLaterAsync();
        await bench.TakeInAsync("Widen the connection pool twice");
        await bench.VisitLaterAsync();

        Assert.Equal("Ours now", bench.Repository[1].Title);
    }

    [Fact]
    public async Task An_issue_that_a_sleeping_worker_made_for_a_waiting_item_is_taken_instead_of_a_second_one()
    {
        await using var bench = await PublishingHarness.SetAsync();
        await bench.TakeInAsync("Widen the pool");
        await bench.VisitAsync();
        // As another worker left it that had given the create up before it arrived.
        await bench.ChangeItemAsync(item => item with { Issue = null, State = ItemState.Pending, PendingAction = ActionSync.Ledger.PendingAction.Create });
        await bench.TakeInAsync("Widen the connection pool");
        bench.Repository.Edit(1, i => i);
        await bench.VisitLaterAsync();

        var issue = Assert.Single(bench.Repository.Issues);
        Assert.Equal($"#{issue.Number}", (await bench.ItemAsync()).Issue!.Number);
    }

    [Fact]
    public async Task An_issue_that_arrives_after_its_item_was_given_up_and_withdrawn_is_told_so()
    {
        await using var bench = await PublishingHarness.SetAsync();
        await bench.TakeInAsync("Widen the pool");
        await bench.VisitAsync();
        // As a settled and withdrawn item is, whose create arrives late all the same.
        await bench.ChangeItemAsync(item => item with
        {
            Issue = null,
            State = ItemState.WontDo,
            PendingAction = ActionSync.Ledger.PendingAction.None,
            Withdrawal = ActionSync.Ledger.Withdrawal.Told,
        });
        bench.Repository.Edit(1, i => i);
        await bench.VisitLaterAsync();
        await bench.VisitLaterAsync();

        Assert.Contains("withdrawn", bench.Repository[1].Labels);
    }

    [Fact]
    public async Task What_the_document_asks_while_a_create_is_unknown_is_written_once_the_issue_is_found()
    {
        await using var bench = await PublishingHarness.SetAsync();
        await bench.TakeInAsync("Widen the pool");
        bench.GitHub.Faults.Next("POST", "/issues", Fault.LoseAnswer());
        await bench.VisitAsync();
        await bench.TakeInAsync("Widen the connection pool", deadline: "2031-02-03");
        await bench.VisitLaterAsync();
        await bench.VisitLaterAsync();

        Assert.Equal("Widen the connection pool", Assert.Single(bench.Repository.Issues).Title);
        Assert.Contains("2031-02-03", bench.Repository[1].Fields.Values);
    }

    [Fact]
    public async Task What_people_change_before_a_lost_create_is_found_is_theirs()
    {
        await using var bench = await PublishingHarness.SetAsync();
        await bench.TakeInAsync("Widen the pool");
        bench.GitHub.Faults.Next("POST", "/issues", Fault.LoseAnswer());
        await bench.VisitAsync();
        bench.Repository.SetField(1, "Target date", "2032-03-04");
        await bench.VisitLaterAsync();

        Assert.Equal("2032-03-04", (await bench.ItemAsync()).Deadline?.ToWord());
        await bench.TakeInAsync("Widen the pool", deadline: "2031-02-03");
        await bench.VisitLaterAsync();
        Assert.Contains("2032-03-04", bench.Repository[1].Fields.Values);
    }

    [Theory]
    [InlineData("P1", "Urgent")]
    [InlineData("P2", "High")]
    public async Task A_priority_that_arrived_in_part_is_written_to_the_end_or_taken_back(string last, string option)
    {
        await using var bench = await PublishingHarness.SetAsync();
        await bench.TakeInAsync("Widen the pool");
        await bench.VisitAsync();
        await bench.TakeInAsync("Widen the pool", priority: "P1");
        bench.GitHub.Faults.Next("POST", "/issues/1/labels", Fault.LoseAnswer());
        await bench.VisitLaterAsync();
        Assert.Equal(0, bench.GitHub.Faults.Waiting);
        await bench.TakeInAsync("Widen the pool", priority: last);
        await bench.VisitLaterAsync();

        var issue = bench.Repository[1];
        Assert.Contains(option, issue.Fields.Values);
        Assert.Equal([$"priority: {last}"], issue.Labels.Where(l => l.StartsWith("priority", StringComparison.Ordinal)));
        Assert.Equal(last, (await bench.ItemAsync()).Priority.ToString());
    }

    [Fact]
    public async Task Two_issues_of_one_unknown_create_are_one_after_the_next_refresh()
    {
        await using var bench = await PublishingHarness.SetAsync();
        await bench.TakeInAsync("Widen the pool");
        bench.GitHub.Faults.Next("POST", "/issues", Fault.LoseAnswer());
        await bench.VisitAsync();
        var made = Assert.Single(bench.Repository.Issues);
        bench.Repository.AddLabel(bench.Repository.Open(made.Title, made.Body, made.User).Number, "actionsync");
        await bench.VisitLaterAsync();
        await bench.VisitLaterAsync();

        Assert.Equal(["duplicate"], bench.Repository.Issues.Where(i => !i.IsOpen).Select(i => i.StateReason));
        Assert.Equal("#1", (await bench.ItemAsync()).Issue!.Number);
    }
}
