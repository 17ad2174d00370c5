using ActionSync.Items;
using ActionSync.Trackers.GitHub;

namespace ActionSync.Tests.Trackers.GitHub;

public sealed class GitHubWordTests
{
    [Theory]
    [InlineData(Priority.P0, "Urgent")]
    [InlineData(Priority.P1, "Urgent")]
    [InlineData(Priority.P2, "High")]
    [InlineData(Priority.P3, "Medium")]
    [InlineData(Priority.P4, "Low")]
    public void A_priority_comes_back_from_its_option_as_it_was_written(Priority priority, string option)
    {
        Assert.Equal(option, GitHubWords.Option(priority));
        Assert.Equal(priority, GitHubWords.PriorityOfOption(option, priority));
    }

    [Theory]
    [InlineData("snooze-until:2024-02-05", "2024-02-05")]
    [InlineData("Snooze-Until: 2024-02-05", "2024-02-05")]
    [InlineData("snooze-until:2024-02-30", null)]
    [InlineData("snooze-until:2024-02-05T09:00:00+00:00", null)]
    [InlineData("snooze-until:tomorrow", null)]
    [InlineData("snoozed", null)]
    public void A_snooze_label_names_a_day_or_nothing(string label, string? day) =>
        Assert.Equal(day is null ? null : DateOnly.Parse(day, null), GitHubWords.SnoozeOf(label));

    [Theory]
    [InlineData("priority: P2", Priority.P2)]
    [InlineData("Priority: p2", Priority.P2)]
    [InlineData("priority: urgent", null)]
    [InlineData("P2", null)]
    public void A_priority_label_is_recognised_in_any_case(string label, Priority? priority) => Assert.Equal(priority, GitHubWords.PriorityOf(label));

    [Fact]
    public void A_milestone_is_due_at_noon_so_that_California_has_the_same_day() =>
        Assert.Equal(new DateTimeOffset(2024, 1, 30, 12, 0, 0, TimeSpan.Zero), GitHubWords.MilestoneDue(new DateOnly(2024, 1, 30)));
}
