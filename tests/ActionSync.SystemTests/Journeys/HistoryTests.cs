using System.Text.Json;
using ActionSync.SystemTests.Support;
using Microsoft.Data.Sqlite;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>Who did what, and when, for people and for programs.</summary>
public sealed class HistoryTests : IDisposable
{
    private readonly Actionsync _actionsync = new();

    public void Dispose() => _actionsync.Dispose();

    [Fact]
    public async Task History_is_told_item_by_item_in_sentences_without_keys()
    {
        await TakeInAsync();

        var lines = (await _actionsync.RunAsync("history", "inc-1")).Exits(0).Stdout.TrimEnd().Split('\n');

        Assert.Equal("INC-1  Outage INC-1", lines[0]);
        Assert.Matches(@"^  \d{4}-\d\d-\d\d \d\d:\d\d, (just now|.* ago): Took in revision 1 from given-0\.json\.$", lines[1]);
        Assert.Equal(["INC-1/1  Add an alert", "INC-1/2  Write a test"],
            lines.Where(line => line.StartsWith("INC-1/", StringComparison.Ordinal)).Select(line => line[..line.IndexOf("  file:", StringComparison.Ordinal)]));
        Assert.DoesNotContain(lines, line => line.Contains("INC-1/add-an-alert", StringComparison.Ordinal));
        Assert.Equal("Times are those of UTC (Reminding:TimeZone).", lines[^1]);

        // One item alone, and all of the last days.
        Assert.DoesNotContain("Write a test", (await _actionsync.RunAsync("history", "INC-1/1")).Exits(0).Stdout, StringComparison.Ordinal);
        Assert.Contains("INC-2/1  Size the pool", (await _actionsync.RunAsync("history")).Exits(0).Stdout, StringComparison.Ordinal);
        Assert.Contains("Nothing happened since 2099-01-01", (await _actionsync.RunAsync("history", "--since", "2099-01-01")).Exits(0).Stdout,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_sentence_says_who_did_what_to_whom_and_names_them_once()
    {
        await TakeInAsync();
        (await _actionsync.RunAsync("snooze", "INC-1/2", "--until", Tomorrow, "--reason", "waits")).Exits(0);
        (await _actionsync.RunAsync("done", "INC-1/1")).Exits(0);

        var history = (await _actionsync.RunAsync("history", "INC-1")).Exits(0).Stdout.TrimEnd();

        var user = Environment.UserName;
        Assert.Matches(@": Reminded alice@company\.com by e-mail: \d+ days overdue, first time\.\n", history);
        Assert.Matches($@": Marked done by {user}\.\n", history);
        Assert.Matches($@": snoozed until {Tomorrow} by {user}: waits\n", history);
        Assert.DoesNotContain("cli:", history, StringComparison.Ordinal);
        Assert.DoesNotContain("in the tracker", history, StringComparison.Ordinal);
        var closed = JsonDocument.Parse((await _actionsync.RunAsync("history", "INC-1/1", "--json")).Exits(0).Stdout).RootElement.EnumerateArray().Last();
        Assert.Equal(("state changed", $"cli:{user}", "state", "open", "done"), (
            closed.GetProperty("kind").GetString(), closed.GetProperty("who").GetString(), closed.GetProperty("field").GetString(),
            closed.GetProperty("from").GetString(), closed.GetProperty("to").GetString()));
    }

    [Fact]
    public async Task Programs_are_told_who_did_it_in_one_way_whatever_older_versions_wrote()
    {
        await TakeInAsync();
        _actionsync.Pages[0].Set("deadline", "2024-03-01");
        (await _actionsync.RunAsync("once", "--no-remind")).Exits(0);
        (await _actionsync.RunAsync("snooze", "INC-1/2", "--until", Tomorrow, "--reason", "waits")).Exits(0);
        Run("""
            insert into events (at, incident_id, item_key, kind, who, text) values
              (1700000000000, 'INC-1', 'INC-1/add-an-alert', 'snoozed', 'bob', 'snoozed until 2023-11-20 by bob: waits'),
              (1700000000001, 'INC-1', 'INC-1/add-an-alert', 'snoozed', 'board', 'snoozed until 2023-11-20 by board'),
              (1700000000002, 'INC-1', 'INC-1/add-an-alert', 'confirmed', 'person', 'The new item was confirmed.');
            """);

        var events = JsonDocument.Parse((await _actionsync.RunAsync("history", "INC-1", "--json")).Exits(0).Stdout).RootElement.EnumerateArray().ToList();

        Assert.All(events, e => Assert.Equal(
            ["at", "incident", "item", "short", "kind", "who", "field", "from", "to", "text"], e.EnumerateObject().Select(member => member.Name)));
        Assert.Equal(["actionsync"], Who("taken in"));
        Assert.Equal(["actionsync", "actionsync"], Who("created"));
        Assert.Equal(["board"], Who("deadline moved"));
        Assert.Equal([$"cli:{Environment.UserName}", "cli:bob", "board"], Who("snoozed"));
        Assert.Equal(["cli:unknown"], Who("confirmed"));
        var csv = (await _actionsync.RunAsync("history", "INC-1", "--csv")).Exits(0).Stdout;
        Assert.StartsWith("at,incident,item,short,kind,who,field,from,to,text\n", csv.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal(events.Count + 1, csv.TrimEnd().Split('\n').Length);

        // Since a day, by the clocks of the reminding time zone.
        Assert.Equal(3, events.Count - JsonDocument.Parse((await _actionsync.RunAsync("history", "INC-1", "--since", "2024-01-01", "--json")).Exits(0).Stdout)
            .RootElement.GetArrayLength());

        IEnumerable<string?> Who(string kind) => events.Where(e => e.GetProperty("kind").GetString() == kind).Select(e => e.GetProperty("who").GetString());
    }

    private static string Tomorrow => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(2).ToString("yyyy-MM-dd", null);

    private async Task TakeInAsync() =>
        (await _actionsync.OnceAsync(Json("INC-1", Item("Add an alert"), Item("Write a test")), Json("INC-2", Item("Size the pool")))).Exits(0);

    private void Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_actionsync["data", "actionsync.db"]};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
