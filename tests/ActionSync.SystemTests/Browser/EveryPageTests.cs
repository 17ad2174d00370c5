using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using Microsoft.Playwright;

namespace ActionSync.SystemTests.Browser;

/// <summary>What has to hold for every page, in a real browser against the real worker.</summary>
[Collection(FilledInstallation.Name)]
public sealed class EveryPageTests(BrowserFixture browser, FilledInstallation filled)
{
    private const string Key = "a-key-that-is-long-enough";

    private static readonly Look[] Looks = [Look.Light, Look.Dark, Look.Phone, Look.WithoutOurScript];

    public static TheoryData<string> Names => [.. Looks.Select(look => look.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_page_is_good_for_everybody_by_day_by_night_on_a_phone_and_without_script(string name)
    {
        var look = Looks.Single(look => look.Name == name);
        var pages = await filled.PagesAsync(browser);
        await using var context = await browser.OpenAsync(filled.Address, look);

        await PageChecks.HoldAsync(context, look, pages);
    }

    [Fact]
    public async Task With_nothing_in_it_each_page_says_what_to_do_first_and_so_does_the_door()
    {
        using var actionsync = new Actionsync();
        var address = FreeAddress.Next();
        await actionsync.With("Dashboard:Urls", address).With("Dashboard:ApiKey", Key).StartWorkerAsync();
        SeenPage[] pages =
        [
            new("/", "empty-overview"), new("/items", "empty-items"), new("/people", "empty-people"), new("/inbox", "empty-inbox"),
            new("/report", "empty-report"),
        ];

        foreach (var look in new[] { Look.Light, Look.Dark, Look.Phone })
        {
            await using var context = await browser.OpenAsync(address, look);
            await PageChecks.HoldAsync(context, look, [new("/sign-in", "sign-in")]);
            var page = await context.NewPageAsync();
            await SignInAsync(page, "a-key-that-is-wrong");
            await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This key is not right.");
            Assert.Empty(await PageChecks.FindingsAsync(page, look));
            await PageChecks.PictureAsync(page, $"sign-in-wrong-{look.Name}");
            await SignInAsync(page, Key);
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Action items");
            await page.CloseAsync();

            await PageChecks.HoldAsync(context, look, pages);
        }
        var visitor = await (await browser.OpenAsync(address)).NewPageAsync();
        await SignInAsync(visitor, Key);
        await Assertions.Expect(visitor.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Action items");
        foreach (var seen in pages)
        {
            await visitor.GotoAsync(seen.Path);
            await Assertions.Expect(visitor.Locator("main a[href='/inbox'], main input[type=file]").First).ToBeVisibleAsync();
        }
    }

    private static async Task SignInAsync(IPage page, string key)
    {
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("Key").FillAsync(key);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }
}
