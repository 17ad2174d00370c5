using ActionSync.Items;
using ActionSync.Simulators.GitHub;
using ActionSync.Trackers.GitHub;

namespace ActionSync.Tests.Trackers.GitHub;

/// <summary>What doctor says of a GitHub tracker.</summary>
public sealed class GitHubCheckTests
{
    private static readonly Dictionary<string, (Action<GitHubStage> Break, string Text)> Wrongs = new()
    {
        ["token revoked"] = (s => s.GitHub.World.Revoke(s.Token), "refuses the credentials"),
        ["token ended"] = (s => s.GitHub.World.Change(s.Token, a => a with { ExpiresAt = s.Clock.GetUtcNow() }), "refuses the credentials"),
        ["no Issues permission"] = (s => s.GitHub.World.Change(s.Token, a => a with { Issues = "none" }), "issues=read"),
        ["Issues read only"] = (s => s.GitHub.World.Change(s.Token, a => a with { Issues = "read" }), "issues=write"),
        ["repository not there"] = (s => s.Repository.IsHidden = true, "no repository acme/ops"),
        ["issues switched off"] = (s => s.Repository.HasIssues = false, "switched off"),
        ["archived"] = (s => s.Repository.IsArchived = true, "archived"),
        ["no push access"] = (s => s.GitHub.World.Change(s.Token, a => a with { Push = false }), "silently drops"),
        ["renamed"] = (s => s.Repository.Rename("acme/operations"), "now called acme/operations"),
        ["assignee unknown"] = (s => s.Repository.Assignable.Remove("bob"), "bob cannot be assigned"),
        ["budget low"] = (s => s.GitHub.World.Limits.PrimaryPerHour = 6, "of 6 until"),
        ["not reachable"] = (s => s.GitHub.Host.StopAsync().GetAwaiter().GetResult(), "cannot be reached"),
    };

    public static TheoryData<string> All => [.. Wrongs.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public async Task What_is_wrong_is_named_with_what_to_do(string wrong)
    {
        await using var stage = await GitHubStage.SetAsync();
        stage.People.Remove("mallory@example.com");
        Wrongs[wrong].Break(stage);

        var findings = await stage.Tracker().CheckAsync(default);

        var bad = Assert.Single(findings, finding => !finding.Good && finding.Text.Contains(Wrongs[wrong].Text));
        Assert.NotNull(bad.Advice);
        Assert.Empty(stage.Repository.Issues);
    }

    [Fact]
    public async Task Missing_issue_fields_are_named_where_they_are_asked_for()
    {
        await using var stage = await GitHubStage.SetAsync();
        stage.GitHub.World.SetFields("acme", [new GitHubField(1, "Priority", "single_select", "Urgent", "Low")]);

        var findings = await stage.Tracker(o => o.DeadlineIn = DeadlinePlace.Field).CheckAsync(default);

        Assert.Contains(findings, f => !f.Good && f.Text.Contains("no date field \"Target date\"") && f.Advice!.Contains("DeadlineField"));
        Assert.Contains(findings, f => !f.Good && f.Text.Contains("no option High, Medium"));
    }

    [Fact]
    public async Task All_well_is_said_line_by_line()
    {
        await using var stage = await GitHubStage.SetAsync();
        stage.People.Remove("mallory@example.com");
        stage.GitHub.World.SetFields("acme", GitHubField.Defaults);
        stage.GitHub.World.Change(stage.Token, access => access with { ExpiresAt = stage.Clock.GetUtcNow().AddDays(30) });

        var findings = await stage.Tracker().CheckAsync(default);

        Assert.Equal("GitHub knows us as actionsync-bot; the token ends 2024-02-15 09:00:00 UTC", findings[0].Text);
        Assert.All(findings, finding => Assert.True(finding.Good, finding.ToString()));
        Assert.Equal(["token", "repository", "read issues", "write issues", "deadline", "priority", "assignees", "requests left"],
            findings.Select(finding => finding.Subject));
    }
}
