using Microsoft.Playwright;

namespace ActionSync.SystemTests.Browser;

/// <summary>Every page by keyboard alone.</summary>
[Collection(FilledInstallation.Name)]
public sealed class KeyboardTests(BrowserFixture browser, FilledInstallation filled)
{
    /// <summary>Numbers what can be used, in the order of the page.</summary>
    private const string Number =
        """
        () => {
          const all = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")]
            .filter(each => each.checkVisibility());
          all.forEach((each, i) => each.dataset.number = i);
          return all.length;
        }
        """;

    /// <summary>What has the focus, and whether that is seen.</summary>
    private const string Focus =
        """
        () => {
          const here = document.activeElement, style = getComputedStyle(here), box = here.getBoundingClientRect();
          const isSeen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && box.right > 0 && box.width > 0;
          return `${here.dataset.number ?? here.outerHTML} ${isSeen ? "is seen" : "is not seen"}`;
        }
        """;

    private static readonly string[] Walked = ["overview", "items-overdue", "item", "person", "inbox", "plan", "report", "link-confirm"];

    [Fact]
    public async Task The_first_stop_skips_to_the_content_and_each_control_is_reached_in_order_and_seen()
    {
        var pages = await filled.PagesAsync(browser);
        await using var context = await browser.OpenAsync(filled.Address);
        var page = await context.NewPageAsync();
        foreach (var seen in pages.Where(seen => Walked.Contains(seen.Name)))
        {
            await page.GotoAsync(seen.Path);
            var count = await page.EvaluateAsync<int>(Number);
            Assert.NotEqual(0, count);
            Assert.Equal(Enumerable.Range(0, count).Select(number => $"{number} is seen"), await StopsAsync(page, count));
        }
        await page.GotoAsync("/items");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to the content" })).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await page.EvaluateAsync<string>("document.activeElement.id"));
        await page.Keyboard.PressAsync("Tab");
        Assert.True(await page.EvaluateAsync<bool>("document.activeElement.closest('main') !== null"));
    }

    /// <summary>Where Tab leads, until so many controls were met. A field of a date is several stops, the last of which shows the focus by itself.</summary>
    private static async Task<IReadOnlyList<string>> StopsAsync(IPage page, int count)
    {
        const int MostPartsOfADate = 8;
        var stops = new List<string>();
        for (var pressed = 0; stops.Count < count && pressed < count + MostPartsOfADate; pressed++)
        {
            await page.Keyboard.PressAsync("Tab");
            var stop = await page.EvaluateAsync<string>(Focus);
            if (stops.LastOrDefault()?.Split(' ')[0] != stop.Split(' ')[0])
                stops.Add(stop);
        }
        return stops;
    }
}
