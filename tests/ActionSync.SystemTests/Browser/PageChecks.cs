using System.Globalization;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using ActionSync.Testing;
using Microsoft.Playwright;

namespace ActionSync.SystemTests.Browser;

/// <summary>What has to hold for every page: nobody is shut out by how it is made, and it fits a phone.</summary>
internal static class PageChecks
{
    private static readonly string Artifacts = Path.Combine(Repository.Root, "artifacts");

    /// <summary>
    /// Looks at a page by day, by night and on a phone: no finding of axe (labels, contrast, landmarks, names), headings in order under one h1, nothing to
    /// scroll sideways, and no error of its policy or script. Leaves a picture of each.
    /// </summary>
    public static async Task HoldsAsync(BrowserFixture browser, string server, string path, string name)
    {
        foreach (var (look, suffix) in new[] { (Look.Light, "light"), (Look.Dark, "dark"), (Look.Phone, "phone") })
        {
            await using var context = await browser.OpenAsync(server, look);
            var page = await context.NewPageAsync();
            var complaints = new List<string>();
            page.Console += (_, message) => complaints.Add(message.Text);
            page.PageError += (_, error) => complaints.Add(error);
            var answer = await page.GotoAsync(path);
            Assert.True(answer?.Status is 200 or 404, $"{path}: {answer?.Status}");
            await PictureAsync(page, $"{name}-{suffix}");
            await IsAccessibleAsync(page, $"{path}, {suffix}");
            await HasHeadingsInOrderAsync(page, path);
            await FitsAsync(page, $"{path}, {suffix}");
            Assert.True(complaints.Count == 0 || answer!.Status == 404, $"{path}, {suffix}:\n{string.Join('\n', complaints)}");
        }
    }

    /// <summary>Leaves a picture of the whole page under <c>artifacts/</c>, which nobody commits.</summary>
    public static Task PictureAsync(IPage page, string name) =>
        page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Artifacts, $"{name}.png"), FullPage = true });

    private static async Task IsAccessibleAsync(IPage page, string where)
    {
        var found = await page.RunAxe(new AxeRunOptions());
        Assert.True(found.Violations.Length == 0, string.Join('\n', found.Violations.SelectMany(
            violation => violation.Nodes.Select(node => $"{where}: {violation.Id}: {violation.Help}\n    {node.Html}"))));
    }

    private static async Task HasHeadingsInOrderAsync(IPage page, string where)
    {
        var levels = (await page.EvaluateAsync<string[]>("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => h.tagName)"))
            .Select(tag => int.Parse(tag[1..], CultureInfo.InvariantCulture)).ToList();
        Assert.True(levels.Count > 0 && levels[0] == 1 && levels.Count(level => level == 1) == 1, $"{where}: one h1, first of all: {string.Join(' ', levels)}");
        Assert.True(levels.Zip(levels.Skip(1)).All(pair => pair.Second <= pair.First + 1), $"{where}: no level is left out: {string.Join(' ', levels)}");
    }

    private static async Task FitsAsync(IPage page, string where)
    {
        var shown = await page.EvaluateAsync<int>("document.documentElement.clientWidth");
        var whole = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        Assert.True(whole <= shown, $"{where}: {whole} px wide where {shown} are shown.");
    }
}
