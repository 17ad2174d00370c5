using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using Microsoft.Playwright;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Browser;

/// <summary>A worker that has something to show on every page; made once, for tests that only look.</summary>
[CollectionDefinition(Name)]
public sealed class FilledInstallation : ICollectionFixture<FilledInstallation>, IDisposable
{
    public const string Name = "filled installation";

    private const string Alice = "alice@company.com";
    private const string Bob = "bob@company.com";

    /// <summary>Enough for a second page of an incident.</summary>
    private const int ManyItems = 105;

    private readonly Actionsync _actionsync = new();
    private readonly LinkReader _reader = new();
    private IReadOnlyList<SeenPage>? _pages;

    public string Address { get; } = FreeAddress.Next();

    /// <summary>Its pages, once it is filled.</summary>
    internal async Task<IReadOnlyList<SeenPage>> PagesAsync(BrowserFixture browser) => _pages ??= await FillAsync(browser);

    private async Task<IReadOnlyList<SeenPage>> FillAsync(BrowserFixture browser)
    {
        await using var context = await browser.OpenAsync(Address);
        _actionsync.AtAnyHour().TakingInMany().With("Dashboard:Urls", Address).With("Dashboard:PublicUrl", Address)
            .With($"People:{Alice}:Name", "Alice Doe").With($"People:{Alice}:Manager", "boss@company.com").With("Groups:Payments:Members:0", Alice)
            .With($"People:{Bob}:Backup", Alice);
        var many = Json("INC-9", [.. Enumerable.Range(1, ManyItems).Select(i => Item($"Task {i} of many", "dora@company.com", "P2", "2099-01-22"))]);
        (await _actionsync.RunAsync("once", Repository.Sample, _actionsync.Write("many.json", many))).Exits(0);
        _actionsync.Drop("broken.json", """{"incident": {"id": "INC-7"}, "action_items": [{"owner": 5}]}""");
        await _actionsync.StartWorkerAsync();
        await Eventually.IsTrue(() => File.Exists(_actionsync["data", "rejected", "broken.json"]), "a document is rejected");

        var (alice, bob) = (MailTo(Alice), MailTo(Bob));
        await _reader.ConfirmAsync(MailLinks.Of(alice, "Snooze 1 week"));
        await _reader.ConfirmAsync(MailLinks.Of(bob, "Done"));
        var plan = await PlanAsync(context);
        return
        [
            new("/", "overview"), new("/items", "items"), new("/items?overdue=true&sort=priority", "items-overdue"),
            new("/items?q=nothing+is+like+this", "items-none"), new("/items?priority=P9", "items-wrong", 400),
            new("/items/INC-2024-0142/1", "item"), new("/items/INC-2024-0142/2", "item-done"), new("/items/no-such-item", "item-unknown", 404),
            new("/incidents/INC-2024-0142", "incident"), new("/incidents/INC-9?page=2", "incident-second-page"),
            new("/incidents/INC-10", "incident-unknown", 404), new("/people", "people"), new($"/people/{Alice}", "person"),
            new($"/people/{Bob}", "person-idle"), new("/people/nobody", "person-nobody"), new("/people/zoe", "person-unknown", 404),
            new("/inbox", "inbox"), new(plan, "plan"), new("/inbox/plan?upload=gone", "plan-gone", 404), new("/report", "report"),
            new(PathOf(alice, "Done"), "link-confirm"), new(PathOf(alice, "Snooze 1 week"), "link-used"), new(PathOf(bob, "Done"), "link-done"),
            new(PathOf(bob, "Not mine"), "link-changed"), new("/l/not-as-it-was-sent", "link-refused", 404),
            new("/no/such/page", "not-found", 404), new("/items/..%2F..%2Fetc", "misleading", 400),
        ];
    }

    /// <summary>Uploads a document that is right and one that is wrong, and leaves both undecided.</summary>
    private async Task<string> PlanAsync(IBrowserContext context)
    {
        var revised = Json(
            "INC-2024-0142", Item("Implement canary deployment pipeline for database configuration and ORM changes", Bob, "P0", "2099-02-01"),
            Item("Write down who may roll back", null, "P2", null));
        var page = await context.NewPageAsync();
        await page.GotoAsync("/inbox");
        await page.GetByLabel("One or more files").SetInputFilesAsync(
            [_actionsync.Write("revised.json", revised), _actionsync.Write("wrong.json", """{"incident": {"title": 7}, "action_items": [{"owner": "x"}]}""")]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Show what it would change" }).ClickAsync();
        await page.WaitForURLAsync("**/inbox/plan?**");
        return new Uri(page.Url).PathAndQuery;
    }

    private string MailTo(string person) => File.ReadAllText(Directory.GetFiles(_actionsync["data", "outbox"], $"*{person}.eml").Single());

    private static string PathOf(string mail, string label) => new Uri(MailLinks.Of(mail, label)).AbsolutePath;

    public void Dispose()
    {
        _reader.Dispose();
        _actionsync.Dispose();
    }
}
