using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ActionSync.Items;
using ActionSync.Testing;

namespace ActionSync.SystemTests.Support;

/// <summary>A folder with the real program in it: commands that run to their end, and workers of one cluster side by side.</summary>
internal sealed class ProgramFolder : IDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, Path.GetFileName(typeof(ItemState).Assembly.Location));

    private readonly TempFolder _folder = new();
    private readonly List<RunningWorker> _workers = [];
    private readonly Dictionary<string, string> _settings = new()
    {
        ["Dashboard__Urls"] = "http://127.0.0.1:0",
        ["Intake__Settle"] = "00:00:00.2",
        ["Intake__Rescan"] = "00:00:02",
    };

    public string this[params string[] parts] => _folder[parts];

    public void Set(string key, string value) => _settings[key.Replace(":", "__")] = value;

    public void OnPostgres(string connectionString)
    {
        Set("Ledger:Provider", "Postgres");
        Set("Ledger:ConnectionString", connectionString);
    }

    /// <summary>Puts a document into the drop folder as a tool would: complete at once, and settled.</summary>
    public void Drop(string name, string text, DateTimeOffset modified)
    {
        var folder = this["data", "inbox"];
        Directory.CreateDirectory(folder);
        var hidden = Path.Combine(folder, $".{name}.tmp");
        File.WriteAllText(hidden, text);
        File.SetLastWriteTimeUtc(hidden, modified.UtcDateTime);
        File.Move(hidden, Path.Combine(folder, name));
    }

    public async Task<Ran> RunAsync(params string[] arguments) => await CommandRunner.RunAsync(
        new CommandServer.Command(_folder.Path, _settings.ToDictionary(s => $"ACTIONSYNC_{s.Key}", s => s.Value), arguments), Worker.Patience);

    /// <summary>Starts <c>run</c> with a health address of its own, and waits until it is ready.</summary>
    public async Task<RunningWorker> StartWorkerAsync()
    {
        var worker = StartWorker();
        await worker.IsReadyAsync();
        return worker;
    }

    public RunningWorker StartWorker()
    {
        var url = FreeAddress.Next();
        Set("Dashboard:Urls", url);
        var worker = Start("run");
        worker.Url = url;
        _workers.Add(worker);
        return worker;
    }

    public async Task<JsonArray> StatusAsync() => JsonNode.Parse((await RunAsync("status", "--json")).Exits(0).Stdout)!.AsArray();

    public void Dispose()
    {
        foreach (var worker in _workers)
            worker.Dispose();
        _folder.Dispose();
    }

    /// <summary>Starts a command and leaves it running.</summary>
    public RunningWorker Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            WorkingDirectory = _folder.Path,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(n => n.StartsWith("ACTIONSYNC_", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in _settings)
            start.Environment[$"ACTIONSYNC_{name}"] = value;
        return new RunningWorker(start);
    }
}

/// <summary>A process of the program.</summary>
internal sealed class RunningWorker : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _stdout = new();
    private readonly StringBuilder _stderr = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };

    public RunningWorker(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Keep(_stdout, line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(_stderr, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Url { get; set; } = "";

    public string Log
    {
        get
        {
            lock (_stderr)
                return _stderr.ToString();
        }
    }

    public async Task IsReadyAsync() => await AnswersAsync(HttpStatusCode.OK);

    /// <summary>Waits until <c>/health</c> answers so.</summary>
    public async Task AnswersAsync(HttpStatusCode status, string path = "/health")
    {
        var watch = Stopwatch.StartNew();
        while (await HealthAsync(path) != status)
        {
            if (_process.HasExited || watch.Elapsed > TimeSpan.FromSeconds(90))
                Assert.Fail($"{path} never answered {status}.\n{Log}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    public async Task<Ran> EndAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(90));
        await _process.WaitForExitAsync(limit.Token);
        lock (_stdout)
            return new Ran(_process.ExitCode, _stdout.ToString(), Log);
    }

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
        _http.Dispose();
    }

    private async Task<HttpStatusCode?> HealthAsync(string path)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(Url + path), TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    private static void Keep(StringBuilder said, string? line)
    {
        if (line is null)
            return;
        lock (said)
            said.AppendLine(line);
    }
}
