using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace ActionSync.SystemTests.Browser;

/// <summary>The machine's Chromium, started when a test first asks. Where there is none, those tests are skipped and say so.</summary>
public sealed class BrowserFixture : IAsyncDisposable
{
    private const string Program = "chromium";

    // Nothing that a browser does on its own account: updates, telemetry, first-run pages.
    private static readonly string[] Quiet =
    [
        "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
    ];

    private readonly SemaphoreSlim _gate = new(1);
    private readonly ConcurrentBag<IBrowserContext> _contexts = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>A browser of its own for one test: its cookies and its look; nothing but 127.0.0.1 is reached from it.</summary>
    public async Task<IBrowserContext> OpenAsync(string server, Look? look = null)
    {
        var browser = await BrowserAsync();
        look ??= Look.Light;
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = server,
            ViewportSize = new ViewportSize { Width = look.Width, Height = look.Height },
            ColorScheme = look.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = look.HasScript,
            TimezoneId = "Europe/Berlin",
            Locale = "en-GB",
            BypassCSP = look.IgnoresPolicy,
        });
        await context.RouteAsync(url => new Uri(url).Host != "127.0.0.1", route => route.AbortAsync());
        _contexts.Add(context);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var context in _contexts)
            await context.DisposeAsync();
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        _gate.Dispose();
    }

    private async Task<IBrowser> BrowserAsync()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var path = folders.Select(folder => Path.Combine(folder, Program)).FirstOrDefault(File.Exists);
        if (path is null)
            Assert.Skip("There is no Chromium here (apt-get install chromium).");
        await _gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            _playwright ??= await Playwright.CreateAsync();
            return _browser ??= await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Headless = true, Args = Quiet });
        }
        finally
        {
            _gate.Release();
        }
    }
}

/// <summary>How a browser shows pages.</summary>
/// <param name="IgnoresPolicy">The content security policy is off, so that only encoding stands between a text and a script.</param>
public sealed record Look(int Width, int Height, bool IsDark = false, bool HasScript = true, bool IgnoresPolicy = false)
{
    public static Look Light { get; } = new(1100, 900);
    public static Look Dark { get; } = Light with { IsDark = true };

    /// <summary>A small phone.</summary>
    public static Look Phone { get; } = new(360, 740);
    public static Look WithoutScript { get; } = Light with { HasScript = false };
}
