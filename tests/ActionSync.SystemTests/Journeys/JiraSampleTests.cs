using ActionSync.Simulators.Jira;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;

namespace ActionSync.SystemTests.Journeys;

/// <summary>The shipped sample in a Jira that answers as a real one does, Cloud and Data Center: from five new issues to one that somebody deleted.</summary>
public sealed class JiraSampleTests : IAsyncDisposable
{
    private const string Incident = "INC-2024-0142";

    private readonly Actionsync _actionsync = new();
    private JiraSimulator _jira = null!;
    private IReadOnlyList<string> _titles = [];

    [Theory]
    [InlineData(JiraMode.Cloud)]
    [InlineData(JiraMode.DataCenter)]
    public async Task Five_issues_are_made_read_back_closed_reopened_moved_and_deleted(JiraMode mode)
    {
        await StartAsync(mode);
        (await OnceAsync()).Exits(0);
        Assert.Equal(5, _jira.Issues.Count);
        _titles = [.. _jira.Issues.Select(i => i.Summary)];
        Assert.Equal(["open", "open", "open", "open", "open"], await StatesAsync());
        Assert.Equal(5, (await _actionsync.StatusAsync()).Select(i => i.GetProperty("issue").ToString()).Distinct().Count());
        Assert.Equal(["alice@company.com", "bob@company.com", "carol@company.com"], _jira.Issues.Select(i => i.Assignee?.Email).Distinct().Order());
        await DoctorIsGreenAsync(newest: 5);

        _jira.People.Transition("OPS-1", "done", "Done");
        _jira.People.Transition("OPS-2", "done", "Wontfix");
        _jira.People.Transition("OPS-3", "indeterminate");
        (await OnceAsync()).Exits(0);
        Assert.Equal(["done", "wont_do", "in_progress", "open", "open"], await StatesAsync());

        _jira.People.Transition("OPS-1", "new");
        (await OnceAsync()).Exits(0);
        Assert.Equal(["open", "wont_do", "in_progress", "open", "open"], await StatesAsync());

        _jira.People.Move("OPS-4", "PAY");
        (await OnceAsync("--no-remind")).Exits(0);
        await DoctorIsGreenAsync(newest: 4);

        _jira.People.Delete("OPS-5");
        // Doctor looks for itself; the ledger has not heard of it yet.
        Assert.Equal(["open", "wont_do", "in_progress", "open", "open"], await StatesAsync());
        await OnlyTheDeletedIsBadAsync("The nightly pass, or the first once after it, takes this down");
        await NightAsync();

        Assert.Equal(["open", "wont_do", "in_progress", "open", "missing"], await StatesAsync());
        await OnlyTheDeletedIsBadAsync("Make it anew with actionsync recreate");
        Assert.Equal(4, _jira.Issues.Count);
    }

    [Theory]
    [InlineData(JiraMode.Cloud)]
    [InlineData(JiraMode.DataCenter)]
    public async Task What_is_assigned_to_a_deactivated_account_is_asked_of_who_stands_in(JiraMode mode)
    {
        await StartAsync(mode);
        _actionsync.With("Reminding:Orphans", "sre@company.com");
        (await OnceAsync("--no-remind")).Exits(0);
        _jira.People.Assign("OPS-1", _jira.Book.Users.Find(u => u.Name == "zmeyer"));

        var ran = await OnceAsync("--no-remind");
        Assert.Equal("zoe.left@company.com",
            (await _actionsync.StatusAsync()).Single(i => i.GetProperty("title").GetString() == _jira.Book["OPS-1"].Summary).GetProperty("owner").GetString());
        ran.Exits(0);
        var preview = (await _actionsync.RunAsync("remind", "--preview")).Stdout;
        Assert.DoesNotContain("To: zoe.left@company.com", preview, StringComparison.Ordinal);
        Assert.Contains("its owner zoe.left@company.com has left", string.Join(' ', preview.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal);
        var doctor = (await _actionsync.RunAsync("doctor")).Stdout;
        Assert.Contains("1 open item is zoe.left@company.com's", string.Join(' ', doctor.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal);

        _jira.People.Assign("OPS-1", _jira.Book.Users.Find(u => u.Name == "bkim"));
        (await OnceAsync("--no-remind")).Exits(0);
        Assert.DoesNotContain("has left", (await _actionsync.RunAsync("remind", "--preview")).Stdout, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        _actionsync.Dispose();
        await _jira.DisposeAsync();
    }

    private Task<Ran> OnceAsync(params string[] more) => _actionsync.RunAsync(["once", .. more, Repository.Sample]);

    /// <summary>The states in the order in which Jira got the issues.</summary>
    private async Task<IReadOnlyList<string?>> StatesAsync()
    {
        var status = await _actionsync.StatusAsync();
        return [.. _titles.Select(title => status.Single(i => i.GetProperty("title").GetString() == title).GetProperty("state").GetString())];
    }

    /// <summary>Every line that it says of Jira, so that one more or less is seen.</summary>
    private async Task DoctorIsGreenAsync(int newest)
    {
        var lines = (await _actionsync.RunAsync("doctor")).Exits(0).Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => Assert.Matches("^(ok  |note) ", line));
        Assert.StartsWith(
            "note Reminding:Priorities: ", Assert.Single(lines, line => line.StartsWith("note ", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(
            [
                $"ok   jira, token: {_jira.Url} knows us as ActionSync.",
                "ok   jira, project: OPS (OPS project) is there.",
                "ok   jira, permissions: All that are needed are there.",
                "ok   jira, issue type: OPS / Task has a create screen of 13 fields.",
                "ok   jira, priorities: All that are mapped are allowed.",
                "ok   jira, resolutions: All 4 of the site are understood.",
                $"ok   jira, issues: The newest {newest} of ours can be read: title, assignee, priority, due date and state.",
                "ok   jira, assignee: carol@company.com can be assigned issues.",
            ],
            lines.Where(line => line.Contains(" jira, ", StringComparison.Ordinal)).Select(line => line.TrimEnd()));
    }

    /// <summary>Cloud knows her by her account's id, Data Center by her name; her address is hidden.</summary>
    private static string Carol(JiraMode mode) => mode is JiraMode.Cloud ? "5b-carol" : "cdavis";

    private async Task OnlyTheDeletedIsBadAsync(string advice)
    {
        var ran = (await _actionsync.RunAsync("doctor")).Exits(1);
        var bad = Assert.Single(ran.Stdout.Split('\n'), line => line.StartsWith("BAD  ", StringComparison.Ordinal));
        Assert.StartsWith($"BAD  {Incident}/", bad, StringComparison.Ordinal);
        Assert.Contains("OPS-5", bad, StringComparison.Ordinal);
        Assert.Contains(advice, bad, StringComparison.Ordinal);
    }

    /// <summary>The worker's nightly pass finds what a listing of changes cannot show.</summary>
    private async Task NightAsync()
    {
        _actionsync.With("Refreshing:Nightly", "0/2 * * * * ?");
        using var worker = await _actionsync.StartWorkerAsync();
        await Eventually.IsTrue(() => _actionsync.Items(Incident).Any(i => i.GetProperty("state").GetString() == "missing"), "the deleted issue is missing",
            TimeSpan.FromSeconds(90));
        worker.Kill();
    }

    private async Task StartAsync(JiraMode mode)
    {
        _jira = new JiraSimulator(mode, TimeProvider.System);
        _jira.Book.AddProject("OPS");
        _jira.Book.AddProject("PAY");
        await _jira.StartAsync(0, TestContext.Current.CancellationToken);
        _actionsync.Configured($$"""
            {
              "Trackers": {
                "jira": {
                  "Kind": "Jira", "BaseUrl": "{{_jira.Url}}", "Project": "OPS", "Deployment": "{{mode}}", "Token": "{{_jira.Site.Token}}", "WritesPerMinute": 6000
                  {{(mode is JiraMode.Cloud ? $", \"Email\": \"{_jira.Site.Me.Email}\"" : "")}}
                }
              },
              "Routes": [ { "Tracker": "jira" } ],
              "People": { "carol@company.com": { "Jira": "{{Carol(mode)}}" } }
            }
            """);
    }
}
