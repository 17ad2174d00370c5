using System.Text.Json;
using System.Text.RegularExpressions;
using ActionSync.Simulators.GitHub;
using ActionSync.Simulators.Slack;
using ActionSync.Simulators.Teams;
using ActionSync.SystemTests.Cluster;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using Npgsql;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Hosting;

/// <summary>What the log tells at which level, from outside.</summary>
public sealed class LogTests(PostgresFixture postgres) : IDisposable
{
    private static readonly string[] Levels = ["Default", "Microsoft", "System", "Quartz", "ActionSync"];

    private readonly Actionsync _actionsync = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public async Task At_trace_each_request_is_told_and_no_secret_body_or_query(string format)
    {
        await using var github = await GitHubSimulator.StartAsync(TimeProvider.System, Cancel);
        await using var slack = new SlackSimulator(TimeProvider.System, "xoxb-very-secret");
        await slack.Host.StartAsync(0, Cancel);
        slack.AddMember("alice@company.com", "U1");
        await using var teams = new TeamsSimulator(TimeProvider.System, "very-secret-signature");
        await teams.Host.StartAsync(0, Cancel);
        github.World.AddRepository("acme/ops");
        var token = github.World.AddToken(new GitHubAccess("actionsync-bot"));
        foreach (var category in Levels)
            _actionsync.With($"Logging:LogLevel:{category}", "Trace");
        _actionsync.AtAnyHour().With("Logging:Format", format).Configured($$"""
            {
              "Trackers": { "gh": { "Kind": "GitHub", "BaseUrl": "{{github.Url}}", "Repository": "acme/ops", "Token": "{{token}}", "WritesPerMinute": null } },
              "Routes": [ { "Tracker": "gh" } ],
              "People": { "alice@company.com": { "Channel": "Slack" }, "bob@company.com": { "Channel": "Teams" } },
              "Channels": { "Slack": { "BaseUrl": "{{slack.BaseUrl}}", "Token": "xoxb-very-secret" }, "Teams": { "Url": "{{teams.Url}}" } }
            }
            """);

        var log =
            (await _actionsync.OnceAsync(Json("INC-1", Item("Add an alert about bodies that nobody logs"), Item("Write a test", "bob@company.com")))).Stderr;

        Assert.Single(slack.Messages);
        Assert.Single(teams.Cards);
        Assert.Contains("POST /repos/acme/ops/issues: 201 in ", log, StringComparison.Ordinal);
        Assert.Matches("GET /repos/acme/ops/issues: 200 in [0-9]+ ms, budget [0-9]+", log);
        Assert.Contains("POST /api/chat.postMessage: 200 in ", log, StringComparison.Ordinal);
        Assert.Contains("POST the workflow's address: 20", log.Replace("\\u0027", "'"), StringComparison.Ordinal);
        foreach (var secret in new[] { token, "xoxb-very-secret", "very-secret-signature", "sig=", "/workflows/", "email=", "bodies that nobody logs",
            "labels=", "?" })
            Assert.DoesNotContain(secret, log, StringComparison.Ordinal);
        if (format == "json")
            Assert.All(log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.StartsWith('{')),
                line => JsonDocument.Parse(line).RootElement.GetProperty("Category").GetString());
    }

    [Fact]
    public async Task How_many_requests_are_left_is_told_where_somebody_asks_and_each_time_in_a_log_for_machines_is_ISO()
    {
        await using var github = await GitHubSimulator.StartAsync(TimeProvider.System, Cancel);
        github.World.AddRepository("acme/ops");
        var token = github.World.AddToken(new GitHubAccess("actionsync-bot"));
        _actionsync.With("Logging:Format", "json").Configured($$"""
            { "Trackers": { "gh": { "Kind": "GitHub", "BaseUrl": "{{github.Url}}", "Repository": "acme/ops", "Token": "{{token}}", "WritesPerMinute": null } },
              "Routes": [ { "Tracker": "gh" } ] }
            """);

        var log = (await _actionsync.OnceAsync(Json("INC-1", Item("Add an alert")))).Exits(0).Stderr;
        Assert.DoesNotContain("requests left", log, StringComparison.Ordinal);

        foreach (var category in Levels)
            _actionsync.With($"Logging:LogLevel:{category}", "Debug");
        log = (await _actionsync.RunAsync("once")).Exits(0).Stderr;
        var states = log.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonDocument.Parse(line).RootElement)
            .Where(line => line.TryGetProperty("State", out _)).SelectMany(line => line.GetProperty("State").EnumerateObject()).ToList();
        Assert.All(
            states.Where(member => member.Name == "Reset"), member => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", member.Value.GetString()));
        Assert.Contains(states, member => member.Name == "Reset");
        Assert.DoesNotContain(states, member => Regex.IsMatch(member.Value.ToString(), @"^\d\d/\d\d/\d{4} ", RegexOptions.None, TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task A_level_is_of_a_category_and_of_all_that_begin_like_it()
    {
        _actionsync.With("Logging:LogLevel:Default", "Error").With("Logging:LogLevel:ActionSync.Sync", "Information");

        var log = (await _actionsync.OnceAsync(Json("INC-1", "Add an alert"))).Exits(0).Stderr;

        Assert.Contains("Tracker board: 1 created", log, StringComparison.Ordinal);
        _actionsync.Drop("two.json", Json("INC-2", "Add an alert"));
        Assert.DoesNotContain("Took in", (await _actionsync.RunAsync("once")).Exits(0).Stderr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Default", "Loud")]
    [InlineData("ActionSync.Trackers", "Debgu")]
    public async Task A_level_that_is_none_ends_the_program_with_2(string category, string level)
    {
        foreach (var command in new[] { "run", "once" })
        {
            var ran = (await _actionsync.With($"Logging:LogLevel:{category}", level).RunAsync(command)).Exits(2);
            Assert.Contains(
                $"Logging:LogLevel:{category}: \"{level}\" is not right; it must be Trace, Debug, Information", ran.Stderr, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_the_scheduler_runs_into_is_told_and_mended()
    {
        using var place = new ProgramFolder();
        var database = await postgres.NewDatabaseAsync();
        place.OnPostgres(database);
        var worker = await place.StartWorkerAsync();
        await DropTheSchedulersTablesAsync(database);

        await Eventually.IsTrue(() => worker.Log.Contains("42P01", StringComparison.Ordinal), "the scheduler's own error is told", TimeSpan.FromSeconds(60));
        await Eventually.IsTrue(
            () => worker.Log.Contains("the scheduler cluster is started again", StringComparison.Ordinal), "it is started again", TimeSpan.FromSeconds(60));
        place.Drop("one.json", ClusterDocuments.Of("INC-1", "service", ["First"]), TimeProvider.System.GetUtcNow().AddMinutes(-5));
        await Eventually.IsTrue(() => Directory.Exists(place["data", "board"]) && Directory.GetFiles(place["data", "board"], "*.md").Length == 1,
            "the document is published", TimeSpan.FromSeconds(90));
        await worker.IsReadyAsync();
    }

    public void Dispose() => _actionsync.Dispose();

    /// <summary>
    /// All in one statement, while the worker uses them: where the two wait for each other, PostgreSQL ends one of them, so ours is asked again.
    /// </summary>
    private static async Task DropTheSchedulersTablesAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(Cancel);
        await using var drop = connection.CreateCommand();
        drop.CommandText = "do $$ declare t text; begin for t in select tablename from pg_tables where schemaname = 'actionsync' and tablename like 'qrtz%' loop execute 'drop table actionsync.' || t || ' cascade'; end loop; end $$";
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await drop.ExecuteNonQueryAsync(Cancel);
                return;
            }
            catch (PostgresException deadlock) when (deadlock.SqlState == PostgresErrorCodes.DeadlockDetected && attempt < 20)
            {
                // What was dropped so far is back: the statement is whole or nothing.
            }
        }
    }
}
