using ActionSync.Simulators.Jira;

namespace ActionSync.Tests.Trackers.Jira;

/// <summary>Tickets of Jira by key and by address.</summary>
public sealed class JiraKeyTests
{
    public static TheoryData<JiraMode> Modes => [.. Enum.GetValues<JiraMode>()];

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_key_of_the_project_is_an_issue_of_it(JiraMode mode)
    {
        await using var harness = await JiraHarness.StartAsync(mode);
        var issue = await harness.CreateAsync();

        foreach (var key in new[] { "OPS-1", "ops-1" })
        {
            var recognised = Assert.IsType<ActionSync.Items.IssueRef>(harness.Tracker.RecogniseKey(key));
            Assert.Equal(("OPS-1", issue.Ref.Url), (recognised.Number, recognised.Url));
            Assert.Equal(issue.Ref, (await harness.ReadAsync(recognised)).Ref);
            Assert.Equal("OPS-1", harness.Tracker.Recognise(recognised.Url)?.Number);
        }
        string[] others = ["OPS-0", "OPS-", "XOPS-1", "OPS-1x", "OPS-1\n", "OPS 1", "#1", "acme/ops#1", "Bug 7012345"];
        Assert.All(others, key => Assert.Null(harness.Tracker.RecogniseKey(key)));
    }

    [Theory]
    [InlineData("/browse/OPS-1", "OPS-1")]
    [InlineData("/browse/ops-1/", "OPS-1")]
    [InlineData("/browse/OPS-1?focusedId=3#comment-3", "OPS-1")]
    [InlineData("/secure/RapidBoard.jspa?rapidView=1&selectedIssue=OPS-12", "OPS-12")]
    [InlineData("/browse/OTHER-1", null)]
    [InlineData("/browse/OPS", null)]
    public async Task An_address_is_recognised_by_site_project_and_number(string path, string? number)
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.DataCenter);

        Assert.Equal(number, harness.Tracker.Recognise(harness.Jira.Url + path)?.Number);
    }
}
