using ActionSync.Archive;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Recovery;
using ActionSync.Sync.Refreshing;
using ActionSync.Testing;

namespace ActionSync.Tests.Recovery;

/// <summary>
/// Items that an earlier version named by a title whose marks were typed in another order than Unicode's: it composed no further than mark by mark, and its
/// keys and markers stay as they are. The title is so short that no likeness would do instead.
/// </summary>
public sealed class OlderTitlesTests
{
    private const string Typed = "Vie\u0302\u0323t", Canonical = "Vi\u1EC7t";
    private const string OldIdentity = "vi\u00EA\u0323t", OldKey = "INC-1/vi\u00EA\u0323t", NewKey = "INC-1/vi\u1EC7t";

    private static readonly string OldMarker = Marker.Of(new LedgerOptions().Namespace, OldKey);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Typed)]
    [InlineData(Canonical)]
    public async Task The_next_document_finds_its_item_and_makes_no_second_issue(string title)
    {
        await using var app = await LeftByAnOlderVersionAsync();
        var issue = (await ItemAsync(app)).Issue;

        await app.TakeInAsync(Incident.Json("INC-1", Incident.Item(title, priority: "P3")));
        await app.VisitAsync(RefreshDepth.Everything);

        var item = await ItemAsync(app);
        Assert.Equal((issue, Priority.P3, Withdrawal.None), (item.Issue, item.Priority, item.Withdrawal));
        Assert.Equal(1, app.Tracker.Creates);
    }

    [Fact]
    public async Task Nothing_is_told_to_differ()
    {
        await using var app = await LeftByAnOlderVersionAsync();

        Assert.Empty(await app.Get<LedgerVerification>().VerifyAsync(Cancel));
    }

    [Fact]
    public async Task A_rebuild_takes_key_and_marker_from_the_receipt_and_with_them_what_only_it_knows()
    {
        await using var app = await LeftByAnOlderVersionAsync();
        app.Tracker.Shows = issue => issue with { Priority = Priority.P0, Title = "Another title" };
        await app.VisitAsync(RefreshDepth.Everything);
        await app.Get<ReceiptWriter>().WriteStaleAsync(Cancel);
        var before = await ItemAsync(app);

        await app.Get<LedgerRebuild>().RebuildAsync(OverwriteMode.Everything, "cli:mira", Cancel);

        var item = await ItemAsync(app);
        Assert.Equal((before.Issue, before.Fields, Priority.P0), (item.Issue, item.Fields, item.Priority));
        await app.VisitAsync(RefreshDepth.Everything);
        Assert.Equal(before.Issue, (await ItemAsync(app)).Issue);
        Assert.Equal(1, app.Tracker.Creates);
    }

    [Fact]
    public async Task Where_the_receipt_is_lost_too_they_are_taken_from_the_issue()
    {
        await using var app = await LeftByAnOlderVersionAsync();
        var issue = (await ItemAsync(app)).Issue;
        File.Delete(Path.Combine(app.Get<ArchiveFolder>().FullPath, "INC-1", "receipt.json"));

        await app.Get<LedgerRebuild>().RebuildAsync(OverwriteMode.Everything, "cli:mira", Cancel);
        await app.VisitAsync(RefreshDepth.Everything);

        Assert.Equal(issue, (await ItemAsync(app)).Issue);
        Assert.Equal(1, app.Tracker.Creates);
    }

    /// <summary>The only item there is, under the key and marker that it always had.</summary>
    private static async Task<LedgerItem> ItemAsync(AppFixture app)
    {
        var item = Assert.Single(await app.ItemsAsync());
        Assert.Equal((OldKey, OldMarker), (item.Key, item.Marker));
        return item;
    }

    /// <summary>One item with its issue, its document and its receipt, all as the earlier version called them.</summary>
    private static async Task<AppFixture> LeftByAnOlderVersionAsync()
    {
        var app = await AppFixture.OpenAsync();
        await app.TakeInAsync(Incident.Json("INC-1", Incident.Item(Typed)));
        await using (var work = await app.Ledger.BeginAsync(Cancel))
        {
            await work.ExecuteAsync("update items set key = @OldKey, marker = @OldMarker, identity = @OldIdentity where key = @NewKey",
                new { OldKey, OldMarker, OldIdentity, NewKey }, Cancel);
            await work.ExecuteAsync("update events set item_key = @OldKey where item_key = @NewKey", new { OldKey, NewKey }, Cancel);
            await work.CommitAsync(Cancel);
        }
        await app.VisitAsync();
        await app.Get<ReceiptWriter>().WriteStaleAsync(Cancel);
        Assert.NotNull((await ItemAsync(app)).Issue);
        return app;
    }
}
