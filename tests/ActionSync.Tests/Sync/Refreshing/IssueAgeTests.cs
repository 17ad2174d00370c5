using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Sync;
using ActionSync.Trackers;
using static ActionSync.Tests.Reminders.ReminderHarness;

namespace ActionSync.Tests.Sync.Refreshing;

public sealed class IssueAgeTests
{
    private static readonly DateTimeOffset Made = new(2024, 1, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly LedgerItem _item = Some.Item();

    [Fact]
    public void An_issue_is_as_old_as_the_tracker_says() => Assert.Equal(Made, Seen(_item, Made).Fields.IssueCreatedAt);

    [Fact]
    public void A_page_that_is_written_anew_stays_as_old_as_it_was() => Assert.Equal(Made, Seen(Seen(_item, Made), Made.AddDays(3)).Fields.IssueCreatedAt);

    [Fact]
    public void The_earliest_that_was_told_counts() => Assert.Equal(Made, Seen(Seen(_item, Made.AddDays(3)), Made).Fields.IssueCreatedAt);

    [Fact]
    public void What_is_not_told_changes_nothing() => Assert.Equal(Made, Seen(Seen(_item, Made), default).Fields.IssueCreatedAt);

    [Fact]
    public void Another_issue_has_its_own_age() =>
        Assert.Equal(Made.AddDays(3), Seen(Seen(_item, Made), Made.AddDays(3), _item.Issue! with { Id = "another" }).Fields.IssueCreatedAt);

    [Fact]
    public void What_was_done_before_it_was_first_seen_is_done_since_the_tracker_says()
    {
        var before = _item with { State = ItemState.Done, Issue = null, DoneAt = _item.FirstSeenAt };
        var closed = new IssueSnapshot { Ref = _item.Issue!, Title = _item.Title, State = ItemState.Done, CreatedAt = Made, ClosedAt = Made.AddDays(-40) };

        Assert.Equal(Made.AddDays(-40), before.Adopt(closed, Made.AddDays(9)).DoneAt);
        Assert.Equal(_item.FirstSeenAt, before.Adopt(closed with { ClosedAt = null }, Made.AddDays(9)).DoneAt);
    }

    private static LedgerItem Seen(LedgerItem item, DateTimeOffset createdAt, IssueRef? issue = null) => item.Seen(
        new IssueSnapshot { Ref = issue ?? item.Issue!, Title = item.Title, State = ItemState.Open, CreatedAt = createdAt }, Made.AddDays(9));
}
