using ActionSync.SystemTests.Support;
using Microsoft.Data.Sqlite;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Recovery;

/// <summary>Each kind of difference between ledger, archive and trackers, made by hand, is named with its key and what to do.</summary>
public sealed class VerifyTests : IAsyncLifetime
{
    private FourTrackers _trackers = null!;

    private ProgramFolder Place => _trackers.Place;

    public async ValueTask InitializeAsync() => _trackers = await FourTrackers.StartAsync();

    public ValueTask DisposeAsync() => _trackers.DisposeAsync();

    [Fact]
    public async Task Every_difference_is_named_with_what_to_do()
    {
        await OnceAsync(hands =>
            [.. new[] { "Deleted", "Postponed", "Copied", "Changed in the ledger", "Lost in the ledger",
                "Changed in the receipt" }.Select(title => Item(title))]);
        (await Place.RunAsync("verify")).Exits(0);
        var github = _trackers.Hands.First(h => h.Tracker == "github");
        github.Delete("Deleted");
        github.Postpone("Postponed", "2031-05-06");
        _trackers.Repository.AddLabel(
            _trackers.Repository.Open("Copied", _trackers.Repository.Issues.First(i => i.Title == "Copied").Body).Number, "actionsync");
        Execute("update items set title = 'By hand' where key = 'INC-github/changed-in-the-ledger'");
        Execute("delete from items where key = 'INC-github/lost-in-the-ledger'");
        Replace(Receipt("INC-github"), "\"title\": \"Changed in the receipt\"", "\"title\": \"Another title\"");
        Replace(Receipt("INC-cloud"), "New item: Copied", "Never seen");
        File.Delete(Receipt("INC-server"));
        File.AppendAllText(Revision("INC-cloud"), " ");
        File.Delete(Revision("INC-server"));
        File.Copy(Revision("INC-board"), Revision("INC-board").Replace("0001", "0002"));

        var said = (await Place.RunAsync("verify")).Exits(1).Stdout;

        Assert.All(
        [
            "INC-github/deleted: #1 is not in github any more. The next nightly pass",
            "INC-github/postponed: Deadline changed in the tracker: 2024-01-22 -> 2031-05-06. The next refresh takes it up.",
            "INC-github/copied: #7 in github carries its marker beside #3. A refresh closes it if it is ours; remove the marker",
            "INC-github/changed-in-the-ledger: the ledger shows \"By hand\" (open, P1, 2024-01-22, alice@company.com), and from #4 in github follows \"Changed in the ledger\"",
            "INC-github/changed-in-the-ledger: the receipt says title Changed in the ledger, and the ledger By hand. It is written again",
            "#5 in github was made for INC-github/lost-in-the-ledger, which the ledger does not have. Drop its document again, or make the ledger anew with actionsync rebuild --replace.",
            "INC-github/lost-in-the-ledger: revision 1 of INC-github names it, and the ledger does not have it.",
            "INC-github/changed-in-the-receipt: the receipt says title Another title, and the ledger Changed in the receipt.",
            "INC-cloud: the history in its receipt is not the ledger's.",
            "INC-cloud: revision 1 in the archive is not the document that was taken in. Put the original back",
            "INC-server: its receipt is not in the archive. It is written again",
            "INC-server: revision 1 is in the ledger and not in the archive. Copy it from",
            "INC-board: revision 2 is in the archive and not in the ledger. Drop that file again",
        ], sentence => Assert.Contains(sentence, said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_nothing_differs_it_costs_a_few_requests_whatever_the_number_of_items()
    {
        Place.Set("Trackers:github:MaxCreatesPerRun", "1000");
        Place.Set("Trackers:cloud:MaxCreatesPerRun", "1000");
        Place.Set("Planning:MaxNewItemsPerDocument", "1000");
        Place.Set("Planning:MaxNewItemsPerPass", "1000");
        await OnceAsync(hands => hands.Tracker is "github" or "cloud" ? [.. Enumerable.Range(1, 150).Select(n => Item($"Item number {n}"))] : []);
        var (github, cloud) = (_trackers.GitHub.Log.All.Count, _trackers.Cloud.Log.All.Count);

        (await Place.RunAsync("verify")).Exits(0);

        // Two pages of 150 issues, and who and what we are.
        Assert.InRange(_trackers.GitHub.Log.All.Count - github, 2, 8);
        Assert.InRange(_trackers.Cloud.Log.All.Count - cloud, 2, 8);
    }

    private async Task OnceAsync(Func<IHands, System.Text.Json.Nodes.JsonNode[]> items)
    {
        File.WriteAllText(Place["given.json"], Array([.. _trackers.Hands.Select(hands =>
        {
            var document = Of($"INC-{hands.Tracker}", items(hands));
            document["incident"]!["service"] = hands.Tracker;
            return document;
        })]));
        (await Place.RunAsync("once", "--no-remind", "given.json")).Exits(0);
    }

    private string Receipt(string incident) => Place["data", "archive", incident, "receipt.json"];

    private string Revision(string incident) => Place["data", "archive", incident, "revision-0001.json"];

    private static void Replace(string file, string old, string text)
    {
        var before = File.ReadAllText(file);
        Assert.Contains(old, before, StringComparison.Ordinal);
        File.WriteAllText(file, before.Replace(old, text, StringComparison.Ordinal));
    }

    private void Execute(string sql)
    {
        using var ledger = new SqliteConnection($"Data Source={Place["data", "actionsync.db"]};Pooling=False");
        ledger.Open();
        using var command = ledger.CreateCommand();
        command.CommandText = sql;
        Assert.Equal(1, command.ExecuteNonQuery());
    }
}
