using System.Text.RegularExpressions;
using ActionSync.Ledger;
using ActionSync.Testing;
using ActionSync.Trackers;

namespace ActionSync.Tests.Sync.Publishing;

/// <summary>An issue is told whom its item was handed to: once, whatever happens in between.</summary>
public sealed class HandoverNoteTests
{
    private const string Words = "alice@company.com said in a reminder that this action item is not theirs. boss@company.com is asked about it from now on.";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_crash_between_the_comment_and_the_ledger_writes_it_no_second_time()
    {
        await using var app = await HandedOverAsync();
        await app.VisitAsync();
        Assert.Equal(1, Comments(app));
        Assert.Contains(await HistoryAsync(app), e => e.Text == "Told INC-1-01-add-an-alert.md that boss@company.com is asked now.");

        // As if the worker had been killed before it kept what it had done.
        await ExecuteAsync(app, "update handovers set told_at = null");
        await app.VisitAsync();

        Assert.Equal(1, Comments(app));
        Assert.NotNull((await HandoversAsync(app)).ToldAt);
    }

    [Fact]
    public async Task A_crash_before_the_comment_loses_nothing()
    {
        await using var app = await HandedOverAsync();
        app.Tracker.InsteadOfNote = () => throw new OperationCanceledException("The worker is stopped.");
        await Assert.ThrowsAsync<OperationCanceledException>(() => app.VisitAsync());
        Assert.Equal(0, Comments(app));

        app.Tracker.InsteadOfNote = null;
        await app.VisitAsync();
        Assert.Equal(1, Comments(app));
    }

    [Fact]
    public async Task A_comment_that_is_refused_is_tried_again_with_growing_gaps_and_said_as_a_problem()
    {
        await using var app = await HandedOverAsync();
        app.Tracker.InsteadOfNote = () => new ReadOutcome.Refused("The issue is locked.");
        Assert.Contains((await app.VisitAsync()).Problems, problem => problem.Contains("could not be told", StringComparison.Ordinal));
        Assert.Empty((await app.VisitAsync()).Problems);
        Assert.Equal(1, (await HandoversAsync(app)).Attempts);

        app.Tracker.InsteadOfNote = null;
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await app.VisitAsync();
        Assert.Equal(1, Comments(app));
    }

    [Fact]
    public async Task An_issue_that_is_gone_is_told_nothing_and_asked_no_more()
    {
        await using var app = await HandedOverAsync();
        app.Tracker.InsteadOfNote = () => new ReadOutcome.Gone("It was deleted.");
        await app.VisitAsync();
        Assert.NotNull((await HandoversAsync(app)).ToldAt);
        Assert.Contains(await HistoryAsync(app), e => e.Text == "It was deleted.");
    }

    private static async Task<AppFixture> HandedOverAsync()
    {
        var app = await AppFixture.OpenAsync();
        await app.TakeInAsync(Incident.Json("INC-1", "Add an alert"));
        await app.VisitAsync();
        await using var work = await app.Ledger.BeginAsync(Token);
        await new HandoverStore(work).AddAsync(
            [new LedgerHandover
            {
                ItemKey = (await app.ItemsAsync())[0].Key,
                At = app.Clock.GetUtcNow(),
                Person = "alice@company.com",
                Owner = "alice@company.com",
                GivenTo = "boss@company.com",
            }], Token);
        await work.CommitAsync(Token);
        return app;
    }

    private static int Comments(AppFixture app) => Regex.Count(
        File.ReadAllText(Assert.Single(Directory.GetFiles(app.Tracker.Place.Path, "*.md"))), Regex.Escape(Words));

    private static async Task<LedgerHandover> HandoversAsync(AppFixture app)
    {
        await using var work = await app.Ledger.ReadAsync(Token);
        return Assert.Single(await new HandoverStore(work).OfOpenItemsAsync(Token));
    }

    private static async Task<IReadOnlyList<LedgerEvent>> HistoryAsync(AppFixture app)
    {
        await using var work = await app.Ledger.ReadAsync(Token);
        return await work.Events.OfIncidentAsync("INC-1", Token);
    }

    private static async Task ExecuteAsync(AppFixture app, string sql)
    {
        await using var work = await app.Ledger.BeginAsync(Token);
        await work.ExecuteAsync(sql, null, Token);
        await work.CommitAsync(Token);
    }
}
