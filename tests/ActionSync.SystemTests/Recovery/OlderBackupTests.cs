using System.Text.Json.Nodes;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Recovery;

/// <summary>A backup of some days ago is put back, and people and trackers have gone on meanwhile.</summary>
public sealed class OlderBackupTests(PostgresFixture postgres) : IAsyncLifetime
{
    private FourTrackers _trackers = null!;

    private ProgramFolder Place => _trackers.Place;

    public async ValueTask InitializeAsync() => _trackers = await FourTrackers.StartAsync();

    public ValueTask DisposeAsync() => _trackers.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_made_since_is_taken_again_and_nothing_is_made_twice(bool intoPostgres)
    {
        var old = Write("old.json", "Closed by a person since", "Left alone");
        var since = Write("since.json", "Closed by a person since", "Left alone", "New since the backup");
        await OnceAsync(old);
        (await Place.RunAsync("backup", "old.db")).Exits(0);
        await OnceAsync(since);
        foreach (var hands in _trackers.Hands)
            hands.Close("Closed by a person since", asDone: true);
        await OnceAsync(since);
        var after = await StatusAsync();
        var creates = _trackers.Creates;

        if (intoPostgres)
            Place.OnPostgres(await postgres.NewDatabaseAsync());
        (await Place.RunAsync("restore", "--replace", "old.db")).Exits(0);

        var said = (await Place.RunAsync("verify")).Exits(1).Stdout;
        Assert.Contains("INC-board: revision 2 is in the archive and not in the ledger.", said, StringComparison.Ordinal);
        Assert.Contains("was made for INC-github/new-since-the-backup, which the ledger does not have.", said, StringComparison.Ordinal);
        Assert.Contains("INC-cloud/closed-by-a-person-since: State changed in the tracker: open -> done.", said, StringComparison.Ordinal);
        await OnceAsync();
        Assert.All(JsonNode.Parse(await StatusAsync())!.AsArray().Where(i => i!["title"]!.GetValue<string>() == "Closed by a person since"),
            i => Assert.Equal("done", i!["state"]!.GetValue<string>()));
        await OnceAsync(since);
        Assert.Equal(creates, _trackers.Creates);
        Assert.Equal(after, await StatusAsync());
        (await Place.RunAsync("verify")).Exits(0);
    }

    private string Write(string file, params string[] titles)
    {
        File.WriteAllText(Place[file], Incident.Array([.. _trackers.Hands.Select(hands =>
        {
            var document = Of($"INC-{hands.Tracker}", [.. titles.Select(title => Item(title))]);
            document["incident"]!["service"] = hands.Tracker;
            return document;
        })]));
        return file;
    }

    private async Task OnceAsync(params string[] files) => (await Place.RunAsync(["once", "--no-remind", .. files])).Exits(0);

    private async Task<string> StatusAsync() => (await Place.RunAsync("status", "--json")).Exits(0).Stdout;
}
