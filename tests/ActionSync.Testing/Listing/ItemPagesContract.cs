using ActionSync.Hosting;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Listing;
using ActionSync.People;
using ActionSync.Reports;

namespace ActionSync.Testing.Listing;

/// <summary>What the database answers by its index is what <see cref="ItemListing"/> finds item by item, on either database.</summary>
public abstract class ItemPagesContract : IAsyncLifetime
{
    private AppFixture _app = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Where the ledger is.</summary>
    internal abstract Task ConfigureAsync(ActionSyncOptions options);

    public virtual async ValueTask InitializeAsync() => _app = await OpenAsync(_ => { });

    public virtual async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Every_filter_finds_in_the_index_what_it_finds_item_by_item()
    {
        for (var seed = FuzzRun.First; seed < FuzzRun.First + 3; seed++)
            await new ItemDraw(seed).WriteAsync(_app, Cancel);
        var draw = new ItemDraw(FuzzRun.First + 1000);
        for (var n = 0; n < FuzzRun.Count(150); n++)
        {
            var filter = draw.Filter();
            var expected = await ListedAsync(_app, filter);
            var query = new ItemQuery { Filter = filter, Sort = draw.Of(Enum.GetValues<ItemSort>()), Descending = draw.Toss() };
            var streamed = Lines(await StreamedAsync(_app, query));
            Assert.True(expected.SequenceEqual(streamed), $"{query.ToQueryString()}\n{string.Join('\n', expected)}\n--\n{string.Join('\n', streamed)}");
            Assert.Equal(expected.Count, await _app.Get<ItemPages>().CountAsync(filter, Cancel));
        }
    }

    [Fact]
    public async Task Pages_show_each_item_once_in_every_order_and_its_reverse()
    {
        await new ItemDraw(FuzzRun.First).WriteAsync(_app, Cancel, incidents: 30);
        foreach (var sort in Enum.GetValues<ItemSort>())
        {
            var forth = await PagedAsync(new ItemQuery { Sort = sort });
            var back = await PagedAsync(new ItemQuery { Sort = sort, Descending = true });
            Assert.Equal(forth, back.AsEnumerable().Reverse());
            Assert.Equal(forth.Count, forth.Distinct().Count());
            Assert.Equal(forth, (await StreamedAsync(_app, new ItemQuery { Sort = sort })).Select(listed => listed.Item.Key));
        }
    }

    [Fact]
    public async Task Sorted_by_deadline_what_has_none_is_last_and_by_priority_the_most_urgent_is_first()
    {
        await new ItemDraw(FuzzRun.First).WriteAsync(_app, Cancel);
        var byDeadline = await StreamedAsync(_app, new ItemQuery { Sort = ItemSort.Deadline });
        var ends = byDeadline.Select(listed => listed.Item.Deadline?.EndsAt(TimeZoneInfo.Utc) ?? DateTimeOffset.MaxValue).ToList();
        Assert.Equal(ends.Order(), ends);
        var byPriority = await StreamedAsync(_app, new ItemQuery { Sort = ItemSort.Priority });
        Assert.Equal(byPriority.Select(listed => listed.Item.Priority).Order(), byPriority.Select(listed => listed.Item.Priority));
    }

    [Fact]
    public async Task Counts_are_those_of_the_lists_and_months_those_of_the_report()
    {
        for (var seed = FuzzRun.First; seed < FuzzRun.First + 3; seed++)
            await new ItemDraw(seed).WriteAsync(_app, Cancel);
        var all = await AllAsync(_app, new ItemFilter());
        var counts = _app.Get<ItemCounts>();
        await _app.Get<ItemIndexUpkeep>().FreshenAsync(Cancel);
        await using var work = await _app.Ledger.ReadAsync(Cancel);

        Assert.Equal(
            all.Where(listed => listed.IsOverdue).CountBy(listed => listed.Item.Priority).OrderBy(count => count.Key).Select(count => (count.Key, count.Value)),
            (await counts.OverdueAsync(work, Cancel)).Select(count => (count.Priority, count.Items)));
        Assert.Equal(
            all.Where(listed => listed.IsOverdue).CountBy(listed => (listed.Item.Priority, listed.Team)).Select(count => (count.Key, (long)count.Value))
                .Order(),
            (await counts.OverdueByTeamAsync(work, Cancel)).Select(count => ((count.Priority, count.Team), count.Items)).Order());
        var owners = await counts.OpenByOwnerAsync(work, 3, Cancel);
        var open = all.Where(listed => listed.Item.IsOpen).ToList();
        Assert.Equal(open.Count, owners.Owners.Sum(owner => owner.Items) + owners.OfOthers);
        Assert.Equal(3, owners.Owners.Count);
        var byPerson = open.CountBy(PersonOf, StringComparer.OrdinalIgnoreCase).ToList();
        Assert.Equal(byPerson.Count, owners.Owners.Count + owners.Others);
        Assert.Equal(byPerson.OrderByDescending(count => count.Value).Take(3).Select(count => count.Value), owners.Owners.Select(owner => owner.Items));
        Assert.All(owners.Owners, owner => Assert.Contains(byPerson, count => count.Value == owner.Items
            && count.Key.Equals(owner.Name ?? PersonText.Nobody, StringComparison.OrdinalIgnoreCase)));

        var report = await _app.Get<ReportBuilder>().BuildAsync(null, Cancel);
        Assert.NotEmpty(report.Months);
        Assert.Equal(report.Months, await _app.Get<PromiseMonths>().ReadAsync(work, Cancel));
        var figures = await ReportFigures.ReadAsync(work, _app.Get<TimeProvider>().GetUtcNow(), Cancel);
        Assert.Equal(report.Total, figures.Total);
        Assert.Equal(report.ByPriority, figures.ByPriority);
        Assert.Equal(report.ByTeam, figures.ByTeam);
    }

    [Fact]
    public async Task People_and_groups_that_are_configured_otherwise_are_followed_at_the_next_start_and_before_the_next_list()
    {
        await new ItemDraw(FuzzRun.First, withIssues: false).WriteAsync(_app, Cancel);
        await using var other = await OpenAsync(options =>
        {
            options.People = new Dictionary<string, PersonOptions> { ["new@acme.example"] = new() { Name = "Mira Lindqvist" } };
            options.Groups = new Dictionary<string, GroupOptions> { ["Newcomers"] = new() { Members = ["new@acme.example"] } };
        }, _app);
        ItemFilter[] filters = [new() { Owners = ["new@acme.example"] }, new() { Teams = ["newcomers"] }, new() { Owners = ["mira@acme.example"] }];
        foreach (var filter in filters)
            Assert.Equal(await ListedAsync(other, filter), Lines(await StreamedAsync(other, new() { Filter = filter })));
        Assert.NotEmpty(await ListedAsync(other, new() { Teams = ["newcomers"] }));
        // The first one, which goes on beside it, has its own configuration and answers by that.
        foreach (var filter in (ItemFilter[])[new() { Teams = ["newcomers"] }, new() { Teams = ["platform"] }])
            Assert.Equal(await ListedAsync(_app, filter), Lines(await StreamedAsync(_app, new() { Filter = filter })));
    }

    [Fact]
    public async Task A_page_costs_the_same_with_ten_times_as_many_items()
    {
        await ManyItems.AddAsync(_app.Ledger, 1_000, Cancel);
        var few = await CostsAsync();
        await ManyItems.AddAsync(_app.Ledger, 9_000, Cancel, firstId: 1_001);
        Assert.Equal(few, await CostsAsync());
    }

    private string PersonOf(ListedItem listed) => listed.Item.Owner is { } owner
        ? OwnerIdentity.Of(owner, listed.Incident.Participants, _app.Get<PeopleDirectory>()).Address
        : PersonText.Nobody;

    /// <summary>What each of some lists costs; each is within what a page may cost.</summary>
    private async Task<IReadOnlyList<(string Query, long Statements, long Rows)>> CostsAsync()
    {
        var costs = new List<(string, long, long)>();
        await _app.Get<ItemIndexUpkeep>().FreshenAsync(Cancel);
        foreach (var query in ManyItems.Queries)
        {
            var (cost, page) = await PageCost.OfAsync(_app.Ledger, () => _app.Get<ItemPages>().ReadAsync(query, Cancel));
            Assert.Equal(ItemPage.Size, page.Items.Count);
            costs.Add((query.ToQueryString(), cost.Statements, cost.Rows));
        }
        return costs;
    }

    private async Task<AppFixture> OpenAsync(Action<ActionSyncOptions> more, AppFixture? shared = null)
    {
        var ledger = shared?.Get<ActionSyncOptions>().Ledger;
        var options = new ActionSyncOptions();
        if (ledger is null)
            await ConfigureAsync(options);
        return await AppFixture.OpenAsync(made =>
        {
            if (ledger is not null)
                made.Ledger = ledger;
            else if (options.Ledger.Provider == LedgerProvider.Postgres)
                made.Ledger = options.Ledger;
            ItemDraw.Configure(made);
            more(made);
        });
    }

    private async Task<List<string>> PagedAsync(ItemQuery query)
    {
        var keys = new List<string>();
        for (ItemQuery? next = query; next is not null;)
        {
            var page = await _app.Get<ItemPages>().ReadAsync(next, Cancel);
            keys.AddRange(page.Items.Select(listed => listed.Item.Key));
            next = page.Next;
        }
        return keys;
    }

    private static async Task<List<ListedItem>> StreamedAsync(AppFixture app, ItemQuery query) =>
        await app.Get<ItemPages>().StreamAsync(query, Cancel).ToListAsync(Cancel);

    private static async Task<List<string>> ListedAsync(AppFixture app, ItemFilter filter) => Lines(await AllAsync(app, filter));

    private static async Task<List<ListedItem>> AllAsync(AppFixture app, ItemFilter filter)
    {
        await using var work = await app.Ledger.ReadAsync(Cancel);
        return await app.Get<ItemListing>().ListAsync(work, filter, Cancel).ToListAsync(Cancel);
    }

    /// <summary>All that a list says of each item, in one order.</summary>
    private static List<string> Lines(IEnumerable<ListedItem> items) =>
        [.. items.Select(listed => StatusCsv.Line(StatusEntry.Of(listed, TimeZoneInfo.Utc))).Order(StringComparer.Ordinal)];
}
