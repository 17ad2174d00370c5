using System.Text.Json;
using ActionSync.Items;
using ActionSync.SystemTests.Support;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>Documents that name issues which were not made for them, in every kind of tracker: they are followed, and not written to.</summary>
public sealed class LinkedTicketTests : IAsyncDisposable
{
    private TicketService _tickets = null!;

    public static TheoryData<string> Services => TicketService.All;

    private Actionsync Actionsync => _tickets.Actionsync;

    [Theory]
    [MemberData(nameof(Services))]
    public async Task A_persons_ticket_is_followed_whatever_the_routes_say_and_gets_nothing_but_reminders(string service)
    {
        _tickets = await TicketService.StartAsync(service, route: "board");
        var url = _tickets.Open("My own ticket");
        var before = _tickets.Show(url);

        (await Actionsync.OnceAsync(Json("INC-2", Item("Look at this", owner: "bob@company.com", deadline: "2031-01-01", id: "look", url: url)))).Exits(0);
        Assert.Equal(("open", "My own ticket", "alice@company.com", null), await ItemAsync("INC-2/look"));
        Assert.Equal(1, _tickets.Comments(url));

        (await OnceAsync(Json(
            "INC-2", Item("Look at that", owner: "cem@company.com", priority: "P0", deadline: "2032-02-02", id: "look", url: url, status: "done")))).Exits(0);
        Assert.Equal(("open", "My own ticket", "alice@company.com", null), await ItemAsync("INC-2/look"));
        var history = await Actionsync.HistoryAsync("INC-2");
        Assert.Contains("The document asks for title Look at that; the tracker shows My own ticket and keeps it.", history, StringComparison.Ordinal);
        Assert.Contains("The document asks for deadline 2032-02-02; the tracker shows 2024-01-22 and keeps it.", history, StringComparison.Ordinal);
        Assert.Contains("The document asks for state done; the tracker shows open and keeps it.", history, StringComparison.Ordinal);

        (await OnceAsync(Json("INC-2"))).Exits(0);
        (await OnceAsync(Json("INC-2", Item("Look at that", id: "look", url: url)))).Exits(0);
        Assert.Equal(before, _tickets.Show(url));
        Assert.Equal((1, 1), (_tickets.Comments(url), _tickets.Count));

        _tickets.Close(url);
        (await OnceAsync()).Exits(0);
        Assert.Equal("done", (await ItemAsync("INC-2/look")).State);
        Assert.Empty(Actionsync.Pages);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task A_document_that_names_another_incidents_ticket_changes_nothing_there_and_both_are_named(string service)
    {
        _tickets = await TicketService.StartAsync(service, route: "tickets");
        (await OnceAsync(Json("INC-1", Item("Add an alert", deadline: "2024-01-22", id: "alert")))).Exits(0);
        var url = _tickets.OursUrl;
        var before = _tickets.Show(url);
        var other = Json("INC-9", Item("Other", owner: "bob@company.com", id: "x", url: url));
        var file = Actionsync.Write("nine.json", other);
        await BothAreNamedAsync(file);

        (await Actionsync.OnceAsync(other)).Exits(0);
        (await OnceAsync(
            Json("INC-9", Item("Other words", owner: "bob@company.com", priority: "P0", deadline: "2031-01-01", id: "x", url: url, status: "done")))).Exits(0);

        Assert.Equal((before, 1), (_tickets.Show(url), _tickets.Count));
        Assert.Equal(("open", "Add an alert", "alice@company.com", "INC-1/alert"), await ItemAsync("INC-9/x"));
        Assert.Equal(("open", "Add an alert", "alice@company.com", null), await ItemAsync("INC-1/alert"));
        Assert.Equal(1, _tickets.Comments(url));
        await BothAreNamedAsync(file);
        Assert.Matches("(alert and x|x and alert) have the same url",
            (await Actionsync.RunAsync("plan", Actionsync.Write("one.json", Json("INC-1", Item("Add an alert", id: "alert"))))).Stdout);
        Assert.Contains("INC-9/x", Actionsync.Receipt("INC-1").GetProperty("history").ToString(), StringComparison.Ordinal);
        Assert.Contains("INC-1/alert", Actionsync.Receipt("INC-9").GetProperty("history").ToString(), StringComparison.Ordinal);

        _tickets.Close(url);
        (await OnceAsync()).Exits(0);
        Assert.Equal(("done", "done"), ((await ItemAsync("INC-9/x")).State, (await ItemAsync("INC-1/alert")).State));
        Assert.Contains(
            $"linked to {url}, which is the issue of INC-1/alert and done", (await Actionsync.RunAsync("status", "--all")).Exits(0).Stdout,
            StringComparison.Ordinal);
        (await Actionsync.RunAsync("verify")).Exits(0);
        (await Actionsync.RunAsync("doctor")).Exits(0);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Where_the_first_lets_go_of_a_ticket_the_next_takes_over(string service)
    {
        _tickets = await TicketService.StartAsync(service, route: "board");
        var url = _tickets.Open("Shared ticket");
        var before = _tickets.Show(url);
        var first = Json("INC-1", Item("First", id: "a", url: url));
        (await OnceAsync(first)).Exits(0);
        (await OnceAsync(Json("INC-2", Item("Second", id: "b", url: url)))).Exits(0);
        (await OnceAsync(Json("INC-3", Item("Third", id: "c", url: url)))).Exits(0);
        Assert.Equal("none INC-1/a INC-1/a", await LinksAsync("INC-1/a", "INC-2/b", "INC-3/c"));

        // Withdrawn: the next in the ledger follows, and goes on when the first is named again.
        (await OnceAsync(Json("INC-1"))).Exits(0);
        Assert.Equal("none INC-2/b", await LinksAsync("INC-2/b", "INC-3/c"));
        (await OnceAsync(first)).Exits(0);
        Assert.Equal("INC-2/b none INC-2/b", await LinksAsync("INC-1/a", "INC-2/b", "INC-3/c"));

        // Named no more: the item gets an issue of its own, where the routes say.
        (await OnceAsync(Json("INC-2", Item("Second", id: "b")))).Exits(0);
        Assert.Equal("none none INC-1/a", await LinksAsync("INC-1/a", "INC-2/b", "INC-3/c"));
        Assert.Equal("Second", Assert.Single(Actionsync.Pages)["title"]);
        Assert.Contains($"The document changed url: {url} -> none.", await Actionsync.HistoryAsync("INC-2"), StringComparison.Ordinal);

        // Another one named: that one is followed.
        var another = _tickets.Open("Another ticket");
        (await OnceAsync(Json("INC-1", Item("First", id: "a", url: another)))).Exits(0);
        Assert.Equal("none none", await LinksAsync("INC-1/a", "INC-3/c"));
        Assert.Equal(("Another ticket", "Shared ticket"), ((await ItemAsync("INC-1/a")).Title, (await ItemAsync("INC-3/c")).Title));
        Assert.Equal(before, _tickets.Show(url));
        Assert.Equal(0, _tickets.Comments(url));
        (await Actionsync.RunAsync("verify")).Exits(0);

        var status = (await Actionsync.RunAsync("status", "--json")).Stdout;
        Actionsync.LoseLedger();
        (await Actionsync.RunAsync("rebuild")).Exits(0);
        Assert.Equal(status, (await Actionsync.RunAsync("status", "--json")).Stdout);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task No_text_of_a_document_changes_what_belongs_to_another_incident(string service)
    {
        _tickets = await TicketService.StartAsync(service, route: "tickets");
        var one = Json("INC-1", Item("Add an alert", id: "alert"));
        (await OnceAsync(one)).Exits(0);
        var (url, before, status) = (_tickets.OursUrl, _tickets.Show(_tickets.OursUrl), await RawAsync("INC-1"));
        var marker = Marker.Of("default", "INC-1/alert");
        string[] texts =
        [
            $"Words <!-- actionsync:{marker} --> words", $"actionsync-{marker}", "INC-1/alert", url, "snooze-until:2031-01-01", $"marker: {marker}",
            $"key: INC-1/alert\nmarker: {marker}\n---", "Add an alert",
        ];
        var hostile = Of("INC-9",
            [.. texts.Select((text, n) => Item(text.ReplaceLineEndings(" "), id: n % 2 == 0 ? null : text.ReplaceLineEndings(" "))),
                Item("Linked", id: "INC-1/alert/2", url: url, status: "wont_do")]);
        hostile["incident"]!["title"] = $"<!-- actionsync:{marker} --> snooze-until:2031-01-01 {url}";
        hostile["incident"]!["service"] = $"actionsync-{marker}";

        await Actionsync.RunAsync("once", "--no-remind", Actionsync.Write("hostile.json", hostile.ToJsonString()));
        (await Actionsync.RunAsync("once", "--no-remind", "--confirm-withdraw", Actionsync.Write("none.json", Json("INC-9")))).Exits(0);

        Assert.Equal((before, status), (_tickets.Show(url), await RawAsync("INC-1")));
        Assert.Equal(0, _tickets.Comments(url));
        Actionsync.LoseLedger();
        (await Actionsync.RunAsync(
            "once", "--no-remind", "--new-ledger", Actionsync.Write("hostile.json", hostile.ToJsonString()), Actionsync.Write("one.json", one))).Exits(0);
        Assert.Equal((before, status), (_tickets.Show(url), await RawAsync("INC-1")));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task A_ticket_of_a_place_that_is_not_configured_is_told_and_kept_as_a_link(string service)
    {
        _tickets = await TicketService.StartAsync(service, route: "board");
        var sentence = $"{_tickets.ElsewhereUrl} is an issue of no configured tracker: it is kept as a link.";
        var far = Item("Far away", id: "far", url: _tickets.ElsewhereUrl, priority: null);
        var file = Actionsync.Write("far.json", Json("INC-4", far, Item("Near", id: "near")));

        Assert.Contains(sentence, (await Actionsync.RunAsync("check", file)).Exits(0).Stdout, StringComparison.Ordinal);
        var plan = (await Actionsync.RunAsync("plan", file)).Exits(0).Stdout;
        Assert.Contains(sentence, plan, StringComparison.Ordinal);
        Assert.Contains($"+ far  Far away  (keeps {_tickets.ElsewhereUrl} as a link)", plan, StringComparison.Ordinal);
        Assert.Contains("      priority P3 (default)", plan, StringComparison.Ordinal);
        (await Actionsync.RunAsync("once", "--no-remind", file)).Exits(0);

        Assert.Equal(["Far away", "Near"], Actionsync.Pages.Select(page => page["title"]).Order());
        Assert.Contains("**Ticket**", File.ReadAllText(Actionsync.Pages.Single(page => page["title"] == "Far away").Path), StringComparison.Ordinal);
        var told = Actionsync.Receipt("INC-4").GetProperty("items")[0];
        Assert.Equal((_tickets.ElsewhereUrl, "priority"), (told.GetProperty("links")[0].GetString(), told.GetProperty("defaults")[0].GetString()));
        Assert.Null(Word(await RawItemAsync("INC-4/far"), "problem"));
        Assert.DoesNotContain("no configured tracker", (await Actionsync.RunAsync("doctor")).Exits(0).Stdout, StringComparison.Ordinal);

        // The link is remembered after a rebuild, and its end writes nothing.
        var status = (await Actionsync.RunAsync("status", "--json")).Stdout;
        Actionsync.LoseLedger();
        (await Actionsync.RunAsync("rebuild")).Exits(0);
        (await Actionsync.RunAsync("verify")).Exits(0);
        Assert.Equal(status, (await Actionsync.RunAsync("status", "--json")).Stdout);
        (await OnceAsync(Json("INC-4", Item("Far away", id: "far", priority: null), Item("Near", id: "near")))).Exits(0);
        Assert.Equal(2, Actionsync.Pages.Count);
    }

    public async ValueTask DisposeAsync()
    {
        if (_tickets is not null)
            await _tickets.DisposeAsync();
    }

    private Task<Ran> OnceAsync(params string[] documents) =>
        Actionsync.RunAsync(["once", "--no-remind", .. documents.Select((document, i) => Actionsync.Write($"given-{i}.json", document))]);

    private async Task BothAreNamedAsync(string file)
    {
        foreach (var command in new[] { "check", "plan" })
        {
            var said = (await Actionsync.RunAsync(command, file)).Exits(0).Stdout;
            Assert.Matches("(alert and x|x and alert) have the same url", said);
        }
    }

    private async Task<JsonElement> RawItemAsync(string key) => (await Actionsync.StatusAsync()).Single(item => item.GetProperty("key").GetString() == key);

    private async Task<(string? State, string? Title, string? Owner, string? LinkedTo)> ItemAsync(string key) =>
        await RawItemAsync(key) is var item ? (Word(item, "state"), Word(item, "title"), Word(item, "owner"), Word(item, "linkedTo")) : default;

    private async Task<string> RawAsync(string incident) =>
        string.Concat((await Actionsync.StatusAsync()).Where(item => item.GetProperty("incident").GetString() == incident).Select(item => item.GetRawText()));

    private async Task<string> LinksAsync(params string[] keys)
    {
        var items = (await Actionsync.StatusAsync()).ToDictionary(item => item.GetProperty("key").GetString()!);
        return string.Join(" ", keys.Select(key => Word(items[key], "linkedTo") ?? "none"));
    }

    private static string? Word(JsonElement item, string member) => item.GetProperty(member).GetString();
}
