using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Listing;
using ActionSync.People;
using ActionSync.Reminders;
using ActionSync.Testing;
using ActionSync.Testing.Listing;
using ActionSync.Testing.Planning;
using ActionSync.Web.Pages.People;
using Microsoft.Extensions.DependencyInjection;

namespace ActionSync.Tests.Web.Pages;

/// <summary>What the pages of people show, without their HTML, and what it costs.</summary>
public sealed class PeopleViewTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Owners_are_counted_and_those_with_most_overdue_come_first()
    {
        await using var app = await FilledAsync();

        var view = await PeopleAsync(app, null);

        Assert.Equal(
            [
                new OwnerLoad("alice@x.org", Open: 3, Overdue: 2, Urgent: 2, NextDue: new DateOnly(2024, 2, 1)),
                new OwnerLoad("", Open: 1, Overdue: 1, Urgent: 1, NextDue: null), new OwnerLoad("Team Red", 1, 0, 1, null),
                new OwnerLoad("bob@x.org", 1, 0, 0, new DateOnly(2024, 1, 16)),
            ],
            view.Rows.Select(row => row.Load));
        Assert.Equal(["", "", "no address", "not in People"], view.Rows.Select(row => string.Join(' ', row.Marks)));
    }

    [Theory]
    [InlineData("ALICE", "alice@x.org", "")]
    [InlineData("chen", "alice@x.org", "")]
    [InlineData("obod", "", "")]
    [InlineData("idle", "-", "idle@x.org")]
    [InlineData("%", "-", "")]
    [InlineData("a_ice", "-", "")]
    public async Task A_part_of_a_name_finds_owners_and_whoever_is_configured(string search, string owners, string idle)
    {
        await using var app = await FilledAsync();

        var view = await PeopleAsync(app, search);

        Assert.Equal(owners, view.Rows.Count == 0 ? "-" : string.Join(' ', view.Rows.Select(row => row.Load.Name)));
        Assert.Equal(idle, string.Join(' ', view.Idle.Select(person => person.Address)));
    }

    [Fact]
    public async Task A_person_s_page_shows_each_open_item_with_why_it_is_sent_or_not()
    {
        await using var app = await FilledAsync();

        var view = Assert.IsType<FoundPerson.One>(await Reader(app).FindAsync("Alice Chen", 1, Token)).View;

        Assert.Equal(("alice@x.org", 3, 2), (view.Address, view.Open.Total, view.Open.Overdue));
        Assert.Equal(["INC-1/1", "INC-1/2", "INC-1/3"], view.Open.Items.Select(item => item.Short));
        Assert.Equal([true, false, false], view.Open.Items.Select(item => Assert.Single(view.Of(item)).Verdict.Included));
        Assert.Equal(["INC-1/1"], view.Outlook.Message!.ItemKeys);
        Assert.Equal((await app.Get<ReminderRun>().PreviewAsync(null, "Alice Chen", Token)).Digests.Single().Text, view.Outlook.Message.Text);
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(10_000)]
    public async Task However_many_items_there_are_the_pages_read_few_rows_by_few_statements(int count)
    {
        await using var app = await AppFixture.OpenAsync(options =>
        {
            options.People = new Dictionary<string, PersonOptions>
            {
                ["mira@acme.example"] = new() { Manager = "boss@acme.example", Backup = "p7@acme.example" },
                ["p2@acme.example"] = new() { Manager = "boss@acme.example" },
                ["boss@acme.example"] = new(),
            };
            options.Reminding.Orphans = "boss@acme.example";
        });
        await ManyItems.AddAsync(app.Ledger, count, Token);
        await app.Get<ItemIndexUpkeep>().FreshenAsync(Token);

        await PageCost.OfAsync(app.Ledger, () => PeopleAsync(app, null));
        await PageCost.OfAsync(app.Ledger, () => PeopleAsync(app, "p1"));
        foreach (var name in new[] { "mira@acme.example", "boss@acme.example", "p2@acme.example", "nobody" })
        {
            var (_, found) = await PageCost.OfAsync(app.Ledger, () => Reader(app).FindAsync(name, 2, Token));
            Assert.True(Assert.IsType<FoundPerson.One>(found).View.Outlook.IsCut || name.StartsWith('p'), name);
        }
        await PageCost.OfAsync(app.Ledger, () => app.Get<PersonalForecast>().OfItemAsync(1, "mira@acme.example", Token));
    }

    private static Task<PeopleView> PeopleAsync(AppFixture app, string? search) =>
        new PeopleViewReader(
            app.Ledger, app.Get<ItemIndexUpkeep>(), app.Get<PeopleDirectory>(), app.Get<Mutes>(), app.Get<RemindingOptions>(), app.Clock)
            .ReadAsync(search, 1, Token);

    private static PersonViewReader Reader(AppFixture app) =>
        new(app.Ledger, app.Get<ItemIndexUpkeep>(), app.Get<PeopleDirectory>(), app.Get<PersonalForecast>(), app.Clock);

    /// <summary>Two of alice's are overdue; what is due today is not.</summary>
    private static async Task<AppFixture> FilledAsync()
    {
        var app = await AppFixture.OpenAsync(options => options.People = new Dictionary<string, PersonOptions>
        {
            ["alice@x.org"] = new() { Name = "Alice Chen" },
            ["idle@x.org"] = new() { Name = "Ida" },
        });
        await using var work = await app.Ledger.BeginAsync(Token);
        await work.Incidents.SaveRevisionAsync(
            new LedgerIncident(1, "hash", new IncidentBrief { Id = "INC-1", Title = "It broke" }, app.Clock.GetUtcNow()), "{}", Token);
        foreach (var (n, owner, priority, due) in new[]
        {
            (1, "alice@x.org", Priority.P1, "2024-01-12"), (2, "Alice Chen", Priority.P1, "2024-02-01"), (3, "alice@x.org", Priority.P3, "2024-01-10"),
            (4, null, Priority.P0, "2024-01-14"), (5, "Team Red", Priority.P1, null), (6, "bob@x.org", Priority.P2, "2024-01-16"),
        })
        {
            await work.Items.InsertAsync(Some.Item($"Mend {n}") with
            {
                Key = $"INC-1/{n}",
                Marker = $"marker{n}",
                Position = n,
                Owner = owner,
                Priority = priority,
                Deadline = Deadline.ParseOrNull(due),
            }, Token);
        }
        await work.CommitAsync(Token);
        return app;
    }
}
