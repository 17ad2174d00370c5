using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ActionSync.SystemTests.Browser;

/// <summary>The key at the door, with a real browser's cookies.</summary>
public sealed class SignInTests(BrowserFixture browser) : IDisposable
{
    private const string Key = "a-key-that-is-long-enough";

    private readonly Actionsync _actionsync = new();
    private readonly string _address = FreeAddress.Next();

    [Fact]
    public async Task The_key_leads_to_the_page_that_was_asked_for_a_wrong_one_is_told_and_signing_out_ends_it()
    {
        await _actionsync.With("Dashboard:Urls", _address).With("Dashboard:ApiKey", Key).StartWorkerAsync();
        var context = await browser.OpenAsync(_address);
        var page = await context.NewPageAsync();

        await page.GotoAsync("/items?overdue=true");
        await Expect(page).ToHaveTitleAsync("Sign in - ActionSync");
        await ShowKeyAsync(page, "a-key-that-is-wrong");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This key is not right.");
        await ShowKeyAsync(page, Key);

        await page.WaitForURLAsync($"{_address}/items?overdue=true");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Items");
        var cookie = Assert.Single(await context.CookiesAsync(), cookie => cookie.Name == "actionsync.sign-in");
        Assert.True(cookie is { HttpOnly: true, SameSite: SameSiteAttribute.Lax });
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(page).ToHaveTitleAsync("Sign in - ActionSync");
        Assert.DoesNotContain(await context.CookiesAsync(), cookie => cookie.Name == "actionsync.sign-in");
        // Nor does the browser have the page still.
        await page.GoBackAsync();
        await Expect(page).ToHaveTitleAsync("Sign in - ActionSync");
    }

    private static async Task ShowKeyAsync(IPage page, string key)
    {
        await page.GetByLabel("Key").FillAsync(key);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    public void Dispose() => _actionsync.Dispose();
}
