using System.Text.Json.Nodes;
using ActionSync.SystemTests.Support;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>What a document says of an issue that was not made for it changes nothing there, and nothing of another incident.</summary>
public sealed class ForeignIssueTests : IDisposable
{
    private readonly Actionsync _actionsync = new();

    [Fact]
    public async Task A_document_that_names_another_incidents_issue_is_linked_to_it_and_changes_nothing()
    {
        (await _actionsync.OnceAsync(Json("INC-1", Item("Rotate the demo key", owner: "ann@example.com")))).Exits(0);
        var page = _actionsync.Pages[0].Path;
        var before = File.ReadAllText(page);
        var url = new Uri(page).AbsoluteUri;
        var other = Json("INC-9", Item("Other", owner: "bob@example.com", priority: "P3", deadline: "2031-01-01", id: "x", url: url));
        Assert.Contains("linked to", (await _actionsync.RunAsync("plan", _actionsync.Write("b.json", other))).Exits(0).Stdout, StringComparison.Ordinal);

        (await _actionsync.OnceAsync(other)).Exits(0);
        (await _actionsync.OnceAsync(Json("INC-9", Item("Quite another", owner: "bob@example.com", id: "x", url: url)))).Exits(0);
        (await _actionsync.OnceAsync(Json("INC-9", Item("Quite another", owner: "bob@example.com", id: "x", url: url, status: "done")))).Exits(0);
        Assert.Equal(("open", "Rotate the demo key"), State("INC-9"));
        Assert.Contains(
            "The document asks for state done; the tracker shows open and keeps it.", await _actionsync.HistoryAsync("INC-9"), StringComparison.Ordinal);
        (await _actionsync.OnceAsync(Json("INC-9"))).Exits(0);

        Assert.Equal(before, File.ReadAllText(page));
        Assert.Single(_actionsync.Pages);
        Assert.Equal(("open", "Rotate the demo key"), State("INC-1"));
        Assert.Contains("INC-9/x", string.Concat(_actionsync.Receipt("INC-1").GetProperty("history").EnumerateArray()), StringComparison.Ordinal);
        Assert.Contains(
            "INC-1/rotate-the-demo-key", string.Concat(_actionsync.Receipt("INC-9").GetProperty("history").EnumerateArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_linked_item_shows_whose_issue_it_is_and_reminds_nobody()
    {
        (await _actionsync.OnceAsync(Json("INC-1", Item("Rotate the demo key", owner: "ann@example.com")))).Exits(0);
        var url = new Uri(_actionsync.Pages[0].Path).AbsoluteUri;
        (await _actionsync.OnceAsync(Json("INC-9", Item("Other", owner: "bob@example.com", id: "x", url: url)))).Exits(0);
        (await _actionsync.RunAsync("once")).Exits(0);

        Assert.Equal("open", State("INC-9").State);
        Assert.Equal("INC-1/rotate-the-demo-key", Assert.Single(_actionsync.Items("INC-9")).GetProperty("linkedTo").GetString());
        Assert.Contains(
            "which is the issue of INC-1/rotate-the-demo-key and open", (await _actionsync.RunAsync("status")).Exits(0).Stdout, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.GetFiles(_actionsync["data", "outbox"]), file => file.Contains("bob@example.com", StringComparison.Ordinal));
        (await _actionsync.RunAsync("verify")).Exits(0);
        (await _actionsync.RunAsync("doctor")).Exits(0);
        var status = (await _actionsync.RunAsync("status", "--json")).Stdout;

        _actionsync.LoseLedger();
        (await _actionsync.RunAsync("rebuild")).Exits(0);
        (await _actionsync.RunAsync("once", "--no-remind")).Exits(0);
        Assert.Equal(status, (await _actionsync.RunAsync("status", "--json")).Stdout);
        Assert.Single(_actionsync.Pages);
    }

    [Fact]
    public async Task A_persons_own_issue_is_followed_and_never_written()
    {
        var page = _actionsync.Write(
            Path.Combine("data", "board", "mine.md"), "---\ntitle: My own page\nstatus: open\nowner: ann@example.com\ndeadline: 2030-01-01\n---\n\nWords.\n");
        var before = File.ReadAllText(page);
        var url = new Uri(page).AbsoluteUri;
        (await _actionsync.OnceAsync(Json("INC-2", Item("Look at this", owner: "bob@example.com", deadline: "2031-01-01", id: "look", url: url)))).Exits(0);
        (await _actionsync.OnceAsync(Json(
            "INC-2", Item("Look at that", owner: "cem@example.com", priority: "P2", deadline: "2032-02-02", id: "look", url: url, status: "done")))).Exits(0);
        Assert.Equal(("open", "My own page"), State("INC-2"));
        (await _actionsync.OnceAsync(Json("INC-2"))).Exits(0);

        Assert.Equal(before, File.ReadAllText(page));
        var history = await _actionsync.HistoryAsync("INC-2");
        Assert.Contains("The document asks for deadline 2032-02-02; the tracker shows 2030-01-01 and keeps it.", history, StringComparison.Ordinal);
        Assert.Contains("The document asks for state done; the tracker shows open and keeps it.", history, StringComparison.Ordinal);

        // What its people do there is followed.
        var closed = before.Replace("status: open", "status: done", StringComparison.Ordinal);
        File.WriteAllText(page, closed);
        (await _actionsync.RunAsync("once")).Exits(0);
        Assert.Equal("done", State("INC-2").State);
        _actionsync.LoseLedger();
        (await _actionsync.RunAsync("rebuild")).Exits(0);
        (await _actionsync.OnceAsync(Json("INC-2", Item("Look at that again", id: "look", url: url)))).Exits(0);
        Assert.Equal(closed, File.ReadAllText(page));
    }

    [Fact]
    public async Task An_issue_is_followed_in_whichever_tracker_has_it_whatever_the_routes_say()
    {
        _actionsync.Configured(
            """{"Trackers": {"board": {"Kind": "Folder"}, "other": {"Kind": "Folder", "Folder": "data/other"}}, "Routes": [{"Tracker": "board"}]}""");
        var page = _actionsync.Write(Path.Combine("data", "other", "mine.md"), "---\ntitle: My own page\nstatus: in_progress\n---\n\nWords.\n");

        (await _actionsync.OnceAsync(Json("INC-2", Item("Look at this", id: "look", url: new Uri(page).AbsoluteUri)))).Exits(0);

        Assert.Equal(("in_progress", "My own page"), State("INC-2"));
        Assert.Empty(_actionsync.Pages);
    }

    [Fact]
    public async Task Check_names_the_incidents_that_share_an_issue()
    {
        var url = new Uri(_actionsync.Write(Path.Combine("data", "board", "mine.md"), "---\ntitle: My own page\nstatus: open\n---\n\nWords.\n")).AbsoluteUri;
        var one = _actionsync.Write("one.json", Json("INC-1", Item("This", id: "a", url: url)));
        var two = _actionsync.Write("two.json", Json("INC-2", Item("That", id: "b", url: url)));

        Assert.Contains("a and b have the same url", (await _actionsync.RunAsync("check", one, two)).Exits(0).Stdout, StringComparison.Ordinal);
    }

    public void Dispose() => _actionsync.Dispose();

    private (string? State, string? Title) State(string incident)
    {
        JsonNode? item = JsonNode.Parse(Assert.Single(_actionsync.Items(incident)).GetRawText());
        return ((string?)item!["state"], (string?)item["title"]);
    }
}
