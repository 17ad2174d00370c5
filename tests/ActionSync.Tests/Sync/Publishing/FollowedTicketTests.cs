using ActionSync.Documents;
using ActionSync.Intake;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Planning;
using ActionSync.Testing;
using ActionSync.Testing.Planning;

namespace ActionSync.Tests.Sync.Publishing;

/// <summary>Items whose document names a ticket: one of a configured tracker is followed, be it an issue or a pull request, and any other is a link.</summary>
public sealed class FollowedTicketTests : IAsyncDisposable
{
    private PublishingHarness _harness = null!;

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public async Task A_table_whose_bugs_are_issues_of_the_configured_repository_creates_none_and_follows_all()
    {
        _harness = await PublishingHarness.SetAsync();
        var numbers = Enumerable.Range(1, 4).Select(n => _harness.Repository.Open($"Bug of the tracker {n}").Number).ToArray();
        var request = _harness.Repository.Open("Raise the quota", pullRequest: true).Number;
        var pages = $"{_harness.GitHub.Url}/acme/ops";
        ActionItem[] items =
        [
            new() { Title = "Update playbook with instructions for responding to cascading failure", Owner = "jennifer", Url = $"{pages}/issues/{numbers[0]}" },
            new() { Title = "Use flux capacitor to balance load between clusters", Owner = "martym", Ticket = $"#{numbers[1]}" },
            new() { Title = "Schedule cascading failure test during next DiRT", Owner = "docbrown", Ticket = $"Acme/OPS#{numbers[2]}", Details = ["Tell SRE"] },
            new() { Title = $"acme/ops#{numbers[3]}", Ticket = $"acme/ops#{numbers[3]}" },
            new() { Title = "Plug file descriptor leak in search ranking subsystem", Owner = "agoogler", Url = $"{pages}/pull/{request}/files?w=1#diff-1" },
        ];
        var before = _harness.Repository.Everything;

        await _harness.TakeInAsync(items);
        await _harness.VisitAsync();
        await _harness.TakeInAsync([.. items, new() { Title = "Too late", Status = ItemState.Done }]);
        await _harness.VisitLaterAsync();

        Assert.Equal(before, _harness.Repository.Everything);
        var known = await _harness.ItemsAsync();
        Assert.Equal(["#1", "#2", "#3", "#4", "#5", null], known.Select(item => item.Issue?.Number));
        Assert.All(known.Take(5), item => Assert.Equal(
            (true, PendingAction.None, ItemState.Open, null), (item.Fields.AreFollowed, item.PendingAction, item.State, item.Problem)));
        Assert.Equal("Bug of the tracker 4", known[3].Title);
        Assert.Equal((ItemState.Done, PendingAction.None), (known[5].State, known[5].PendingAction));
        // A title that is a ticket and nothing else differs from nothing.
        Assert.DoesNotContain(await _harness.HistoryAsync(), e => e.Kind == EventKind.Conflict && e.ItemKey == known[3].Key && e.Field == "title");
        Assert.Contains(await _harness.HistoryAsync(), e => e.Kind == EventKind.Conflict && e.ItemKey == known[0].Key && e.Field == "title");
    }

    [Fact]
    public async Task A_ticket_that_is_written_otherwise_is_the_same_ticket()
    {
        _harness = await PublishingHarness.SetAsync();
        var issue = _harness.Repository.Open("Their issue").Number;
        var pull = _harness.Repository.Open("Their change", pullRequest: true).Number;
        await _harness.TakeInAsync(new ActionItem { Title = "Look", Ticket = $"#{issue}" }, new ActionItem { Title = "Merge", Ticket = $"#{pull}" });
        // Once before it is read, once after it.
        await _harness.TakeInAsync(
            new ActionItem { Title = "Look", Ticket = $"acme/ops#{issue}" },
            new ActionItem { Title = "Merge", Url = $"{_harness.GitHub.Url}/acme/ops/pull/{pull}" });
        await _harness.VisitAsync();
        var events = (await _harness.HistoryAsync()).Count;

        var plan = await _harness.TakeInAsync(
            new ActionItem { Title = "Look", Url = $"{_harness.GitHub.Url}/ACME/ops/issues/{issue}/#top" },
            new ActionItem { Title = "Merge", Ticket = $"#{pull}" });

        Assert.All(plan.Single().Steps, step => Assert.Equal((StepKind.Keep, "True"), (step.Kind, step.Item.Fields.AreFollowed.ToString())));
        Assert.Equal(events + 1, (await _harness.HistoryAsync()).Count);
        Assert.Equal(["#1", "#2"], (await _harness.ItemsAsync()).Select(item => item.Issue?.Number));
    }

    [Fact]
    public async Task The_address_of_the_items_own_issue_changes_nothing()
    {
        _harness = await PublishingHarness.SetAsync();
        await _harness.TakeInAsync(new ActionItem { Title = "Add an alert" });
        await _harness.VisitAsync();

        var plan = await _harness.TakeInAsync(new ActionItem { Title = "Add an alert", Ticket = "#1" });
        await _harness.VisitLaterAsync();

        Assert.True(plan.Single().ChangesNothing);
        Assert.False((await _harness.ItemsAsync()).Single().Fields.AreFollowed);
        Assert.Single(_harness.Repository.Issues);
    }

    [Theory]
    [InlineData("https://elsewhere.example/browse/OPS-1", null)]
    [InlineData("https://github.com/other/repository/issues/7", null)]
    [InlineData(null, "OPS-412")]
    [InlineData(null, "Bug 7012345")]
    [InlineData(null, "other/repository#7")]
    public async Task A_ticket_elsewhere_is_kept_as_a_link_and_the_item_created(string? url, string? ticket)
    {
        _harness = await PublishingHarness.SetAsync();
        var item = new ActionItem { Title = "Look at this", Url = url, Ticket = ticket };

        await _harness.TakeInAsync(item);
        await _harness.VisitAsync();
        var again = await _harness.TakeInAsync(item with { Owner = "Ann" });
        await _harness.VisitLaterAsync();

        var created = Assert.Single(_harness.Repository.Issues);
        Assert.Equal("Look at this", created.Title);
        Assert.Contains("- **Ticket:** ", created.Body, StringComparison.Ordinal);
        Assert.Equal([url ?? ticket!], (await _harness.ItemsAsync()).Single().Links);
        Assert.Equal(["owner"], again.Single().Steps.Single().Changes.Select(change => change.Field));
        Assert.Empty(_harness.Get<ItemTickets>().Read(SomeDocument.Of(item)).Warnings);
        Assert.Contains("is an issue of no configured tracker: it is kept as a link.",
            KeptLink(item), StringComparison.Ordinal);
    }

    private string KeptLink(ActionItem item) => _harness.Get<DocumentAdvice>().Of(SomeDocument.Of(item), DateTimeOffset.UnixEpoch)
        .Single(advice => advice.Why == Advice.KeptLink).Text;

    [Fact]
    public async Task A_bare_number_means_an_issue_only_where_one_repository_is_configured()
    {
        _harness = await PublishingHarness.SetAsync("acme/other");
        _harness.GitHub.World.AddRepository("acme/other");
        _harness.Repository.Open("Theirs");
        var item = new ActionItem { Title = "Look at this", Ticket = "#1", Place = new DocumentPlace(7) };

        await _harness.TakeInAsync(item);
        await _harness.VisitAsync();

        Assert.Equal([new Warning(7, Warning.UnreadTicket, "#1")], _harness.Get<ItemTickets>().Read(SomeDocument.Of(item)).Warnings);
        Assert.Contains(
            "#1 may be an issue of github or another",
            KeptLink(item), StringComparison.Ordinal);
        Assert.Equal(["Theirs", "Look at this"], _harness.Repository.Issues.Select(issue => issue.Title));
        Assert.Equal(("#2", "#1"), ((await _harness.ItemsAsync()).Single().Issue!.Number, (await _harness.ItemsAsync()).Single().Links.Single()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_pull_request_is_done_when_it_is_merged_or_closed(bool isMerged)
    {
        _harness = await PublishingHarness.SetAsync();
        var number = _harness.Repository.Open("Raise the quota", "Quotes <!-- actionsync:0123456789abcdef0123 -->\n", pullRequest: true).Number;
        _harness.Repository.Edit(number, pull => pull with { IsDraft = true });
        await _harness.TakeInAsync(new ActionItem { Title = "Raise it", Ticket = $"#{number}", Status = ItemState.InProgress });
        await _harness.VisitAsync();
        Assert.Equal((ItemState.Open, "Raise the quota", 0), await StandingAsync());

        _ = isMerged ? _harness.Repository.Merge(number) : _harness.Repository.Close(number);
        var before = _harness.Repository[number];
        await _harness.VisitLaterAsync();
        Assert.Equal((ItemState.Done, "Raise the quota", 0), await StandingAsync());
        Assert.Equal(before.ClosedAt, (await _harness.ItemsAsync()).Single().DoneAt);

        await _harness.TakeInAsync();
        await _harness.VisitLaterAsync();
        Assert.Equal(before, _harness.Repository[number]);
        Assert.Empty(_harness.Repository.Issues);

        async Task<(ItemState, string, int)> StandingAsync() =>
            (await _harness.ItemsAsync()).Single() is var item ? (item.State, item.Title, item.Unread.Count) : default;
    }

    [Fact]
    public async Task A_document_that_calls_a_followed_issue_done_closes_nothing_and_is_recorded()
    {
        _harness = await PublishingHarness.SetAsync();
        var number = _harness.Repository.Open("Theirs").Number;
        await _harness.TakeInAsync(new ActionItem { Title = "Look", Ticket = $"#{number}" });
        await _harness.VisitAsync();

        await _harness.TakeInAsync(new ActionItem { Title = "Look", Ticket = $"#{number}", Status = ItemState.Done });
        await _harness.VisitLaterAsync();

        Assert.True(_harness.Repository[number].IsOpen);
        Assert.Contains(await _harness.HistoryAsync(), e => e.Kind == EventKind.Conflict && e.Field == "state");
    }

    [Theory]
    [InlineData("started")]
    [InlineData("silent")]
    [InlineData("renamed")]
    [InlineData("held")]
    public async Task What_waited_for_its_tracker_in_an_older_ledger_is_created_with_its_link(string next)
    {
        const string Url = "https://elsewhere.example/browse/OPS-1";
        _harness = await PublishingHarness.SetAsync();
        ActionItem[] items = [new() { Title = "Look at this", Id = "pool", Url = Url }, new() { Title = "B", Id = "b" }, new() { Title = "C", Id = "c" }];
        await _harness.TakeInAsync(items);
        // As it was left there, with a problem that is none any more.
        await _harness.ChangeItemAsync(item => item with
        {
            PendingAction = PendingAction.Adopt,
            Tracker = null,
            Url = Url,
            Fields = item.Fields with { NamedUrl = Url, Extras = null },
            Problem = new ItemProblem(ProblemCode.Failed, "Waits."),
        });
        await _harness.ExecuteAsync("update items set problem_code = 'UnknownTicket' where explicit_id = 'pool'");
        Assert.Null((await _harness.ItemAsync()).Problem);

        await (next switch
        {
            "started" => _harness.RestartAsync(),
            "silent" => _harness.TakeInAsync(SomeDocument.Of(items) with { ActionItems = null, Source = "none"u8.ToArray() }),
            "held" => _harness.TakeInAsync(),
            _ => _harness.TakeInAsync([items[0] with { Title = "Look at that" }, .. items[1..]]),
        });
        await _harness.VisitAsync();

        var item = await _harness.ItemAsync();
        Assert.Equal(("acme/ops", null, PendingAction.None), (item.Issue?.Place, item.Problem, item.PendingAction));
        Assert.Equal([Url], item.Links);
        Assert.DoesNotContain(await _harness.HistoryAsync(), e => e.Field is "url" or "links");
        Assert.Contains("elsewhere.example", _harness.Repository.Issues.Single(issue => issue.Title.StartsWith("Look", StringComparison.Ordinal)).Body,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reference_shape_names_tickets_by_address()
    {
        _harness = await PublishingHarness.SetAsync();
        var pages = $"{_harness.GitHub.Url}/acme/ops";
        var (issue, pull) = (_harness.Repository.Open("Bug").Number, _harness.Repository.Open("Change", pullRequest: true).Number);
        var document = Some.Document(
            Incident.Item("Update the playbook", id: "a", url: $"{pages}/issues/{issue}?x=1#top"),
            Incident.Item("Plug the leak", id: "b", url: $"{pages}/pull/{pull}"));
        var before = _harness.Repository.Everything;

        await _harness.TakeInAsync(document);
        await _harness.VisitAsync();
        await _harness.TakeInAsync(document);
        await _harness.VisitLaterAsync();

        Assert.Equal(before, _harness.Repository.Everything);
        Assert.Equal([("#1", "Bug"), ("#2", "Change")], (await _harness.ItemsAsync()).Select(item => (item.Issue!.Number, item.Title)));
    }
}
