using ActionSync.Hosting;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Listing;
using ActionSync.People;
using ActionSync.Reminders;
using ActionSync.Reminders.Policy;
using ActionSync.Reminders.Store;

namespace ActionSync.Testing.Reminders;

/// <summary>What a page says of one person, or of one item, is what <c>remind --preview</c> says of all, read for them alone, on either database.</summary>
public abstract class PersonalForecastContract
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Where the ledger is.</summary>
    internal abstract Task ConfigureAsync(ActionSyncOptions options);

    [Fact]
    public async Task The_forecast_of_one_person_is_that_of_all_as_far_as_it_concerns_them()
    {
        for (var seed = FuzzRun.First; seed < FuzzRun.First + FuzzRun.Count(3); seed++)
        {
            var draw = new ReminderDraw(seed);
            await using var app = await DrawnAsync(draw);
            foreach (var owner in ReminderDraw.Owners.Select(owner => owner ?? "").Distinct())
            {
                var one = await app.Get<PersonalForecast>().OfPersonAsync(owner, Token);
                var address = app.Get<PeopleDirectory>().AddressOf(owner)?.ToLowerInvariant();
                var all = await app.Get<ReminderRun>().PreviewAsync(one.At, null, Token);
                var digest = all.Digests.SingleOrDefault(each => each.Person == address);
                Assert.True(
                    (digest?.Channel, digest?.Subject, digest?.Text) == (one.Message?.Channel, one.Message?.Subject, one.Message?.Text),
                    $"seed {seed}, {owner}:\n{digest?.Text}\n--\n{one.Message?.Text}");
                var own = await OwnAsync(app, owner);
                Same(seed, owner, all.Verdicts.Where(verdict => (address is not null && verdict.Person == address) || own.Contains(verdict.ItemKey)),
                    one.Verdicts.Select(verdict => verdict.Verdict));
                Assert.Equal(own, one.Verdicts.Where(verdict => verdict.IsOwn).Select(verdict => verdict.Item.Item.Key).ToHashSet());
                Assert.False(one.IsCut);
            }
        }
    }

    [Fact]
    public async Task The_forecast_of_one_item_is_that_of_all_as_far_as_it_concerns_the_item()
    {
        for (var seed = FuzzRun.First; seed < FuzzRun.First + FuzzRun.Count(2); seed++)
        {
            await using var app = await DrawnAsync(new ReminderDraw(seed));
            foreach (var (id, key, owner) in await ItemsAsync(app))
            {
                var one = await app.Get<PersonalForecast>().OfItemAsync(id, owner, Token);
                var all = await app.Get<ReminderRun>().PreviewAsync(one.At, null, Token);
                Same(seed, key, all.Verdicts.Where(verdict => verdict.ItemKey == key), one.Verdicts);
            }
        }
    }

    [Fact]
    public async Task What_a_person_is_sent_is_what_was_foretold_of_them()
    {
        await using var app = await DrawnAsync(new ReminderDraw(FuzzRun.First));
        var foretold = new Dictionary<string, string?>();
        foreach (var address in ReminderDraw.Owners.Where(owner => owner?.Contains('@') == true).Select(owner => owner!.ToLowerInvariant()).Distinct())
        {
            var outlook = await app.Get<PersonalForecast>().OfPersonAsync(address, Token);
            foretold[address] = outlook.Message is { } message ? string.Join(' ', message.ItemKeys) : null;
        }
        var slot = (await app.Get<PersonalForecast>().OfPersonAsync("stranger@x.org", Token)).At;

        app.Clock.MoveTo(slot);
        await app.Get<ReminderRun>().RunAsync(ReminderMode.OnSchedule, Token);

        await using var work = await app.Ledger.ReadAsync(Token);
        var day = DateOnly.FromDateTime(slot.UtcDateTime);
        var sent = await new ReminderStore(work).OfDaysAsync(day, day, Token);
        Assert.NotEmpty(sent);
        Assert.All(sent, each => Assert.Equal(foretold[each.Person], string.Join(' ', each.Entries.Select(entry => entry.Key))));
    }

    [Fact]
    public async Task What_owners_have_open_is_counted_as_their_items_stand()
    {
        await using var app = await DrawnAsync(new ReminderDraw(FuzzRun.First));
        await using var work = await app.Ledger.ReadAsync(Token);

        var loads = await new OwnerLoadStore(work).ReadAsync(null, 1, app.Clock.GetUtcNow(), TimeZoneInfo.Utc, Token);

        Assert.Equal(loads.Owners.OrderByDescending(load => load.Overdue).Select(load => load.Overdue), loads.Owners.Select(load => load.Overdue));
        foreach (var load in loads.Owners)
        {
            var pages = new List<OpenItem>();
            var open = await new OpenItemStore(work).ReadAsync(load.Name, 1, app.Clock.GetUtcNow(), Token);
            for (var page = 1; page <= open.Pages; page++)
                pages.AddRange((await new OpenItemStore(work).ReadAsync(load.Name, page, app.Clock.GetUtcNow(), Token)).Items);
            Assert.Equal((load.Open, load.Overdue), (open.Total, open.Overdue));
            Assert.Equal((load.Open, load.Overdue, load.Urgent),
                (pages.Count, pages.Count(item => item.IsOverdue), pages.Count(item => item.Priority <= Priority.P1)));
        }
        Assert.Equal(loads.Owners.Count, (await ItemsAsync(app, withLinked: true)).Select(item => item.Owner.ToUpperInvariant()).Distinct().Count());
    }

    private static void Same(int seed, string of, IEnumerable<Verdict> all, IEnumerable<Verdict> one)
    {
        var (expected, found) = (all.ToList(), one.ToList());
        Assert.True(expected.SequenceEqual(found), $"seed {seed}, {of}:\n{string.Join('\n', expected)}\n--\n{string.Join('\n', found)}");
    }

    /// <summary>A ledger that lived through some days of reminders.</summary>
    private async Task<AppFixture> DrawnAsync(ReminderDraw draw)
    {
        var options = new ActionSyncOptions();
        await ConfigureAsync(options);
        var app = await AppFixture.OpenAsync(configured =>
        {
            draw.Configure(configured);
            configured.Dashboard.PublicUrl = "https://a.example";
            if (options.Ledger.Provider == LedgerProvider.Postgres)
                (configured.Ledger.Provider, configured.Ledger.ConnectionString) = (options.Ledger.Provider, options.Ledger.ConnectionString);
        });
        app.Clock.SetBack(new DateTimeOffset(2024, 1, 10, 8, 0, 0, TimeSpan.Zero));
        await draw.WriteAsync(app, Token);
        for (var day = 0; day < 6; day++)
        {
            await draw.InterveneAsync(app, Token);
            foreach (var hour in new[] { 0, 8, 9, 14 })
            {
                app.Clock.MoveTo(new DateTimeOffset(2024, 1, 10 + day, hour, 5, 0, TimeSpan.Zero));
                await app.Get<ReminderRun>().RunAsync(ReminderMode.OnSchedule, Token);
            }
        }
        return app;
    }

    private static async Task<IReadOnlySet<string>> OwnAsync(AppFixture app, string owner) =>
        (await ItemsAsync(app)).Where(item => item.Owner.Equals(app.Get<PeopleDirectory>().AddressOf(owner) ?? owner, StringComparison.OrdinalIgnoreCase))
            .Select(item => item.Key).ToHashSet();

    /// <summary>Everything that is not closed, with who its owner is.</summary>
    private static async Task<IReadOnlyList<(long Id, string Key, string Owner)>> ItemsAsync(AppFixture app, bool withLinked = false)
    {
        await using var work = await app.Ledger.ReadAsync(Token);
        var incidents = await work.Incidents.WithIdsAsync(await work.Incidents.IdsAsync(Token), Token);
        var items = new List<LedgerItem>();
        foreach (var id in incidents.Keys)
            items.AddRange(await work.Items.OfIncidentAsync(id, Token));
        return [.. items.Where(item => item.IsOpen && (withLinked || item.LinkedTo is null)).Select(item =>
            (item.Id, item.Key, app.Get<PeopleDirectory>().AddressOf(item.Owner, incidents[item.IncidentId].Brief.Participants) ?? item.Owner ?? ""))];
    }
}
