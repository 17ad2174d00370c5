using ActionSync.SystemTests.Support;
using ActionSync.Testing;

namespace ActionSync.SystemTests.Browser;

/// <summary>What has to hold for every page, in a real browser against the real worker.</summary>
public sealed class EveryPageTests(BrowserFixture browser) : IDisposable
{
    /// <summary>A script that would run wherever it were taken for more than text.</summary>
    private const string Attack = "<img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script>\"'><svg onload=window.hacked=1>\u202Etxt";

    private readonly Actionsync _actionsync = new();
    private readonly string _address = FreeAddress.Next();

    public static TheoryData<string, string> Pages => new()
    {
        { "/", "overview" }, { "/items", "items" }, { "/items?overdue=true&sort=priority", "items-overdue" }, { "/items?q=nothing+is+like+this", "items-none" },
        { "/items/INC-2024-0142/1", "item" }, { "/incidents/INC-2024-0142", "incident" }, { "/people", "people" }, { "/people/alice@company.com", "person" },
        { "/inbox", "inbox" }, { "/report", "report" }, { "/items/no-such-item", "item-unknown" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task It_is_good_for_everybody_by_day_by_night_and_on_a_phone(string path, string name)
    {
        (await _actionsync.RunAsync("once", Repository.Sample)).Exits(0);
        _actionsync.Drop("broken.json", """{"incident": {"id": "INC-7"}, "action_items": [{"owner": 5}]}""");
        await StartAsync();

        await PageChecks.HoldsAsync(browser, _address, path, name);
    }

    [Theory]
    [InlineData("/", "empty-overview")]
    [InlineData("/items", "empty-items")]
    [InlineData("/people", "empty-people")]
    [InlineData("/inbox", "empty-inbox")]
    [InlineData("/report", "empty-report")]
    public async Task With_nothing_in_it_it_says_what_to_do_first(string path, string name)
    {
        await StartAsync();

        await PageChecks.HoldsAsync(browser, _address, path, name);
        var page = await (await browser.OpenAsync(_address)).NewPageAsync();
        await page.GotoAsync(path);
        Assert.NotEqual(0, await page.Locator("main a[href='/inbox'], main input[type=file]").CountAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_documents_say_is_text_on_every_page_also_where_no_policy_helps(bool withoutPolicy)
    {
        _actionsync.Write("hostile.json", System.Text.Json.JsonSerializer.Serialize(new
        {
            incident = new
            {
                id = "INC-1",
                title = Attack,
                severity = "SEV1",
                commander = Attack,
                resolution = new { root_cause = Attack, permanent_fix = Attack },
            },
            action_items = new[] { new { title = Attack, owner = Attack, priority = "P1", deadline = "2024-01-22", type = Attack, details = Attack } },
        }));
        (await _actionsync.RunAsync("once", _actionsync["hostile.json"])).Exits(0);
        _actionsync.Drop("<img src=x onerror=hacked=1>.json", $$"""{"incident": {"id": "{{"<script>hacked=1</script>"}}"}, "action_items": [{"owner": 5}]}""");
        await StartAsync();
        await using var context = await browser.OpenAsync(_address, Look.Light with { IgnoresPolicy = withoutPolicy });
        var page = await context.NewPageAsync();
        var dialogs = 0;
        page.Dialog += (_, dialog) =>
        {
            dialogs++;
            _ = dialog.DismissAsync();
        };

        foreach (var path in new[]
        {
            "/", "/items", "/items/INC-1/1", "/incidents/INC-1", "/people", $"/people/{Uri.EscapeDataString(Attack.Replace("/", ""))}", "/inbox", "/report",
            $"/items?q={Uri.EscapeDataString(Attack)}", $"/items?sort={Uri.EscapeDataString(Attack)}",
            $"/items/{Uri.EscapeDataString(Attack.Replace("/", ""))}",
        })
        {
            await page.GotoAsync(path);
            Assert.True(await page.EvaluateAsync<bool>("window.hacked === undefined"), path);
            Assert.True(await page.EvaluateAsync<bool>("document.querySelectorAll('main img, main script').length === 0"), path);
        }
        Assert.Equal(0, dialogs);
    }

    private async Task StartAsync()
    {
        _actionsync.With("Dashboard:Urls", _address);
        await _actionsync.StartWorkerAsync();
    }

    public void Dispose() => _actionsync.Dispose();
}
