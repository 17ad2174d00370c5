using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using Microsoft.Playwright;

namespace ActionSync.SystemTests.Browser;

/// <summary>The page of one item, in a real browser against the real worker.</summary>
public sealed class ItemPageTests(BrowserFixture browser) : IDisposable
{
    private const string First = "/items/INC-2024-0142/1";
    private readonly Actionsync _actionsync = new();
    private readonly string _address = FreeAddress.Next();

    [Fact]
    public async Task It_is_snoozed_with_a_reason_which_the_history_keeps()
    {
        await StartAsync();
        var page = await (await browser.OpenAsync(_address)).NewPageAsync();
        await page.GotoAsync(First);

        await page.GetByLabel("Why").FillAsync("waits for <b>the vendor</b>");
        await page.GetByRole(AriaRole.Button, new() { Name = "Snooze" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Snoozed");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "End the snooze" })).ToBeVisibleAsync();
        var history = await _actionsync.HistoryAsync("INC-2024-0142");
        Assert.Contains("by somebody at the worker's machine: waits for <b>the vendor</b>", history, StringComparison.Ordinal);
    }

    private async Task StartAsync()
    {
        _actionsync.With("Dashboard:Urls", _address);
        (await _actionsync.RunAsync("once", Repository.Sample)).Exits(0);
        await _actionsync.StartWorkerAsync();
    }

    public void Dispose() => _actionsync.Dispose();
}
