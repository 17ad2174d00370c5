using ActionSync.Documents;
using ActionSync.Items;
using ActionSync.Simulators.Jira;
using ActionSync.Testing;

namespace ActionSync.Tests.Sync.Publishing;

/// <summary>Items whose document names issues of the configured Jira project.</summary>
public sealed class FollowedJiraTests
{
    [Theory]
    [InlineData(JiraMode.Cloud)]
    [InlineData(JiraMode.DataCenter)]
    public async Task Issues_of_the_project_are_followed_by_key_and_address_and_nothing_is_written(JiraMode mode)
    {
        await using var stages = await JiraStages.StartAsync(mode);
        foreach (var summary in new[] { "First", "Second", "Third" })
            stages.Jira.People.Write("OPS", summary);
        var before = stages.Jira.Issues.ToList();

        await stages.TakeInAsync(SomeDocument.Of(
            new ActionItem { Title = "OPS-1", Ticket = "OPS-1" }, new ActionItem { Title = "Two", Ticket = "ops-2" },
            new ActionItem { Title = "Three", Url = $"{stages.Jira.Url}/browse/OPS-3?focusedId=1#c", Details = ["Ask Dana"] },
            new ActionItem { Title = "Other", Ticket = "PLAT-1" }));
        await stages.PassAsync(2);

        var items = await stages.ItemsAsync("INC-1");
        Assert.Equal([("OPS-1", "First"), ("OPS-2", "Second"), ("OPS-3", "Third"), ("OPS-4", "Other")], items.Select(item => (item.Issue!.Number, item.Title)));
        Assert.Equal([true, true, true, false], items.Select(item => item.Fields.AreFollowed));
        Assert.Equal(before, stages.Jira.Issues.Take(3));
        Assert.Contains(@"PLAT\-1", stages.Jira.Issues[3].Description, StringComparison.Ordinal);
        Assert.All(items, item => Assert.Equal((ItemState.Open, null), (item.State, item.Problem)));
    }
}
