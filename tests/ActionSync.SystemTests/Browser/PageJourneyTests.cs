using System.Globalization;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ActionSync.SystemTests.Browser;

/// <summary>From a file that is let go on a page to a snooze out of a mail, in a real browser against the real worker.</summary>
public sealed class PageJourneyTests(BrowserFixture browser) : IDisposable
{
    private const string Incident = "INC-2024-0142";
    private const string Alice = "alice@company.com";
    private const string HersTitle = "Add connection pool utilization alerting";
    private const string BobsTitle = "Implement canary deployment pipeline";

    private readonly Actionsync _actionsync = new();
    private readonly string _address = FreeAddress.Next();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_document_is_let_go_its_items_are_closed_foretold_and_snoozed_with_script_and_without(bool hasScript)
    {
        // No slot is missed by so little that it is made up for, and the next one is tomorrow's.
        _actionsync.AtHour(15).With("Dashboard:Urls", _address).With("Dashboard:PublicUrl", _address);
        var worker = await _actionsync.StartWorkerAsync();
        var look = hasScript ? Look.Light : Look.WithoutScript;
        var page = await (await browser.OpenAsync(_address, look)).NewPageAsync();

        await HandInAsync(page, hasScript);
        await AcceptAsync(page);
        await CloseAsync(page, hasScript);
        await SeeNextMessageAsync(page);
        worker.Terminate();
        Assert.Equal(0, (await worker.EndAsync()).ExitCode);
        (await _actionsync.RunAsync("once")).Exits(0);
        await _actionsync.StartWorkerAsync();
        var until = await SnoozeFromMailAsync(look);

        var preview = (await _actionsync.RunAsync("remind", "--preview")).Exits(0).Stdout;
        Assert.Contains($"it is snoozed until {until} by {Alice}: from the reminder", preview, StringComparison.Ordinal);
        await page.GotoAsync($"/people/{Alice}");
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = HersTitle })).ToContainTextAsync($"it is snoozed until {until}");
        await PageChecks.PictureAsync(page, $"journey-{look.Name}");
    }

    /// <summary>The sample on Inbox: by hand with a script, else with the file field.</summary>
    private async Task HandInAsync(IPage page, bool hasScript)
    {
        await page.GotoAsync("/inbox");
        if (hasScript)
        {
            var dropped = await page.EvaluateHandleAsync(
                """
                text => {
                  const data = new DataTransfer();
                  data.items.add(new File([text], "INC-2024-0142.json", { type: "application/json" }));
                  return data;
                }
                """, await File.ReadAllTextAsync(Repository.Sample));
            await page.DispatchEventAsync("form.drop", "dragover", new { dataTransfer = dropped });
            await Expect(page.Locator("form.drop.over")).ToBeVisibleAsync();
            await page.DispatchEventAsync("form.drop", "drop", new { dataTransfer = dropped });
        }
        else
        {
            await page.GetByLabel("One or more files").SetInputFilesAsync(Repository.Sample);
            await PressAsync(page, "Show what it would change");
        }
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("What the upload would change");
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(5);
        await Expect(page.Locator("caption")).ToHaveTextAsync("5 new");
        Assert.Empty(_actionsync.Pages);
    }

    private async Task AcceptAsync(IPage page)
    {
        await PressAsync(page, "Accept");
        await page.WaitForURLAsync($"**/incidents/{Incident}?file=*");
        await _actionsync.HasIssuesAsync(Incident);
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("was taken in");
        await Expect(page.Locator("section[aria-labelledby=items] tbody tr")).ToHaveCountAsync(5);
        Assert.Equal(5, _actionsync.Pages.Count);
    }

    /// <summary>Finds what is late and urgent, opens Bob's, and closes it.</summary>
    private async Task CloseAsync(IPage page, bool hasScript)
    {
        await PlaceAsync(page, "Items");
        await page.GetByLabel("Priority").SelectOptionAsync("P1");
        // With the script a filter that is chosen is applied at once.
        if (hasScript)
            await page.WaitForURLAsync("**/items?*priority=P1*");
        await page.GetByLabel("overdue").CheckAsync();
        if (!hasScript)
            await PressAsync(page, "Filter");
        await page.WaitForURLAsync("**/items?*overdue=true*");
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Link, new() { Name = BobsTitle }).ClickAsync();
        await page.GetByLabel("State").SelectOptionAsync("done");
        await PressAsync(page, "Save");
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Changed.");
        await Expect(page.GetByText("done, late", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Equal("done", _actionsync.Pages[1]["status"]);
    }

    /// <summary>Alice's page tells tomorrow's message, and why.</summary>
    private static async Task SeeNextMessageAsync(IPage page)
    {
        await PlaceAsync(page, "People");
        await page.GetByRole(AriaRole.Link, new() { Name = Alice }).ClickAsync();
        var zone = TimeZoneInfo.FindSystemTimeZoneById(await page.Locator("#zone").InnerTextAsync());
        var tomorrow = TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), zone).Date.AddDays(1);
        await Expect(page.Locator("section[aria-labelledby=next]"))
            .ToContainTextAsync($"If nothing changes, sent {tomorrow.ToString("ddd yyyy-MM-dd", CultureInfo.InvariantCulture)} 09:00");
        await Expect(page.GetByLabel("Text of the message")).ToContainTextAsync(HersTitle);
    }

    /// <summary>In a browser of her own, which knows nothing of the pages before.</summary>
    /// <returns>The day until which it is snoozed.</returns>
    private async Task<string> SnoozeFromMailAsync(Look look)
    {
        var mail = await File.ReadAllTextAsync(Directory.GetFiles(_actionsync["data", "outbox"], $"*{Alice}.eml").Single());
        var page = await (await browser.OpenAsync(_address, look)).NewPageAsync();
        await page.GotoAsync(MailLinks.Of(mail, "Snooze 1 week"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Snooze it for a week?");
        await Expect(page.GetByText(HersTitle)).ToBeVisibleAsync();
        await PressAsync(page, "Snooze 1 week");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Snoozed");
        const string Until = "Nobody is reminded of it until ";
        var said = await page.GetByRole(AriaRole.Status).InnerTextAsync();
        Assert.StartsWith(Until, said, StringComparison.Ordinal);
        return said[Until.Length..].TrimEnd('.');
    }

    private static Task PlaceAsync(IPage page, string name) =>
        page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" }).GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();

    private static Task PressAsync(IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    public void Dispose() => _actionsync.Dispose();
}
