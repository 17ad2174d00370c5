using ActionSync.Archive;
using ActionSync.Documents;
using ActionSync.Intake;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Recovery;
using ActionSync.Sync.Publishing;
using ActionSync.Testing;
using ActionSync.Testing.Planning;
using Microsoft.Data.Sqlite;
using static ActionSync.Testing.Incident;

namespace ActionSync.Tests.Intake;

/// <summary>What was held or recorded as backlog, in the ledger: it is released as a whole, and outlives the ledger.</summary>
public sealed class ConfirmationTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Held_items_get_no_issue_before_they_are_confirmed_and_each_one_after()
    {
        await using var app = await OpenAsync();
        await app.TakeInAsync(Json("INC-1", "Add an alert", "Write a test", "Drop the table"));
        await app.VisitAsync();
        Assert.Equal(0, app.Tracker.Creates);
        Assert.All(await app.ItemsAsync(), item => Assert.True(item.IsHeld));

        var result = await app.Get<Confirmation>().ConfirmAsync(["INC-1", "INC-9"], "cli:mira", Cancel);
        await app.VisitAsync();

        Assert.Equal([new ReleasedIncident("INC-1", 3, 0)], result.Released);
        Assert.Equal(["INC-9"], result.Unknown);
        Assert.Equal(3, app.Tracker.Creates);
        Assert.All(await app.ItemsAsync(), item => Assert.Equal(ItemState.Open, item.State));
    }

    [Fact]
    public async Task An_incident_is_released_alone_with_its_withdrawals()
    {
        await using var app = await OpenAsync(perDocument: 4);
        await app.TakeInAsync(Json("INC-1", "Apples first", "Bread second", "Cheese third", "Dates fourth"));
        await app.VisitAsync();
        await app.TakeInAsync(Json("INC-1", "Apples first", "Eggs", "Figs", "Grapes", "Honey", "Ice"));
        await app.TakeInAsync(Json("INC-2", "One", "Two", "Three", "Four", "Five"));

        var result = await app.Get<Confirmation>().ConfirmAsync(["INC-1"], "cli:mira", Cancel);
        await app.VisitAsync();

        Assert.Equal([new ReleasedIncident("INC-1", 5, 3)], result.Released);
        Assert.Equal(3, (await app.ItemsAsync()).Count(item => item.IsWithdrawn));
        Assert.Equal(9, app.Tracker.Creates);
        Assert.All(await app.ItemsAsync("INC-2"), item => Assert.True(item.IsHeld));
        Assert.Equal([new ReleasedIncident("INC-2", 5, 0)], (await app.Get<Confirmation>().ConfirmAllAsync("cli:mira", Cancel)).Released);
        Assert.Empty((await app.Get<Confirmation>().ConfirmAllAsync("cli:mira", Cancel)).Released);
    }

    [Fact]
    public async Task A_confirmation_that_ends_in_the_middle_has_released_nothing()
    {
        await using var app = await OpenAsync();
        await app.TakeInAsync(Json("INC-1", "Add an alert", "Write a test", "Drop the table"));
        await ExecuteAsync(app, "create trigger refuse before insert on events when new.item_key like '%drop%' begin select raise(abort, 'no'); end");

        await Assert.ThrowsAsync<SqliteException>(() => app.Get<Confirmation>().ConfirmAsync(["INC-1"], "cli:mira", Cancel));

        Assert.All(await app.ItemsAsync(), item => Assert.True(item.IsHeld));
        Assert.DoesNotContain(await app.HistoryAsync(), line => line.StartsWith("confirmed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rebuild_brings_back_what_is_held_what_was_confirmed_and_what_is_backlog()
    {
        await using var app = await OpenAsync();
        await app.TakeInAsync(Json("INC-1", "Add an alert", "Write a test", "Drop the table"));
        await app.TakeInAsync(Json("INC-2", "Add an alert", "Write a test", "Drop the table"));
        await BaselineAsync(app, Json("INC-3", "Add an alert", Item("Write a test", status: "done"), "Drop the table"));
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.Get<Confirmation>().ConfirmAsync(["INC-2"], "cli:mira", Cancel);
        await app.Get<IssueRecreation>().RecreateAsync("INC-3/drop-the-table", "cli:mira", Cancel);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        // Nothing of this is published yet, and a later revision changes none of it.
        foreach (var incident in (string[])["INC-1", "INC-2"])
            await app.TakeInAsync(Json(incident, Item("Add an alert", priority: "P2"), "Write a test", "Drop the table"));
        await app.TakeInAsync(Json("INC-3", Item("Add an alert", priority: "P2"), "Write a test", "Drop the table"));
        await app.Get<ReceiptWriter>().WriteStaleAsync(Cancel);
        var before = await StandingAsync(app);
        Assert.Equal(["Held Held Held", "Create Create Create", "Backlog Backlog Create"], before);

        await app.Get<LedgerRebuild>().RebuildAsync(OverwriteMode.Everything, "cli:mira", Cancel);

        Assert.Equal(before, await StandingAsync(app));
        Assert.Empty(await app.Get<LedgerVerification>().VerifyAsync(Cancel));
    }

    [Fact]
    public async Task Without_its_receipt_a_rebuild_has_too_many_new_items_wait_again()
    {
        await using var app = await OpenAsync();
        await app.TakeInAsync(Json("INC-1", "Add an alert", "Write a test", "Drop the table"));

        await app.Get<LedgerRebuild>().RebuildAsync(OverwriteMode.Everything, "cli:mira", Cancel);

        Assert.All(await app.ItemsAsync(), item => Assert.True(item.IsHeld));
    }

    [Fact]
    public async Task Backlog_stays_backlog_in_later_revisions_and_what_is_found_later_is_created()
    {
        await using var app = await OpenAsync();
        await BaselineAsync(app, Json("INC-1", "Add an alert", Item("Write a test", status: "done"), "Drop the table"));

        await app.TakeInAsync(Json("INC-1", Item("Add an alert", priority: "P2"), "Write a test", "Drop the table", "Something new"));
        await app.VisitAsync();

        Assert.Equal([true, true, true, false], (await app.ItemsAsync()).Select(item => item.IsBacklog));
        Assert.Equal(1, app.Tracker.Creates);
    }

    [Fact]
    public async Task What_was_held_becomes_backlog_where_its_document_is_taken_in_once_more_as_an_old_one()
    {
        await using var app = await OpenAsync();
        var document = Json("INC-1", "Add an alert", "Write a test", "Drop the table");
        await app.TakeInAsync(document);

        await BaselineAsync(app, document);

        Assert.All(await app.ItemsAsync(), item => Assert.True(item.IsBacklog));
    }

    private static Task<AppFixture> OpenAsync(int perDocument = 2) => AppFixture.OpenAsync(options => options.Planning.MaxNewItemsPerDocument = perDocument);

    private static Task BaselineAsync(AppFixture app, string json) =>
        app.Get<DocumentImporter>().TakeInAsync((IReadOnlyList<IncidentDocument>)[Some.Parsed(json)], "old.json", app.Get<Baseline>(), null, Cancel);

    private static async Task<IReadOnlyList<string>> StandingAsync(AppFixture app)
    {
        var standing = new List<string>();
        foreach (var incident in (string[])["INC-1", "INC-2", "INC-3"])
            standing.Add(string.Join(" ", (await app.ItemsAsync(incident)).Select(item => item.PendingAction)));
        return standing;
    }

    private static async Task ExecuteAsync(AppFixture app, string sql)
    {
        await using var work = await app.Ledger.BeginAsync(Cancel);
        await work.ExecuteAsync(sql, null, Cancel);
        await work.CommitAsync(Cancel);
    }
}
