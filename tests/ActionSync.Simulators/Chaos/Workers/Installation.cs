using System.Diagnostics;
using System.Text.Json.Nodes;
using ActionSync.Simulators.Chaos.Documents;
using ActionSync.Simulators.Jira;
using ActionSync.Simulators.Slack;

namespace ActionSync.Simulators.Chaos.Workers;

/// <summary>A folder with a configuration in which the program under test is started.</summary>
internal sealed class Installation(string folder, string program)
{
    private static readonly string Settle = $"{Stage.SettleUnknown:c}";

    /// <summary>Everything quick, so that a minute holds what a day does elsewhere.</summary>
    /// <param name="postgres">Null: SQLite.</param>
    /// <param name="lasts">For how long there is an hour of reminders every minute.</param>
    public Task ConfigureAsync(string? postgres, Services services, TimeSpan lasts, CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow();
        var (jira, slack) = (services.Jira, services.Slack);
        var settings = new JsonObject
        {
            ["Intake"] = new JsonObject { ["Rescan"] = "00:00:01", ["Settle"] = "00:00:00.3" },
            ["Trackers"] = new JsonObject
            {
                ["board"] = new JsonObject { ["Kind"] = "Folder" },
                ["github"] = new JsonObject
                {
                    ["Kind"] = "GitHub",
                    ["BaseUrl"] = services.GitHubUrl,
                    ["Repository"] = Books.GitHubBook.Repository,
                    ["Token"] = services.GitHubToken,
                    ["WritesPerMinute"] = 6000,
                    ["SettleUnknown"] = Settle,
                },
                ["jira"] = new JsonObject
                {
                    ["Kind"] = "Jira",
                    ["BaseUrl"] = jira.Url,
                    ["Project"] = Books.JiraBook.Project,
                    ["Email"] = jira.Site.Me.Email,
                    ["Token"] = jira.Site.Token,
                    ["WritesPerMinute"] = 6000,
                    ["SettleUnknown"] = Settle,
                },
            },
            ["Routes"] = new JsonArray(
                new JsonObject { ["When"] = new JsonObject { ["Service"] = "github" }, ["Tracker"] = "github" },
                new JsonObject { ["When"] = new JsonObject { ["Service"] = "jira" }, ["Tracker"] = "jira" },
                new JsonObject { ["Tracker"] = "board" }),
            ["People"] = new JsonObject(
                Wording.Owners.Select(owner => KeyValuePair.Create<string, JsonNode?>($"{owner}@example.com", new JsonObject { ["GitHub"] = owner }))),
            ["Refreshing"] = new JsonObject { ["Poll"] = "00:00:02" },
            ["Planning"] = new JsonObject { ["DefaultPriority"] = "P3", ["MaxNewItemsPerPass"] = 1_000_000 },
            ["Reminding"] = new JsonObject
            {
                ["At"] = new JsonArray([.. Enumerable.Range(-1, (int)lasts.TotalMinutes + 2).Select(m => JsonValue.Create($"{now.AddMinutes(m):HH:mm}"))
                    .DistinctBy(t => t.ToString())]),
                ["WorkingDays"] = new JsonArray("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
                ["Priorities"] = new JsonArray("P4"),
            },
            ["Channels"] = new JsonObject { ["Slack"] = new JsonObject { ["BaseUrl"] = slack.BaseUrl, ["Token"] = slack.Token } },
            ["Dashboard"] = new JsonObject { ["Urls"] = "http://127.0.0.1:0" },
        };
        if (postgres is not null)
            settings["Ledger"] = new JsonObject { ["Provider"] = "Postgres", ["ConnectionString"] = postgres };
        return File.WriteAllTextAsync(Path.Combine(folder, "chaos.json"), settings.ToJsonString(), cancellationToken);
    }

    /// <summary>
    /// Starts a command whose output goes to a file, and what it logs to another beside it, so that nobody has to read it for the process to go on.
    /// </summary>
    public Process Start(string log, params string[] arguments)
    {
        string[] command = program.EndsWith(".dll", StringComparison.Ordinal) ? ["dotnet", program] : [program];
        var start = new ProcessStartInfo(
            "/bin/sh", ["-c", "exec \"$@\" >>\"$0\" 2>>\"$0.err\"", Path.Combine(folder, log), .. command, .. arguments, "--config", "chaos.json"])
        {
            WorkingDirectory = folder,
        };
        Clean(start);
        return Process.Start(start)!;
    }

    /// <summary>Runs a command to its end and returns what it printed; null where it failed.</summary>
    public async Task<string?> AskAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        var answer = $"answer-{Guid.NewGuid():N}";
        using var process = Start(answer, arguments);
        await process.WaitForExitAsync(cancellationToken);
        var path = Path.Combine(folder, answer);
        var text = await File.ReadAllTextAsync(path, cancellationToken);
        File.Delete(path);
        File.Delete($"{path}.err");
        return process.ExitCode == 0 ? text : null;
    }

    private static void Clean(ProcessStartInfo start)
    {
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("ACTIONSYNC_", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
    }
}

/// <summary>What the workers talk to.</summary>
internal sealed record Services(string GitHubUrl, string GitHubToken, JiraSimulator Jira, SlackSimulator Slack);
