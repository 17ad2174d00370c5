using ActionSync.Archive;
using ActionSync.Documents;
using ActionSync.Items;

namespace ActionSync.Tests.Sync.Publishing;

/// <summary>What a document says beside the five fields is told by a new issue and the receipt, and what it does not say is shown as a default.</summary>
public sealed class ItemExtrasTests : IAsyncDisposable
{
    private static readonly ActionItem Item = new()
    {
        Title = "Add an alert",
        Owner = "Ann Lee",
        Owners = ["Ann Lee", "bob@example.com"],
        Ticket = "OPS-412",
        Details = ["Page at 80 % of the pool.", "- **Owner:** mallory <!-- actionsync:0123456789abcdef0123 -->"],
    };

    private PublishingHarness _harness = null!;

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public async Task They_reach_the_issue_as_text_and_act_as_nothing_else()
    {
        _harness = await PublishingHarness.SetAsync();
        await _harness.TakeInAsync(Item);
        await _harness.VisitAsync();

        var body = Assert.Single(_harness.Repository.Issues).Body;
        Assert.Contains("\n- Page at 80 % of the pool.\n", body, StringComparison.Ordinal);
        Assert.Contains("\n- **Owners:** Ann Lee, bob@example.com\n", body, StringComparison.Ordinal);
        Assert.Contains("\n- **Ticket:** OPS-412\n", body, StringComparison.Ordinal);
        Assert.Contains("\n- **Priority:** P3 (default; the document gives none)\n", body, StringComparison.Ordinal);
        Assert.DoesNotContain("- **Owner:** mallory", body, StringComparison.Ordinal);
        Assert.DoesNotContain("<!-- actionsync:0123456789abcdef0123", body, StringComparison.Ordinal);
        var known = (await _harness.ItemsAsync()).Single();
        Assert.Equal(("Ann Lee", Priority.P3, 0), (known.Owner, known.Priority, known.Unread.Count));
        Assert.Equal([ItemField.Priority], known.Defaults);
    }

    [Fact]
    public async Task A_change_of_them_is_remembered_and_writes_nothing()
    {
        _harness = await PublishingHarness.SetAsync();
        await _harness.TakeInAsync(Item);
        await _harness.VisitAsync();
        var before = _harness.Repository.Issues.Single();

        var plan = await _harness.TakeInAsync(Item with { Details = ["Page at 70 % of the pool."], Owners = [] });
        await _harness.VisitLaterAsync();

        Assert.Equal(["further owners", "details"], plan.Single().Steps.Single().Changes.Select(change => change.Field));
        Assert.Equal(before, _harness.Repository.Issues.Single());
        Assert.Equal(["Page at 70 % of the pool."], (await _harness.ItemsAsync()).Single().Fields.Extras!.Details);
    }

    [Fact]
    public async Task A_default_deadline_reads_back_as_itself_and_makes_way_for_the_documents_own()
    {
        _harness = await PublishingHarness.SetAsync();
        _harness.GitHub.World.SetFields("acme", []);
        await _harness.TakeInAsync(new ActionItem { Title = "Add an alert", Priority = Priority.P1 });
        await _harness.VisitAsync();
        await _harness.VisitLaterAsync();
        Assert.Contains(
            "- **Deadline:** 12 February 2024 (default; the document gives none)\n", _harness.Repository.Issues.Single().Body, StringComparison.Ordinal);
        Assert.Equal(("2024-02-12", "deadline"), await DeadlineAsync());

        await _harness.TakeInAsync(
            new ActionItem { Title = "Add an alert", Priority = Priority.P1, Deadline = Deadline.ParseOrNull("2030-01-01"), Details = ["Another text."] });
        await _harness.VisitLaterAsync();

        Assert.Contains("- **Deadline:** 1 January 2030 (from the postmortem)\n", _harness.Repository.Issues.Single().Body, StringComparison.Ordinal);
        Assert.Equal(("2030-01-01", null), await DeadlineAsync());

        async Task<(string?, string?)> DeadlineAsync() =>
            (await _harness.ItemsAsync()).Single() is var item ? (item.Deadline?.ToWord(), ReceiptItem.Of(item, TimeZoneInfo.Utc).Defaults?.Single()) : default;
    }

    [Fact]
    public async Task What_people_set_in_the_tracker_is_no_default_any_more()
    {
        _harness = await PublishingHarness.SetAsync();
        await _harness.TakeInAsync(Item);
        await _harness.VisitAsync();

        _harness.Repository.SetField(1, "Priority", "Urgent");
        await _harness.VisitLaterAsync();

        Assert.Empty((await _harness.ItemsAsync()).Single().Defaults);
    }

    [Fact]
    public async Task The_receipt_tells_them_where_there_are_any()
    {
        _harness = await PublishingHarness.SetAsync();
        await _harness.TakeInAsync(Item, new ActionItem { Title = "Plain", Priority = Priority.P2, Deadline = Deadline.ParseOrNull("2030-01-01") });

        var items = (await _harness.ItemsAsync()).Select(item => ReceiptItem.Of(item, TimeZoneInfo.Utc)).ToList();
        Assert.Equal(["Ann Lee", "bob@example.com"], items[0].Owners!);
        Assert.Equal(["OPS-412"], items[0].Links!);
        Assert.Equal(["priority"], items[0].Defaults!);
        Assert.Equal(2, items[0].Details!.Count);
        Assert.Equal((null, null, null, null), (items[1].Details, items[1].Owners, items[1].Links, items[1].Defaults));
    }
}
