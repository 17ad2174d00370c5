using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Planning;
using ActionSync.Sync;
using ActionSync.Sync.Publishing;
using ActionSync.Testing.Planning;

namespace ActionSync.Tests.Sync.Publishing;

/// <summary>The document is where it started, the tracker is where people work: who wins, field by field.</summary>
public sealed class UpdatePatchTests
{
    private static readonly LedgerItem Item = Some.Published(Some.Item());

    [Theory]
    [InlineData(ItemField.Title, "Another title")]
    [InlineData(ItemField.Owner, "bob@company.com")]
    [InlineData(ItemField.Owner, null)]
    [InlineData(ItemField.Priority, "P3")]
    [InlineData(ItemField.Deadline, "2024-02-01")]
    [InlineData(ItemField.Deadline, null)]
    [InlineData(ItemField.State, "done")]
    [InlineData(ItemField.State, "wont_do")]
    internal void What_the_document_changed_and_nobody_else_is_written(ItemField field, string? asked)
    {
        var plan = PatchPlan.Of(Some.Asking(Item, field, asked));

        Assert.Equal([field], plan.Writes);
        Assert.Empty(plan.Conflicts);
        Assert.False(plan.Patch.IsEmpty);
    }

    [Theory]
    [InlineData(ItemField.Title, "Theirs", "Ours")]
    [InlineData(ItemField.Owner, "bob@company.com", "carol@company.com")]
    [InlineData(ItemField.Owner, null, "carol@company.com")]
    [InlineData(ItemField.Priority, "P2", "P3")]
    [InlineData(ItemField.Deadline, "2024-03-01", "2024-02-01")]
    [InlineData(ItemField.State, "in_progress", "done")]
    internal void What_people_changed_since_stands_and_the_difference_is_told(ItemField field, string? theirs, string asked)
    {
        var plan = PatchPlan.Of(Some.Asking(Current(Item, field, theirs), field, asked));

        Assert.Empty(plan.Writes);
        Assert.Equal([field], plan.Conflicts);
        Assert.True(plan.Patch.IsEmpty);
    }

    [Fact]
    public void What_nobody_changed_is_left_alone()
    {
        Assert.Equal((0, 0, true), Counts(PatchPlan.Of(Item)));
        Assert.Equal((0, 0, true), Counts(PatchPlan.Of(Current(Item, ItemField.Deadline, "2024-03-01"))));
    }

    [Fact]
    public void What_the_tracker_shows_already_is_not_written_again() =>
        Assert.Equal((0, 0, true), Counts(PatchPlan.Of(Some.Asking(Current(Item, ItemField.Deadline, "2024-03-01"), ItemField.Deadline, "2024-03-01"))));

    [Fact]
    public void A_tracker_whose_words_lose_detail_has_changed_nothing()
    {
        // P0 and P1 are both "Urgent" there, which reads as P1.
        var item = Some.Item(priority: "P0");
        var published = item.Written(Some.Issue(item) with { Priority = Priority.P1 }, item.Fields, Enum.GetValues<ItemField>(), Some.Now);

        Assert.Equal(Priority.P0, published.Priority);
        Assert.Equal([ItemField.Priority], PatchPlan.Of(Some.Asking(published, ItemField.Priority, "P2")).Writes);
    }

    [Theory]
    [InlineData("done", "open")]
    [InlineData("done", "in_progress")]
    [InlineData("wont_do", "open")]
    [InlineData("done", "wont_do")]
    public void A_closed_issue_is_never_reopened_nor_closed_otherwise(string closed, string asked)
    {
        var item = Current(Some.Asking(Item, ItemField.Title, "Another title"), ItemField.State, closed);

        var plan = PatchPlan.Of(Some.Asking(item, ItemField.State, asked));

        Assert.Null(plan.Patch.State);
        // Its other fields are still kept right.
        Assert.Equal("Another title", plan.Patch.Title);
    }

    [Fact]
    public void Open_or_in_progress_is_for_people_to_say() =>
        Assert.Equal((0, 0, true), Counts(PatchPlan.Of(Some.Asking(Item, ItemField.State, "in_progress"))));

    [Fact]
    public void A_withdrawal_sets_the_flag_and_a_return_takes_it_off()
    {
        Assert.True(PatchPlan.Of(Item.Withdraw()).Patch.Withdrawn);
        Assert.False(PatchPlan.Of((Item with { Withdrawal = Withdrawal.Told }).Reappear()).Patch.Withdrawn);
        // Nobody knows whether the flag arrived.
        Assert.False(PatchPlan.Of(Item.Withdraw().Reappear()).Patch.Withdrawn);
    }

    [Fact]
    public void A_write_of_which_nothing_was_heard_is_not_given_up_for_one_answer()
    {
        var asking = Some.Asking(Item, ItemField.Owner, "bob@company.com");
        var sent = asking with { Fields = asking.Fields.With(ItemField.Owner, asking.Fields.Owner.MarkSending("bob@company.com")) };
        var again = Current(Current(sent, ItemField.Owner, "carol@company.com"), ItemField.Owner, Item.Owner);
        Assert.Equal([ItemField.Owner], PatchPlan.Of(again).Writes);
    }

    [Fact]
    public void What_waits_to_be_written_is_written_to_the_issue_that_stays_of_two()
    {
        var double_ = Some.Asking(Item, ItemField.Owner, "bob@company.com");
        var stays = Some.Issue(Item) with { Ref = Item.Issue! with { Id = "the older one" } };
        Assert.Equal([ItemField.Owner], PatchPlan.Of(double_.Adopt(stays, Some.Now)).Writes);
        Assert.Empty(PatchPlan.Of(double_.Adopt(stays with { Owner = "carol@company.com" }, Some.Now)).Writes);
    }

    [Fact]
    public void A_document_that_changed_before_its_issue_was_found_again_changes_nothing_in_it()
    {
        // All documents were taken in anew, one after the other: the last one may have been written once, and people have gone back since.
        var replayed = Some.Asking(Some.Item(deadline: "2024-02-01"), ItemField.Deadline, "2024-03-01");
        var issue = Some.Issue(replayed) with { Deadline = Deadline.ParseOrNull("2024-02-01") };
        Assert.True(PatchPlan.Of(replayed.Adopt(issue, Some.Now)).Patch.IsEmpty);
    }

    private static (int Writes, int Conflicts, bool IsEmpty) Counts(PatchPlan plan) => (plan.Writes.Count, plan.Conflicts.Count, plan.Patch.IsEmpty);

    /// <summary>The item after a refresh saw that somebody changed a field.</summary>
    private static LedgerItem Current(LedgerItem item, ItemField field, string? value)
    {
        var issue = Some.Issue(Item);
        return item.Seen(field switch
        {
            ItemField.Title => issue with { Title = value! },
            ItemField.Owner => issue with { Owner = value },
            ItemField.Priority => issue with { Priority = Priorities.ParseOrNull(value) },
            ItemField.Deadline => issue with { Deadline = Deadline.ParseOrNull(value) },
            _ => issue with { State = ItemStates.FromWord(value!) },
        }, Some.Now);
    }
}
