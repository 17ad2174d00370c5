using ActionSync.Simulators.Jira;
using ActionSync.Testing;
using ActionSync.Trackers;

namespace ActionSync.Tests.Trackers.Jira;

/// <summary>What Jira would make of an issue, beside what <see cref="TrackerPreviewContract"/> holds for all kinds.</summary>
public sealed class JiraPreviewTests
{
    [Theory]
    [InlineData(JiraMode.Cloud)]
    [InlineData(JiraMode.DataCenter)]
    public async Task What_the_create_is_refused_for_is_said_before_in_the_same_words(JiraMode mode)
    {
        await using var harness = await JiraHarness.StartAsync(mode, jira => jira.RequireTeam());

        var preview = await harness.Tracker.PreviewAsync(SomeDraft.Of(), TrackerHarness.Cancel);
        var outcome = Assert.Single(await harness.Tracker.CreateAsync([SomeDraft.Of()], TrackerHarness.Cancel));

        Assert.Contains("customfield_10050", preview.Refusal, StringComparison.Ordinal);
        Assert.Equal(Assert.IsType<CreateOutcome.Refused>(outcome).Reason, preview.Refusal);
        Assert.Empty(harness.Issues);
    }

    [Theory]
    [InlineData(JiraMode.Cloud, "5b-alice")]
    [InlineData(JiraMode.DataCenter, "achen")]
    public async Task Who_is_assigned_is_named_as_Jira_and_as_people_do(JiraMode mode, string account)
    {
        await using var harness = await JiraHarness.StartAsync(mode);

        var preview = await harness.Tracker.PreviewAsync(SomeDraft.Of(), TrackerHarness.Cancel);

        Assert.Equal((account, "Alice Chen", "Due date"), (preview.Assignee, preview.AssigneeName, preview.DeadlineIn));
        Assert.Equal(harness.Options.Priorities["P1"], preview.Priority);
    }
}
