using ActionSync.Configuration;
using ActionSync.Items;
using ActionSync.Reminders.Policy;

namespace ActionSync.Tests.Reminders;

/// <summary>
/// What one reader gets whose items fall due on different days: items share messages, and no message hides what is overdue. 15 January 2024 is a Monday.
/// </summary>
public sealed class SharedMessageStoryTests
{
    private const int Days = 20;

    [Fact]
    public void Items_with_different_days_share_messages_and_none_is_told_more_often_than_alone()
    {
        var together = FiveItems().OnWorkingDays("2024-01-15", Days);
        var alone = Enumerable.Range(0, 5).Select(n => FiveItems(n).OnWorkingDays("2024-01-15", Days)).ToList();

        var days = alone.SelectMany(TellingDays).Distinct().Count();
        Assert.Equal(Days, days);
        Assert.Equal(10, TellingDays(together).Count());
        // A turn is met at most two days early, so that those of the two days after count too.
        for (var n = 0; n < alone.Count; n++)
            Assert.InRange(Tellings(together, $"{(char)('a' + n)}"), 4, TellingDays(FiveItems(n).OnWorkingDays("2024-01-15", Days + 2)).Count());
    }

    [Fact]
    public void An_item_is_told_up_to_two_working_days_before_its_turn_where_a_message_goes_out_and_not_again_on_its_turn()
    {
        var story = Overdue().Item("2024-01-12", boss: null).Item("2024-01-15", boss: null).OnWorkingDays("2024-01-15", 7);

        // a: days 1, 2 (for 3) and 7; b: days 1, 3 and, with a, 6 (for 7).
        Assert.Equal(
            "alice: overdue a | alice: overdue b, overdue a | nobody | alice: overdue b, also a | nobody | nobody | alice: overdue a, overdue b",
            story.Outcome);
    }

    [Fact]
    public void Nothing_makes_a_message_before_its_turn_and_the_reason_says_when_that_is()
    {
        var story = new PolicyScenario().Item("2024-01-12", boss: null).OnWorkingDays("2024-01-15", 2);

        Assert.Equal("alice: overdue a | nobody", story.Outcome);
        Assert.Equal("alice@x.org was reminded on 2024-01-15; the next reminder comes on 2024-01-17", story.WhyOf("a"));
    }

    [Fact]
    public void The_reason_of_what_joins_says_so()
    {
        var story = Overdue().Item("2024-01-12", boss: null).Item("2024-01-15", boss: null).OnWorkingDays("2024-01-15", 2);

        Assert.Equal(
            "overdue by 4 days; last reminded on 2024-01-15 (once); its day is near, and a message goes out anyway", story.WhyOf("a"));
    }

    [Fact]
    public void A_single_number_of_days_is_taken_at_its_word()
    {
        var story = Overdue().With(o => o.OverdueEveryDays = NumberOrList.One(3)).Item("2024-01-12", boss: null).Item("2024-01-15", boss: null)
            .OnWorkingDays("2024-01-15", 4);

        Assert.Equal("alice: overdue a | alice: overdue b, also a | nobody | alice: overdue a, also b", story.Outcome);
    }

    [Fact]
    public void What_is_told_late_at_first_still_comes_on_the_next_of_its_days()
    {
        var story = new PolicyScenario().Item("2024-01-11", boss: null).OnWorkingDays("2024-01-15", 2);

        Assert.Equal("alice: overdue a | alice: overdue a", story.Outcome);
    }

    [Fact]
    public void What_is_overdue_and_stands_in_no_part_of_a_message_is_mentioned_the_most_urgent_first()
    {
        // Of an old incident; a little urgent one; and two that were told shortly before.
        var story = Overdue().Item("2023-11-01", boss: null, seen: "2024-01-15").Item("2024-01-12", boss: null, priority: Priority.P3)
            .Item("2024-01-12", boss: null).Item("2024-01-12", boss: null, priority: Priority.P0).OnWorkingDays("2024-01-15", 3)
            .Item("2024-01-17", boss: null).At("2024-01-18 09:00");

        Assert.Equal("alice: overdue e, also d, also c, also b, also a", story.Outcome.Split(" | ")[^1]);
    }

    [Fact]
    public void What_is_mentioned_does_not_count_as_told()
    {
        var story = Overdue().With(o => o.OverdueEveryDays = NumberOrList.Of(1, 6)).Item("2024-01-12", boss: null).OnWorkingDays("2024-01-15", 2)
            .Item("2024-01-16", boss: null).OnWorkingDays("2024-01-17", 4);

        Assert.Equal("alice: overdue a | nobody | alice: overdue b, also a | nobody | nobody | alice: overdue a, overdue b", story.Outcome);
    }

    [Fact]
    public void What_is_snoozed_closed_or_somebody_elses_is_not_mentioned()
    {
        var story = new PolicyScenario().Item("2024-01-12", boss: null).Item("2024-01-12", boss: null).Item("2024-01-12", owner: "bob@x.org", boss: null)
            .Item("2024-01-12", boss: null).At("2024-01-15 09:00").Snoozed("a", "2024-01-20", on: "2024-01-15").Now("b", i => i with { State = ItemState.Done })
            .Now("d", i => i with { OwnerHasLeft = true }).Item("2024-01-15", boss: null).At("2024-01-16 09:00");

        Assert.Equal("alice: overdue e", story.Outcome.Split(" | ")[^1].Split("; ")[0]);
    }

    [Fact]
    public void What_is_escalated_to_whom_nobody_else_answers_to_is_no_team_s()
    {
        var orphans = new PolicyScenario().With(o => o.Orphans = "office@x.org").With(o => o.EscalateAfterDays = 1).Item("2024-01-12", boss: null);
        var manager = new PolicyScenario().With(o => o.EscalateAfterDays = 1).Item("2024-01-12");

        Assert.True(Escalation(orphans, "office@x.org").IsLastResort);
        Assert.False(Escalation(manager, "boss@x.org").IsLastResort);

        static DigestEntry Escalation(PolicyScenario story, string to) =>
            Assert.Single(Assert.Single(story.OnWorkingDays("2024-01-15", 2).Last, digest => digest.To.Address == to).Entries);
    }

    [Fact]
    public void The_limit_of_what_is_mentioned_leaves_out_the_least_urgent_and_counts_it()
    {
        var story = Overdue();
        for (var n = 0; n < 25; n++)
            story.Item("2024-01-12", boss: null, priority: n < 22 ? Priority.P3 : Priority.P1);
        var digest = Assert.Single(story.OnWorkingDays("2024-01-15", 3).Item("2024-01-17", boss: null).At("2024-01-18 09:00").Last);

        Assert.Equal(["z"], digest.Entries.Select(entry => entry.Item.Key));
        Assert.Equal(20, digest.AlsoOverdue.Count);
        Assert.Equal(["w", "x", "y"], digest.AlsoOverdue.Take(3).Select(entry => entry.Item.Key));
        Assert.Equal(5, digest.MoreAlsoOverdue);
    }

    /// <summary>A stand-in hears that an item is due soon, and then that it is overdue on its first day.</summary>
    [Theory]
    [InlineData("none")]
    [InlineData("mute")]
    public void A_stand_in_who_was_told_before_the_deadline_is_told_on_the_first_day_overdue(string silence)
    {
        var story = new PolicyScenario().Person("bob@x.org", backup: "carol@x.org").Item("2024-01-17", owner: "bob@x.org", boss: null);
        _ = silence == "none" ? story.WithoutChannel("bob@x.org") : story.Muted("bob@x.org", "2024-03-01");

        story.OnWorkingDays("2024-01-15", 8);

        Assert.Equal("carol: orphan a | nobody | nobody | carol: orphan a | nobody | carol: orphan a | nobody | nobody", story.Outcome);
    }

    [Fact]
    public void To_a_stand_in_too_what_is_overdue_is_new_once()
    {
        var story = new PolicyScenario().Person("bob@x.org", backup: "carol@x.org").Muted("bob@x.org", "2024-03-01")
            .Item("2024-01-17", owner: "bob@x.org", boss: null);

        Assert.True(IsNewAt("2024-01-15"));
        Assert.True(IsNewAt("2024-01-18"));
        Assert.False(IsNewAt("2024-01-22"));

        bool IsNewAt(string day) => Assert.Single(Assert.Single(story.At($"{day} 09:00").Last).Entries).IsNew;
    }

    [Fact]
    public void Of_the_day_on_which_a_time_passed_its_first_slot_counts()
    {
        PolicyScenario Story(string due) => new PolicyScenario().Person("bob@x.org", backup: "carol@x.org").Muted("bob@x.org", "2024-03-01")
            .With(o => o.DueSoonDays = [0]).Item(due, owner: "bob@x.org", boss: null).OnWorkingDays("2024-01-17", 3);

        Assert.Equal("carol: orphan a | carol: orphan a | nobody", Story("2024-01-17T17:00:00+00:00").Outcome);
        Assert.Equal("carol: orphan a | nobody | nobody", Story("2024-01-17T08:30:00+00:00").Outcome);
    }

    /// <summary>Nothing is told before it is overdue.</summary>
    private static PolicyScenario Overdue() => new PolicyScenario().With(o => o.DueSoonDays = []);

    /// <summary>A P0 and four P1, each due a working day after the one before; with a number, only that one.</summary>
    private static PolicyScenario FiveItems(int? only = null)
    {
        var story = Overdue();
        string[] due = ["2024-01-12", "2024-01-15", "2024-01-16", "2024-01-17", "2024-01-18"];
        for (var n = 0; n < due.Length; n++)
        {
            if (only is null || n == only)
                story.Item(due[n], boss: null, priority: n == 0 ? Priority.P0 : Priority.P1);
        }
        return story;
    }

    private static IEnumerable<int> TellingDays(PolicyScenario story) =>
        story.Outcome.Split(" | ").Index().Where(day => day.Item != "nobody").Select(day => day.Index);

    private static int Tellings(PolicyScenario story, string key) =>
        story.Outcome.Split(" | ").Count(day => day.Contains($"overdue {key}", StringComparison.Ordinal));
}
