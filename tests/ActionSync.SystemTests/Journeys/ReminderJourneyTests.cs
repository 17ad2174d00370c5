using ActionSync.Simulators;
using ActionSync.Simulators.GitHub;
using ActionSync.Simulators.Slack;
using ActionSync.Simulators.Teams;
using ActionSync.SystemTests.Support;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>
/// The real executable against services that answer oddly: a reminder counts only where it can reach its reader, and nobody goes without for another's sake.
/// </summary>
public sealed class ReminderJourneyTests : IAsyncDisposable
{
    private readonly Actionsync _actionsync = new();
    private readonly List<IAsyncDisposable> _services = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_preview_names_the_ledger_it_looked_for_items_by_their_short_names_and_who_was_perhaps_meant()
    {
        foreach (var command in new[] { "remind", "report" })
        {
            var empty = (await _actionsync.RunAsync(command)).Exits(0);
            Assert.Contains(_actionsync["data", "actionsync.db"], $"{empty.Stdout}{empty.Stderr}", StringComparison.Ordinal);
            Assert.Contains("--data DIR", $"{empty.Stdout}{empty.Stderr}", StringComparison.Ordinal);
        }
        (await _actionsync.OnceAsync(Json("INC-1", Item("Add an alert"), Item("Write a test", "bob@company.com")))).Exits(0);

        var preview = (await _actionsync.RunAsync("remind", "--preview")).Exits(0).Stdout;
        Assert.Matches(@"\n(in |out)  INC-1/1  \(alice@company\.com\): ", preview);
        Assert.DoesNotContain("INC-1/add-an-alert", preview, StringComparison.Ordinal);
        Assert.DoesNotContain("INC-1/2", (await _actionsync.RunAsync("remind", "--preview", "--person", "alice@company.com")).Exits(0).Stdout,
            StringComparison.Ordinal);
        var stranger = (await _actionsync.RunAsync("remind", "--preview", "--person", "alise@company.com")).Exits(0).Stdout;
        Assert.StartsWith("Nothing is known of alise@company.com: ", stranger, StringComparison.Ordinal);
        Assert.Contains("Did you mean alice@company.com?", stranger, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JSON_that_is_not_Slack_s_ends_nobody_s_reminders()
    {
        var slack = await SlackAsync();
        slack.Host.Faults.Always(_ => new Fault.Answer(Moment.Before, 200, """{"message":"Blocked by policy"}""", "application/json"));
        foreach (var name in (string[])["aino", "bea", "carl"])
            _actionsync.With($"People:{name}@acme.example:Channel", "Slack");

        var ran = (await _actionsync.OnceAsync(
            Json("INC-7701", [.. new[] { "aino", "bea", "carl", "zoe" }.Select(n => Item($"Action of {n}", $"{n}@acme.example"))]))).Exits(0);

        Assert.Equal(["aino@acme.example.eml", "bea@acme.example.eml", "carl@acme.example.eml", "zoe@acme.example.eml"], _actionsync.Outbox);
        Assert.Contains("Slack answered with something that is not Slack's", ran.Stderr, StringComparison.Ordinal);
        var doctor = (await _actionsync.RunAsync("doctor")).Exits(1).Stdout;
        Assert.Contains("BAD  Slack: Slack answered with something that is not Slack's", doctor, StringComparison.Ordinal);
        Assert.Contains("BAD  reminders of aino@acme.example", doctor, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_inside_a_200_of_Teams_is_a_failure_with_its_words()
    {
        var teams = await TeamsAsync();
        teams.Host.Faults.Always(_ => new Fault.Answer(Moment.Before, 200,
            "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 403 with ContextId tcid=0,server=example,cv=example..",
            "text/plain"));

        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert"))).Exits(0);

        Assert.Equal(["alice@company.com.eml"], _actionsync.Outbox);
        Assert.Contains("Microsoft Teams endpoint returned HTTP error 403", await _actionsync.HistoryAsync("INC-1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comment_that_mentions_nobody_is_no_reminder()
    {
        var repository = await GitHubAsync();
        _actionsync.AtAnyHour().With("Channels:Comment:Enabled", "true");

        (await _actionsync.OnceAsync(Json("INC-7303", Item("Add an alert on cache hit rate", "mira@acme.example")))).Exits(0);

        Assert.Empty(repository.Issues.Single().Comments);
        Assert.Equal(["mira@acme.example.eml"], _actionsync.Outbox);
        Assert.Contains("#1 is assigned to nobody", await _actionsync.HistoryAsync("INC-7303"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comment_that_mentions_its_reader_is_the_reminder()
    {
        var repository = await GitHubAsync();
        _actionsync.AtAnyHour().With("Channels:Comment:Enabled", "true").With("People:mira@acme.example:GitHub", "alice");

        (await _actionsync.OnceAsync(Json("INC-7303", Item("Add an alert on cache hit rate", "mira@acme.example")))).Exits(0);

        Assert.Contains("@alice", Assert.Single(repository.Issues.Single().Comments).Body, StringComparison.Ordinal);
        Assert.Empty(_actionsync.Outbox);
    }

    [Theory]
    [InlineData("jörg.müller@acme.example", "jörg.müller@acme.example")]
    [InlineData("Jörg Müller <jörg.müller@acme.example>", "jörg.müller@acme.example")]
    [InlineData("mira@münchen.example", "mira@xn--mnchen-3ya.example")]
    [InlineData("用户@例え.example", "用户@例え.example")]
    public async Task An_address_outside_ASCII_is_carried_whole_into_the_mail_file(string owner, string address)
    {
        (await _actionsync.OnceAsync(Json("INC-7304", Item("Add an alert", owner)))).Exits(0);

        var mail = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(_actionsync["data", "outbox"])), Token);
        Assert.EndsWith($"\r\nTo: {address}", mail.Split("\r\nSubject:")[0], StringComparison.Ordinal);
        Assert.DoesNotContain("?r", mail.Split("\r\nSubject:")[0].Replace("=?utf-8?B?", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_owner_written_as_name_and_address_is_assigned_and_reminded_as_one_person()
    {
        var repository = await GitHubAsync();
        _actionsync.With("People:mira@acme.example:Name", "Mira Lindqvist").With("People:mira@acme.example:GitHub", "alice");
        var ways = new[] { "Mira Lindqvist <mira@acme.example>", "MIRA@ACME.EXAMPLE", "mailto:mira@acme.example", "\u00A0Mira Lindqvist.\u200B",
            "[Mira](mailto:mira@acme.example)" };

        (await _actionsync.OnceAsync(Json("INC-7402", [.. ways.Select((way, n) => Item($"Item number {n}", way))]))).Exits(0);

        Assert.All(repository.Issues, issue => Assert.Equal(["alice"], issue.Assignees));
        Assert.Equal(["mira@acme.example.eml"], _actionsync.Outbox);
        Assert.All(await _actionsync.StatusAsync(), item => Assert.Equal("mira@acme.example", item.GetProperty("owner").GetString()));
    }

    [Fact]
    public async Task Check_says_of_whom_it_makes_nobody()
    {
        _actionsync.With("People:mira@acme.example:Name", "Mira Lindqvist").With("People:gus@acme.example:Left", "true");
        var file = _actionsync.Write("one.json", Json("INC-1",
            Item("One", "Mira Lindqvist"), Item("Two", "The Team"), Item("Three", "a@x.example, b@x.example"), Item("Four", "gus@acme.example"),
            Item("Five", null)));

        var said = (await _actionsync.RunAsync("check", file)).Exits(0).Stdout;

        Assert.Contains("the owner \"The Team\" is nobody who is known", said, StringComparison.Ordinal);
        Assert.Contains("the owner \"a@x.example, b@x.example\" is nobody who is known", said, StringComparison.Ordinal);
        Assert.Contains("the owner \"gus@acme.example\" has left", said, StringComparison.Ordinal);
        Assert.DoesNotContain("action_items[0].owner", said, StringComparison.Ordinal);
        Assert.DoesNotContain("action_items[4].owner", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_left_is_neither_assigned_nor_reminded_and_doctor_counts_them()
    {
        var repository = await GitHubAsync();
        _actionsync.With("People:gus@acme.example:GitHub", "alice").With("People:gus@acme.example:Left", "true")
            .With("People:gus@acme.example:Backup", "mira@acme.example");

        (await _actionsync.OnceAsync(Json("INC-1", Item("One", "gus@acme.example"), Item("Two", "Gus <GUS@acme.example>")))).Exits(0);

        Assert.All(repository.Issues, issue => Assert.Empty(issue.Assignees));
        Assert.Equal(["mira@acme.example.eml"], _actionsync.Outbox);
        Assert.Contains("note people who left: 2 open items are gus@acme.example's", (await _actionsync.RunAsync("doctor")).Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_preview_of_one_person_lists_what_is_theirs_and_out_too_with_the_reason()
    {
        var document = Json(
            "INC-1", Item("One"), Item("Two", priority: "P3"), Item("Three", deadline: "2099-01-01"), Item("Four", "bob@company.com", priority: "P4"));
        (await _actionsync.RunAsync("once", "--no-remind", _actionsync.Write("one.json", document))).Exits(0);

        var preview = (await _actionsync.RunAsync("remind", "--preview", "--person", "Alice <ALICE@company.com>", "--at", "2024-02-01T09:00")).Exits(0).Stdout;

        Assert.Contains("in   INC-1/1  (alice@company.com): ", preview, StringComparison.Ordinal);
        Assert.Contains("out  INC-1/2  (alice@company.com): it is P3", preview, StringComparison.Ordinal);
        Assert.Contains("out  INC-1/3  (alice@company.com): it is due on 2099-01-01", preview, StringComparison.Ordinal);
        Assert.DoesNotContain("INC-1/4", preview, StringComparison.Ordinal);
    }

    private async Task<SlackSimulator> SlackAsync()
    {
        var slack = new SlackSimulator(TimeProvider.System, "xoxb-secret");
        _services.Add(slack);
        await slack.Host.StartAsync(0, Token);
        _actionsync.AtAnyHour().With("Channels:Slack:BaseUrl", slack.BaseUrl).With("Channels:Slack:Token", "xoxb-secret");
        return slack;
    }

    private async Task<TeamsSimulator> TeamsAsync()
    {
        var teams = new TeamsSimulator(TimeProvider.System, "signature");
        _services.Add(teams);
        await teams.Host.StartAsync(0, Token);
        _actionsync.AtAnyHour().With("Channels:Teams:Url", teams.Url);
        return teams;
    }

    private async Task<GitHubRepository> GitHubAsync()
    {
        var github = await GitHubSimulator.StartAsync(TimeProvider.System, Token);
        _services.Add(github);
        var repository = github.World.AddRepository("acme/ops");
        repository.Assignable.Add("alice");
        _actionsync.Configured($$"""
            {
              "Trackers": { "github": { "Kind": "GitHub", "BaseUrl": "{{github.Url}}", "Repository": "acme/ops", "Token": "{{github.World.AddToken(new GitHubAccess("actionsync-bot"))}}", "WritesPerMinute": 6000 } },
              "Routes": [{ "Tracker": "github" }]
            }
            """);
        return repository;
    }

    public async ValueTask DisposeAsync()
    {
        _actionsync.Dispose();
        foreach (var service in _services)
            await service.DisposeAsync();
    }
}
