using System.Text.Json;
using ActionSync.SystemTests.Support;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>What is configured, where it comes from and whether it will do; and that documents can be looked at without any secret.</summary>
public sealed class ConfigCommandTests : IDisposable
{
    private const string GitHub = """
        { "Trackers": { "github": { "Kind": "GitHub", "Repository": "acme/ops", "TokenFile": "github-token" } }, "Routes": [{ "Tracker": "github" }],
          "Channels": { "Slack": { "Token": "xoxb-secret-word" } }, "People": { "alice@company.com": { "Name": "Alice" } } }
        """;

    private readonly Actionsync _actionsync = new();

    [Fact]
    public async Task Every_key_is_shown_with_its_value_and_source_and_no_secret()
    {
        var file = _actionsync.Write("mine.json", GitHub);
        var token = _actionsync.Write("github-token", "ghp_secret-word");
        _actionsync.With("Reminding:TimeZone", "Europe/Berlin").With("Dashboard:GitHubWebhookSecret", "hook-secret-word");

        var shown = (await _actionsync.RunAsync("config", "show", "--config", "mine.json")).Exits(0).Stdout;

        Assert.Contains($"Trackers:github:Repository = acme/ops  [{file}]\n", shown, StringComparison.Ordinal);
        Assert.Contains($"Trackers:github:TokenFile = {token}  [{file}]\n", shown, StringComparison.Ordinal);
        Assert.Contains($"Channels:Slack:Token = ***  [{file}]\n", shown, StringComparison.Ordinal);
        Assert.Contains("Reminding:TimeZone = Europe/Berlin  [ACTIONSYNC_Reminding__TimeZone]\n", shown, StringComparison.Ordinal);
        Assert.Contains("Dashboard:GitHubWebhookSecret = ***  [ACTIONSYNC_Dashboard__GitHubWebhookSecret]\n", shown, StringComparison.Ordinal);
        Assert.Contains($"Intake:Folder = {_actionsync["data", "inbox"]}  [default]\n", shown, StringComparison.Ordinal);
        Assert.Contains($"Ledger:ConnectionString = Data Source={_actionsync["data", "actionsync.db"]}  [default]\n", shown, StringComparison.Ordinal);
        Assert.Contains($"People:alice@company.com:Name = Alice  [{file}]\n", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-word", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_says_of_a_configuration_is_folded_at_a_terminal()
    {
        _actionsync.Write("config/appsettings.json",
            """{ "People": { "alice@y.z": { "Slack": "U0123456789" } }, "Groups": { "the-team-of-the-night": { "Members": [ "alise@y.z" ] } } }""");

        var lines = (await _actionsync.RunInTerminalAsync(80, new Dictionary<string, string>(), "config", "validate")).Lines;

        Assert.Contains(lines, line => line.StartsWith("Groups:the-team-of-the-night:Members: ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("The configuration is complete and free of contradictions:", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.True(line.Length <= 80 || !line.Trim().Contains(' ', StringComparison.Ordinal), line));
    }

    [Fact]
    public async Task For_programs_it_is_an_array_that_names_the_source()
    {
        var file = _actionsync.Write("mine.json", """{ "Intake": { "Folder": "docs" } }""");

        var ran = (await _actionsync.With("Refreshing:Poll", "00:01:00").RunAsync("config", "show", "--json", "--config", "mine.json")).Exits(0);
        var settings = JsonDocument.Parse(ran.Stdout).RootElement.EnumerateArray().ToDictionary(
            entry => entry.GetProperty("key").GetString()!, entry => string.Join('|', entry.EnumerateObject().Skip(1).Select(member => $"{member.Value}")));

        Assert.Equal($"{_actionsync["docs"]}|file|{file}", settings["Intake:Folder"]);
        Assert.Equal("00:01:00|environment|ACTIONSYNC_Refreshing__Poll", settings["Refreshing:Poll"]);
        Assert.Equal($"{_actionsync["data", "archive"]}|default|", settings["Intake:Archive"]);
        Assert.Equal("|default|", settings["Reminding:Orphans"]);
    }

    [Fact]
    public async Task The_data_folder_of_a_flag_is_of_that_flag_and_so_are_the_paths_that_follow_it()
    {
        var ran = (await _actionsync.RunAsync("config", "show", "--json", "--data", "other")).Exits(0);
        var settings = JsonDocument.Parse(ran.Stdout).RootElement.EnumerateArray().ToDictionary(
            entry => entry.GetProperty("key").GetString()!, entry => string.Join('|', entry.EnumerateObject().Skip(1).Select(member => $"{member.Value}")));

        Assert.Equal($"{_actionsync["other"]}|flag|--data", settings["Data"]);
        Assert.Equal($"{_actionsync["other", "inbox"]}|flag|--data", settings["Intake:Folder"]);
        Assert.Equal($"Data Source={_actionsync["other", "actionsync.db"]}|flag|--data", settings["Ledger:ConnectionString"]);
        Assert.Equal("[09:00]|default|", settings["Reminding:At"]);
    }

    [Fact]
    public async Task Validate_tells_every_problem_with_2_or_that_all_is_well_with_0()
    {
        _actionsync.Write("mine.json", GitHub);
        _actionsync.With("Reminding:TimeZone", "Europe/Berln");

        var wrong = (await _actionsync.RunAsync("config", "validate", "--config", "mine.json")).Exits(2);
        Assert.Contains("The configuration has 2 problems:", wrong.Stderr, StringComparison.Ordinal);
        Assert.Contains($"there is no file \"{_actionsync["github-token"]}\"", wrong.Stderr, StringComparison.Ordinal);
        Assert.Contains("did you mean Europe/Berlin?", wrong.Stderr, StringComparison.Ordinal);
        Assert.Empty(wrong.Stdout);

        _actionsync.Write("github-token", "ghp_secret-word");
        var right = (await _actionsync.With("Reminding:TimeZone", "Europe/Berlin").RunAsync("config", "validate", "--config", "mine.json")).Exits(0);
        Assert.Contains(_actionsync["mine.json"], right.Stdout, StringComparison.Ordinal);
        Assert.Empty(_actionsync.Outbox);
    }

    [Theory]
    [InlineData("check")]
    [InlineData("lint")]
    [InlineData("convert", "--to", "yaml")]
    public async Task Documents_are_looked_at_without_any_secret(params string[] command)
    {
        _actionsync.Write("mine.json", """
            { "Trackers": { "github": { "Kind": "GitHub", "Repository": "acme/ops", "TokenFile": "nowhere/token" },
                            "jira": { "Kind": "Jira", "BaseUrl": "https://acme.example", "Project": "OPS", "Email": "a@company.com" },
                            "app": { "Kind": "GitHub", "Repository": "acme/app", "App": { "ClientId": "c", "InstallationId": "1", "PrivateKeyFile": "nowhere/key.pem" } } },
              "Routes": [{ "When": { "Priority": "P1" }, "Tracker": "github" }, { "When": { "Priority": "P2" }, "Tracker": "app" }, { "Tracker": "jira" }],
              "Ledger": { "Provider": "Postgres", "ConnectionStringFile": "nowhere/ledger" },
              "Channels": { "Slack": { "TokenFile": "nowhere/slack" } } }
            """);
        var document = _actionsync.Write("incident.json", Json("INC-1", Item("Add an alert on the queue's length", deadline: "2030-01-01")));

        var ran = await _actionsync.RunAsync([command[0], document, .. command[1..], "--config", "mine.json"]);

        Assert.True(ran.ExitCode is 0 or 1, ran.Stderr);
        Assert.DoesNotContain("The configuration has", ran.Stderr, StringComparison.Ordinal);
        Assert.Contains(command[0] == "convert" ? "Add an alert" : "incident.json", ran.Stdout, StringComparison.Ordinal);
        // What writes or connects still wants them.
        Assert.Contains("nowhere/token", (await _actionsync.RunAsync("once", document, "--config", "mine.json")).Exits(2).Stderr, StringComparison.Ordinal);
    }

    public void Dispose() => _actionsync.Dispose();
}
