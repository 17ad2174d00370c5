using ActionSync.SystemTests.Support;

namespace ActionSync.SystemTests.Journeys;

/// <summary>A team's repository of postmortems in Markdown as the drop folder, with GitHub as the tracker.</summary>
public sealed class PostmortemRepositoryTests : IAsyncDisposable
{
    private OnGitHub _on = null!;

    private Actionsync Actionsync => _on.Actionsync;

    public async ValueTask DisposeAsync() => await _on.DisposeAsync();

    [Fact]
    public async Task A_table_whose_bugs_are_issues_of_the_repository_creates_none_and_a_renamed_file_changes_nothing()
    {
        _on = await OnGitHub.StartAsync();
        Actionsync.With("Intake:KeepInPlace", "true");
        var page = $"{_on.GitHub.Url}/acme/ops";
        var numbers = Enumerable.Range(1, 3).Select(n => _on.Repository.Open($"Bug {n}").Number).ToArray();
        var request = _on.Repository.Open("Raise the quota", pullRequest: true).Number;
        var before = _on.Repository.Everything;
        var file = Actionsync.Drop("2026/shakespeare-down.md", $"""
            # Search was down

            **Date:** 2026-03-14

            ## Action Items

            | Action Item | Type | Owner | Bug |
            | --- | --- | --- | --- |
            | Update the playbook | mitigate | jennifer | n/a **DONE** |
            | Balance load between clusters | prevent | martym | [ops#{numbers[0]}]({page}/issues/{numbers[0]}) **TODO** |
            | Rehearse a cascading failure | process | docbrown | #{numbers[1]} |
            | Plug the leak of file descriptors | prevent | agoogler | acme/ops#{numbers[2]} |
            | Raise the quota | prevent | sholmes | [PR]({page}/pull/{request}) |
            """);

        (await _on.OnceAsync()).Exits(0);
        Assert.Equal(["done", "open", "open", "open", "open"], await _on.StatusAsync("state"));
        Assert.Equal(
            [null, $"#{numbers[0]}", $"#{numbers[1]}", $"#{numbers[2]}", $"#{request}"], await _on.StatusAsync("issue"));
        var history = await Actionsync.HistoryAsync("2026.shakespeare-down");

        Directory.CreateDirectory(Path.GetDirectoryName(Actionsync["data", "inbox", "search", "2026-03-14.md"])!);
        File.Move(file, Actionsync["data", "inbox", "search", "2026-03-14.md"]);
        (await _on.OnceAsync()).Exits(0);
        (await _on.OnceAsync()).Exits(0);

        Assert.Equal(before, _on.Repository.Everything);
        Assert.Equal(["done", "open", "open", "open", "open"], await _on.StatusAsync("state"));
        Assert.Equal(["2026.shakespeare-down"], (await _on.StatusAsync("incident")).Distinct());
        Assert.StartsWith(history.TrimEnd(), (await Actionsync.HistoryAsync("2026.shakespeare-down")).TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_is_created_and_a_section_that_is_gone_withdraws_nothing()
    {
        _on = await OnGitHub.StartAsync();
        Actionsync.With("Intake:KeepInPlace", "true");
        Actionsync.Drop("README.md", "# Postmortems\n\n## Action items\n\n- [ ] {{ what }}\n");
        Actionsync.Drop("template.md", "# Postmortem: {{ name }}\n\n## Action items\n\n- [ ] Action item 1\n");
        const string text = """
            # INC-7: Orders were late

            ## Follow-ups

            - [ ] Page when the queue is old (@alice@company.com) [P1] due: 2026-12-01
              - from the second minute on
            - [x] Tell the shops
            - [ ] Ask the vendor, see [VEN-3](https://jira.vendor.example/browse/VEN-3)

            More may follow.
            """;
        var file = Actionsync.Drop("inc-7.md", text);
        const string unread = ":10:1: warning: \"More may follow.\" is no item: ";
        Assert.Contains(unread, (await Actionsync.RunAsync("plan", file)).Exits(0).Stderr, StringComparison.Ordinal);

        Assert.Contains(unread, (await _on.OnceAsync()).Exits(0).Stderr, StringComparison.Ordinal);
        Assert.Equal(["Page when the queue is old", "Ask the vendor"], _on.Repository.Issues.Select(issue => issue.Title));
        Assert.Contains("from the second minute on", _on.Repository.Issues[0].Body, StringComparison.Ordinal);
        Assert.Contains("https://jira.vendor.example/browse/VEN-3", _on.Repository.Issues[1].Body, StringComparison.Ordinal);

        Actionsync.Drop("inc-7.md", "# INC-7: Orders were late\n\nRewritten; see the wiki.\n");
        (await _on.OnceAsync()).Exits(0);
        Assert.All(await Actionsync.StatusAsync(), item => Assert.False(item.GetProperty("withdrawn").GetBoolean()));

        Actionsync.Drop("inc-7.md", "# INC-7: Orders were late\n\n## Follow-ups\n\nNone.\n");
        (await _on.OnceAsync()).Exits(3);
        (await Actionsync.RunAsync("confirm", "INC-7")).Exits(0);
        Assert.Equal(3, (await Actionsync.StatusAsync()).Count(item => item.GetProperty("withdrawn").GetBoolean()));
    }
}
