using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace ActionSync.SystemTests.Browser;

/// <summary>The machine's Chromium, started when a test first asks. Where there is none, those tests are skipped and say so.</summary>
public sealed class BrowserFixture : IAsyncDisposable
{
    private const string Program = "chromium";

    /// <summary>Milliseconds that a page is waited for, on a machine that is busy with all other tests.</summary>
    private const float Patience = 120_000;

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
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new ViewportSize { Width = look.Width, Height = look.Height },
            ColorScheme = look.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = look.Script != Scripting.Off,
            TimezoneId = "Europe/Berlin",
            Locale = "en-GB",
            BypassCSP = look.IgnoresPolicy,
        });
        context.SetDefaultTimeout(Patience);
        await context.RouteAsync(url => new Uri(url).Host != "127.0.0.1", route => route.AbortAsync());
        if (look.Script == Scripting.Emptied)
            await context.RouteAsync("**/*.js", route => route.FulfillAsync(new RouteFulfillOptions { ContentType = "text/javascript", Body = "" }));
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
/// <param name="Name">That of its pictures.</param>
/// <param name="IgnoresPolicy">The content security policy is off, so that only encoding stands between a text and a script.</param>
public sealed record Look(string Name, int Width, int Height, bool IsDark = false, Scripting Script = Scripting.On, bool IgnoresPolicy = false)
{
    public static Look Light { get; } = new("light", 1100, 900);
    public static Look Dark { get; } = Light with { Name = "dark", IsDark = true };

    /// <summary>A small phone.</summary>
    public static Look Phone { get; } = new("phone", 360, 740);
    public static Look WithoutScript { get; } = Light with { Name = "without-script", Script = Scripting.Off };
    public static Look WithoutOurScript { get; } = Phone with { Name = "without-script", Script = Scripting.Emptied };
    public static Look WithoutPolicy { get; } = Light with { Name = "without-policy", IgnoresPolicy = true };
}

/// <summary>What runs in a browser.</summary>
public enum Scripting
{
    On,

    /// <summary>Nothing of ours: what looks at a page is a script itself, and cannot where none runs.</summary>
    Emptied,
    Off,
}
