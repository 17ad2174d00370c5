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

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // By night nothing differs but the colours.
    private static readonly AxeRunOptions ByDay = new() { ResultTypes = [ResultType.Violations] };
    private static readonly AxeRunOptions ByNight = new()
    {
        ResultTypes = [ResultType.Violations],
        RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast"] },
    };

    /// <summary>
    /// Opens pages one after the other, as a person does in one browser: each has its status, no finding of axe (labels, contrast, landmarks, names), headings
    /// in order under one h1, nothing to scroll sideways, and no error of its policy or script. Leaves a picture of each.
    /// </summary>
    public static async Task HoldAsync(IBrowserContext context, Look look, IEnumerable<SeenPage> pages)
    {
        var page = await context.NewPageAsync();
        var (complaints, findings) = (new List<string>(), new List<string>());
        page.Console += (_, message) => complaints.Add(message.Text);
        page.PageError += (_, error) => complaints.Add(error);
        foreach (var (path, name, status) in pages)
        {
            complaints.Clear();
            var answer = await page.GotoAsync(path);
            findings.AddRange((await FindingsAsync(page, look, status == answer?.Status ? null : $"status {answer?.Status} instead of {status}"))
                // The browser itself notes that a page is an error.
                .Concat(complaints.Where(text => status < 400 || !text.Contains($"the server responded with a status of {status}", StringComparison.Ordinal)))
                .Select(finding => $"{path}: {finding}"));
            await PictureAsync(page, $"{name}-{look.Name}");
        }
        await page.CloseAsync();
        Assert.True(findings.Count == 0, $"{look.Name}:\n{string.Join('\n', findings)}");
    }

    /// <summary>What is wrong with the page that is open.</summary>
    public static async Task<IReadOnlyList<string>> FindingsAsync(IPage page, Look look, string? known = null)
    {
        var findings = new List<string>();
        if (known is not null)
            findings.Add(known);
        var found = await page.RunAxe(look.IsDark ? ByNight : ByDay).WaitAsync(Patience);
        findings.AddRange(found.Violations.SelectMany(
            violation => violation.Nodes.Select(node => $"{violation.Id}: {violation.Help}\n    {node.Html}")));
        // Proves that axe looked at the page at all.
        if (found.Passes.Length == 0)
            findings.Add("axe has seen nothing");
        findings.AddRange(HeadingFindings(await page.EvaluateAsync<string[]>("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => h.tagName)")));
        var widths = await page.EvaluateAsync<int[]>("[document.documentElement.scrollWidth, document.documentElement.clientWidth]");
        if (widths[0] > widths[1])
            findings.Add($"{widths[0]} px wide where {widths[1]} are shown");
        return findings;
    }

    /// <summary>Leaves a picture of the whole page under <c>artifacts/</c>, which nobody commits.</summary>
    public static Task PictureAsync(IPage page, string name) =>
        page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Artifacts, $"{name}.png"), FullPage = true });

    private static IEnumerable<string> HeadingFindings(IEnumerable<string> tags)
    {
        var levels = tags.Select(tag => int.Parse(tag[1..], CultureInfo.InvariantCulture)).ToList();
        if (levels is not [1, ..] || levels.Count(level => level == 1) != 1)
            yield return $"one h1, first of all: {string.Join(' ', levels)}";
        if (levels.Zip(levels.Skip(1)).Any(pair => pair.Second > pair.First + 1))
            yield return $"a level is left out: {string.Join(' ', levels)}";
    }
}

/// <summary>A page that is looked at.</summary>
/// <param name="Name">That of its pictures.</param>
internal sealed record SeenPage(string Path, string Name, int Status = 200);
