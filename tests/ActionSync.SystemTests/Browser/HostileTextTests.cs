using System.Text.Json;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using Microsoft.Playwright;

namespace ActionSync.SystemTests.Browser;

/// <summary>Whatever documents, files and addresses say is text, wherever it is shown.</summary>
public sealed class HostileTextTests(BrowserFixture browser) : IDisposable
{
    /// <summary>A script that would run wherever it were taken for more than text.</summary>
    private const string Attack = "<img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script>\"'><svg onload=window.hacked=1>\u202Etxt";

    /// <summary>Where a page leads, files to be saved left out.</summary>
    private const string Links = "[...document.querySelectorAll('a[href^=\"/\"]:not([download])')].map(a => a.getAttribute('href').split('#')[0])";

    private const string AttackId = "INC-1<img src=x onerror=hacked=1>";
    private const string Alice = "alice@company.com";

    /// <summary>More pages than a crawl of this installation finds.</summary>
    private const int MostPages = 80;

    private readonly Actionsync _actionsync = new();
    private readonly string _address = FreeAddress.Next();

    [Fact]
    public async Task What_documents_say_is_text_on_every_page_also_where_no_policy_helps()
    {
        await StartAsync();
        await CrawlAsync(Look.Light);
        await CrawlAsync(Look.WithoutPolicy);
    }

    /// <summary>Opens every page that the others lead to.</summary>
    private async Task CrawlAsync(Look look)
    {
        await using var context = await browser.OpenAsync(_address, look);
        var page = await context.NewPageAsync();
        var dialogs = 0;
        page.Dialog += (_, dialog) =>
        {
            dialogs++;
            _ = dialog.DismissAsync();
        };

        var waiting = new Queue<string>(await BeginningsAsync(page));
        var (seen, shown) = (new HashSet<string>(waiting), new HashSet<string>());
        while (waiting.TryDequeue(out var path))
        {
            await page.GotoAsync(path);
            await IsHarmlessAsync(page, path);
            if (await page.EvaluateAsync<bool>("document.body.textContent.includes('onerror=')"))
                shown.Add(path.Split('?')[0].Split('/')[1]);
            foreach (var next in await page.EvaluateAsync<string[]>(Links))
            {
                if (!next.Contains(".csv", StringComparison.Ordinal) && !next.Contains("/report.", StringComparison.Ordinal) && seen.Add(next))
                    waiting.Enqueue(next);
            }
            Assert.True(seen.Count < MostPages, "The crawl finds no end.");
        }
        Assert.Equal(0, dialogs);
        // What is proved to be harmless was there.
        Assert.Empty(new[] { "", "items", "incidents", "people", "inbox", "l", "report" }.Except(shown));
    }

    /// <summary>What no page leads to: links of mails, an upload, and addresses that are an attack themselves.</summary>
    private async Task<IReadOnlyList<string>> BeginningsAsync(IPage page)
    {
        var (segment, value) = (Uri.EscapeDataString(Attack.Replace("/", "", StringComparison.Ordinal)), Uri.EscapeDataString(Attack));
        return
        [
            "/", await UploadAsync(page), new Uri(MailLinks.Of(Mail(), "Done")).AbsolutePath,
            $"/items?q={value}", $"/items?sort={value}", $"/inbox?said={value}",
            $"/people/{segment}", $"/items/{segment}", $"/incidents/{segment}", $"/l/{segment}", $"/{segment}",
        ];
    }

    [Fact]
    public async Task What_is_saved_is_never_taken_for_a_page()
    {
        await StartAsync();
        var context = await browser.OpenAsync(_address);
        foreach (var path in new[] { "/items.csv", "/report.csv", "/report.html", $"/documents/1?incident={Uri.EscapeDataString(AttackId)}" })
        {
            var answer = await context.APIRequest.GetAsync(path);
            Assert.True(answer.Ok, $"{path}: {answer.Status}");
            Assert.StartsWith("attachment", answer.Headers["content-disposition"], StringComparison.Ordinal);
            Assert.DoesNotContain('<', answer.Headers["content-disposition"]);
            Assert.Equal("nosniff", answer.Headers["x-content-type-options"]);
            Assert.Contains("script-src 'self'", answer.Headers["content-security-policy"], StringComparison.Ordinal);
        }
        // No spreadsheet takes a title for a formula.
        Assert.DoesNotContain(",=", await (await context.APIRequest.GetAsync("/items.csv")).TextAsync(), StringComparison.Ordinal);
    }

    private async Task StartAsync()
    {
        _actionsync.AtAnyHour().With("Dashboard:Urls", _address).With("Dashboard:PublicUrl", _address).With($"People:{Alice}:Name", $"{Attack} herself");
        var document = _actionsync.Write("hostile.json", JsonSerializer.Serialize(new
        {
            incident = new
            {
                id = AttackId,
                title = Attack,
                severity = "SEV1",
                commander = Attack,
                resolution = new { root_cause = Attack, permanent_fix = Attack },
            },
            action_items = new[]
            {
                new { title = Attack, owner = Attack, priority = "P1", deadline = "2024-01-22", type = Attack, details = Attack },
                new { title = $"{Attack} of Alice", owner = Alice, priority = "P1", deadline = "2024-01-22", type = Attack, details = Attack },
                new { title = "=HYPERLINK(\"http://127.0.0.1\")", owner = Alice, priority = "P2", deadline = "2024-01-22", type = "=1+1", details = "" },
            },
        }));
        (await _actionsync.RunAsync("once", document)).Exits(0);
        _actionsync.Drop("<img src=x onerror=hacked=1>.json", Wrong);
        await _actionsync.StartWorkerAsync();
        var rejected = _actionsync["data", "rejected"];
        await Eventually.IsTrue(
            () => Directory.Exists(rejected) && Directory.EnumerateFiles(rejected, "*.problems.txt").Any(), "a document is rejected");
    }

    private static string Wrong => JsonSerializer.Serialize(new
    {
        incident = new { id = Attack, title = 7 },
        action_items = new[] { new { owner = Attack, priority = Attack } },
    });

    /// <summary>A right document and a wrong one, which wait for a decision.</summary>
    private async Task<string> UploadAsync(IPage page)
    {
        await page.GotoAsync("/inbox");
        await page.GetByLabel("One or more files").SetInputFilesAsync(
        [
            _actionsync.Write(
                "new<img src=x onerror=hacked=1>.json", Incident.Json(AttackId, Incident.Item(Attack + " 2", Attack, "P1", null))),
            _actionsync.Write("wrong<img src=x onerror=hacked=1>.json", Wrong),
        ]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Show what it would change" }).ClickAsync();
        await page.WaitForURLAsync("**/inbox/plan?**");
        return new Uri(page.Url).PathAndQuery;
    }

    private string Mail() => File.ReadAllText(Directory.GetFiles(_actionsync["data", "outbox"], $"*{Alice}.eml").Single());

    private static async Task IsHarmlessAsync(IPage page, string path)
    {
        // Pictures of an attack would have been asked for by then.
        await page.WaitForLoadStateAsync(LoadState.Load);
        Assert.True(await page.EvaluateAsync<bool>("window.hacked === undefined"), $"{path} runs a script");
        Assert.True(await page.EvaluateAsync<bool>(
            """
            document.querySelectorAll("main img, main script, main iframe, main svg [onload], [onerror], [onload], a[href^='javascript:' i]").length === 0
            """), $"{path} has an element of the document");
    }

    public void Dispose() => _actionsync.Dispose();
}
