using System.Text.Json.Nodes;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Recovery;

/// <summary>
/// Everything that happens to items in their documents and in four trackers, and then the ledger is lost. What is made again from archive and trackers
/// is what was there, and nobody notices.
/// </summary>
public sealed class WholeLifeRebuildTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Revised = "2024-01-30";

    private static readonly string LongTitle = $"Long {string.Concat(Enumerable.Repeat("title that no tracker takes whole ", 10)).Trim()}";

    private FourTrackers _trackers = null!;

    private ProgramFolder Place => _trackers.Place;

    public async ValueTask InitializeAsync()
    {
        _trackers = await FourTrackers.StartAsync();
        Place.Set("Reminding:Orphans", "carol@company.com");
    }

    public ValueTask DisposeAsync() => _trackers.DisposeAsync();

    [Fact]
    public async Task Nothing_is_different_and_nothing_is_made_or_told_twice()
    {
        await LiveAsync();
        (await Place.RunAsync("verify")).Exits(0);
        var before = (await Place.RunAsync("status", "--json")).Exits(0).Stdout;
        var (books, mails, creates) = (_trackers.Books(), Mails(), _trackers.Creates);
        var told = await RemindersAsync();
        (await Place.RunAsync("backup", "good.db")).Exits(0);

        var remembered = Remembered();

        LoseLedger();
        await IsRebuiltAsync(before, told);
        Assert.Equal(remembered, Remembered());

        var database = await postgres.NewDatabaseAsync();
        Place.OnPostgres(database);
        (await Place.RunAsync("restore", "good.db")).Exits(0);
        Assert.Equal(before, (await Place.RunAsync("status", "--json")).Exits(0).Stdout);
        await DropSchemaAsync(database);
        await IsRebuiltAsync(before, told);

        Assert.Equal(books, _trackers.Books());
        Assert.Equal(mails, Mails());
        Assert.Equal(creates, _trackers.Creates);
    }

    private async Task IsRebuiltAsync(string before, IReadOnlyList<string> told)
    {
        (await Place.RunAsync("rebuild")).Exits(0);
        Assert.Equal(before, (await Place.RunAsync("status", "--json")).Exits(0).Stdout);
        (await Place.RunAsync("verify")).Exits(0);
        Assert.Equal(told, await RemindersAsync());
        // One item has no route, so that something is always left.
        for (var pass = 0; pass < 2; pass++)
            (await Place.RunAsync("once")).Exits(3);
        Assert.Equal(before, (await Place.RunAsync("status", "--json")).Exits(0).Stdout);
        (await Place.RunAsync("verify")).Exits(0);
    }

    private async Task LiveAsync()
    {
        var urls = _trackers.Hands.ToDictionary(h => h.Tracker, h => h.Write("Written by a person before"));
        await OnceAsync(h => First(h.Tracker, urls[h.Tracker]));
        foreach (var hands in _trackers.Hands)
        {
            hands.Close("Done by a person", asDone: true);
            hands.Close("Given up by a person", asDone: false);
            hands.Close("Closed and reopened", asDone: true);
            hands.Postpone("Postponed by a person", "2031-05-06");
            hands.Retitle("Retitled by a person", "Reworded in the tracker");
            hands.HandToBob("Handed over");
            hands.Snooze("Quiet by label", "2031-01-01");
            hands.Double("Made twice");
            hands.Delete("Vanishes from the tracker");
            hands.Delete("Deleted and made anew");
        }
        await OnceAsync(h => Second(h.Tracker, urls[h.Tracker]));
        foreach (var hands in _trackers.Hands)
        {
            hands.Reopen("Closed and reopened");
            (await Place.RunAsync("recreate", $"INC-{hands.Tracker}/deleted-and-made-anew")).Exits(0);
        }
        (await Place.RunAsync("snooze", "INC-board/quiet-by-command", "--until", "2031-01-01", "--reason", "the vendor: is slow")).Exits(0);
        (await Place.RunAsync("snooze", "INC-github/quiet-by-command", "--until", "2031-01-01", "--reason", "waits")).Exits(0);
        await OnceAsync(h => Third(h.Tracker, urls[h.Tracker]));
        File.WriteAllText(Place["silent.json"], Silent("INC-board"));
        (await Place.RunAsync("once", "silent.json")).Exits(3);
    }

    /// <summary>All incidents in one document, and beside them one that no route matches.</summary>
    private async Task OnceAsync(Func<IHands, JsonObject> document)
    {
        File.WriteAllText(Place["given.json"], Array([.. _trackers.Hands.Select(document), Of("nowhere", [Item("Belongs to nobody's tracker")])]));
        (await Place.RunAsync("once", "given.json")).Exits(3);
    }

    private static JsonObject First(string tracker, string url) => Of(tracker,
    [
        Item("Overdue as ever", id: "AI-1"),
        Item("Renamed by the document"),
        Item("Withdrawn for good"),
        Item("Withdrawn and back"),
        Item("Over before we heard of it", status: "done"),
        Item("Closed by the document"),
        Item("Reverted", priority: "P2"),
        Item("Vanishes from the tracker"),
        Item("Deleted and made anew"),
        Item("Done by a person"),
        Item("Given up by a person"),
        Item("Closed and reopened"),
        Item("Postponed by a person"),
        Item("Retitled by a person", id: "AI-2"),
        Item("Handed over"),
        Item("Quiet by label"),
        Item("Quiet by command"),
        Item("Made twice"),
        Item("Written by a person before", url: url),
        Item(LongTitle, owner: "Nobody Known", deadline: null, priority: null),
    ]);

    private static JsonObject Second(string tracker, string url) => Changed(First(tracker, url), items =>
    {
        Named(items, "Renamed by")["title"] = "Renamed by the documents";
        items.Remove(Named(items, "Withdrawn for"));
        items.Remove(Named(items, "Withdrawn and"));
        Named(items, "Closed by")["status"] = "done";
        Named(items, "Reverted")["deadline"] = Revised;
        Named(items, "Reverted")["priority"] = "P1";
        // What is written to shows that it is gone.
        Named(items, "Vanishes")["priority"] = "P2";
        Named(items, "Deleted")["priority"] = "P2";
        // The document asks for what a person decided otherwise.
        Named(items, "Postponed")["deadline"] = Revised;
        Named(items, "Retitled")["title"] = "Retitled by a person, says the document";
    });

    private static JsonObject Third(string tracker, string url) => Changed(Second(tracker, url), items =>
    {
        Named(items, "Reverted")["deadline"] = "2024-01-22";
        Named(items, "Reverted")["priority"] = "P2";
        items.Add(Item("Withdrawn and back"));
        items.Add(Item("New in the third revision", owner: null));
    });

    private static JsonObject Of(string tracker, JsonNode[] items)
    {
        var document = Incident.Of($"INC-{tracker}", items);
        document["incident"]!["service"] = tracker;
        return document;
    }

    private static JsonObject Changed(JsonObject document, Action<JsonArray> change)
    {
        change(document["action_items"]!.AsArray());
        return document;
    }

    private static JsonNode Named(JsonArray items, string title) =>
        items.First(i => i!["title"]!.GetValue<string>().StartsWith(title, StringComparison.Ordinal))!;

    private string[] Mails() => Directory.GetFiles(Place["data", "outbox"]).Order(StringComparer.Ordinal).ToArray();

    /// <summary>Who would be told of what, and why not.</summary>
    private async Task<IReadOnlyList<string>> RemindersAsync() =>
        [.. (await Place.RunAsync("remind", "--preview")).Exits(0).Stdout.Split('\n').Order(StringComparer.Ordinal)];

    /// <summary>Everything that was told and asked for, row by row.</summary>
    private IReadOnlyList<string> Remembered()
    {
        using var ledger = new SqliteConnection($"Data Source={Place["data", "actionsync.db"]};Pooling=False");
        ledger.Open();
        using var select = ledger.CreateCommand();
        select.CommandText =
            """
            select 'told ' || quote(item_key) || quote(person) || quote(kind) || quote(deadline) || quote(first_tried) || quote(last_sent) || times from reminder_tally
            union all select 'quiet ' || quote(item_key) || quote(source) || quote(asked) || quote(until) || quote(on_day) || quote(who) || quote(reason) || at from snoozes order by 1
            """;
        using var rows = select.ExecuteReader();
        var remembered = new List<string>();
        while (rows.Read())
            remembered.Add(rows.GetString(0));
        return remembered;
    }

    private void LoseLedger()
    {
        foreach (var file in Directory.GetFiles(Place["data"], "actionsync.db*"))
            File.Delete(file);
    }

    private static async Task DropSchemaAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var drop = new NpgsqlCommand("drop schema actionsync cascade", connection);
        await drop.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
