using ActionSync.Simulators.Jira;
using ActionSync.SystemTests.Support;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>A Jira project is known by its id: followed under another key, and not mistaken for another that took its key.</summary>
public sealed class RekeyedProjectTests : IAsyncDisposable
{
    private readonly Actionsync _actionsync = new();
    private JiraSimulator _jira = null!;

    [Theory]
    [InlineData(JiraMode.Cloud)]
    [InlineData(JiraMode.DataCenter)]
    public async Task The_configuration_follows_the_key_without_a_command(JiraMode mode)
    {
        var project = await StartAsync(mode);
        _jira.Book.Rekey(project, "REL");
        Configure("REL");

        var ran = (await _actionsync.RunAsync("once", "--no-remind")).Exits(0);

        Assert.DoesNotContain("changed by people", ran.Stderr, StringComparison.Ordinal);
        Assert.Contains("/REL now", await _actionsync.HistoryAsync("INC-1"), StringComparison.Ordinal);
        var issue = Assert.Single(_jira.Issues);
        Assert.Equal("REL-1", issue.Key);
        _jira.People.Transition("REL-1", "done");
        (await _actionsync.RunAsync("once", "--no-remind")).Exits(0);
        var item = Assert.Single(await _actionsync.StatusAsync());
        Assert.Equal(("done", "REL-1"), (item.GetProperty("state").GetString(), item.GetProperty("issue").GetString()));
    }

    [Fact]
    public async Task Another_project_stays_an_error_that_names_both()
    {
        await StartAsync(JiraMode.Cloud);
        _jira.Book.AddProject("OTHER");
        Configure("OTHER");

        var ran = (await _actionsync.RunAsync("once", "--no-remind")).Exits(2);

        Assert.Contains("/OTHER, but 1 issue lives in", ran.Stderr, StringComparison.Ordinal);
        Assert.Contains("/OPS", ran.Stderr, StringComparison.Ordinal);
    }

    private async Task<JiraProject> StartAsync(JiraMode mode)
    {
        _jira = new JiraSimulator(mode, TimeProvider.System);
        var project = _jira.Book.AddProject("OPS");
        await _jira.StartAsync(0, TestContext.Current.CancellationToken);
        Configure("OPS");
        (await _actionsync.RunAsync("once", "--no-remind", _actionsync.Write("given.json", Json("INC-1", "Add an alert")))).Exits(0);
        return project;
    }

    private void Configure(string project) => _actionsync.Configured($$"""
        {
          "Trackers": {
            "jira": { "Kind": "Jira", "BaseUrl": "{{_jira.Url}}", "Project": "{{project}}", "Deployment": "{{(_jira.Site.IsCloud ? "Cloud" : "DataCenter")}}",
                      {{(_jira.Site.IsCloud ? $"\"Email\": \"{_jira.Site.Me.Email}\"," : "")}} "Token": "{{_jira.Site.Token}}", "WritesPerMinute": 6000, "SettleUnknown": "00:00:01" }
          },
          "Routes": [ { "Tracker": "jira" } ]
        }
        """);

    public async ValueTask DisposeAsync()
    {
        _actionsync.Dispose();
        if (_jira is not null)
            await _jira.DisposeAsync();
    }
}
