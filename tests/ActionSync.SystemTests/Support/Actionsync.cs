using System.Diagnostics;
using System.Text.Json;
using ActionSync.Files;
using ActionSync.Items;
using ActionSync.Testing;

namespace ActionSync.SystemTests.Support;

/// <summary>An installation in a folder of its own: runs the real executable there, and looks at what it leaves behind.</summary>
internal sealed class Actionsync : IDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, Path.GetFileName(typeof(ItemState).Assembly.Location));

    private const string Prefix = "ACTIONSYNC_";

    /// <summary>More memory than this the program never takes, whatever it is given.</summary>
    public const int MostMegabytes = 256;

    private readonly TempFolder _folder = new();
    private readonly List<Worker> _workers = [];
    private readonly Dictionary<string, string> _environment = new()
    {
        ["ACTIONSYNC_Dashboard__Urls"] = "http://127.0.0.1:0",
        ["ACTIONSYNC_Intake__Settle"] = "00:00:00.1",
        ["ACTIONSYNC_Intake__Rescan"] = "00:00:01",
        ["ACTIONSYNC_Refreshing__Poll"] = "00:00:01",
    };

    public string Folder => _folder.Path;

    public string this[params string[] parts] => _folder[parts];

    public Actionsync() => Directory.CreateDirectory(this["data", "inbox"]);

    /// <summary>Sets a key of the configuration for all that starts from now on.</summary>
    public Actionsync With(string key, string value)
    {
        _environment[Prefix + key.Replace(":", "__")] = value;
        return this;
    }

    /// <summary>Whenever this runs, a slot has just come: people may be written to.</summary>
    public Actionsync AtAnyHour()
    {
        for (var slot = 0; slot < 8; slot++)
            With($"Reminding:At:{slot}", $"{slot * 3:00}:00");
        return OnAnyDay();
    }

    /// <summary>Whenever this runs, clocks there show an hour of this number, of a working day.</summary>
    public Actionsync AtHour(int hour)
    {
        var ahead = hour - TimeProvider.System.GetUtcNow().Hour;
        ahead += ahead < -12 ? 24 : ahead > 12 ? -24 : 0;
        // POSIX counts the hours to the west.
        return With("Reminding:TimeZone", $"Etc/GMT{(ahead > 0 ? "-" : "+")}{Math.Abs(ahead)}").OnAnyDay();
    }

    private Actionsync OnAnyDay()
    {
        foreach (var day in Enum.GetValues<DayOfWeek>())
            With($"Reminding:WorkingDays:{(int)day}", $"{day}");
        return this;
    }

    /// <summary>Whatever number of items may be new at once.</summary>
    public Actionsync TakingInMany() => With("Planning:MaxNewItemsPerDocument", "100000").With("Planning:MaxNewItemsPerPass", "1000000");

    /// <summary>Sets a variable of the environment for all that starts from now on.</summary>
    public Actionsync Variable(string name, string value)
    {
        _environment[name] = value;
        return this;
    }

    /// <summary>Gives what starts from now on so many megabytes of memory, as a small container does.</summary>
    public Actionsync Limited(int megabytes)
    {
        _environment["DOTNET_GCHeapHardLimit"] = $"0x{(long)megabytes << 20:X}";
        return this;
    }

    /// <summary>Lays down <c>config/appsettings.json</c>.</summary>
    public Actionsync Configured(string json)
    {
        Write(Path.Combine("config", "appsettings.json"), json);
        return this;
    }

    /// <summary>Writes a file of this folder and returns its full path.</summary>
    public string Write(string name, string text)
    {
        var path = this[name];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Puts a document into the drop folder; with an age it is settled at once.</summary>
    public string Drop(string name, string text, TimeSpan? age = null)
    {
        var path = Write(Path.Combine("data", "inbox", name), text);
        File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime - (age ?? TimeSpan.FromMinutes(5)));
        return path;
    }

    /// <summary>Runs a command to its end; in a process of its own where it is given more than settings.</summary>
    public async Task<Ran> RunAsync(params string[] arguments)
    {
        if (_environment.Keys.All(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
            return await CommandRunner.RunAsync(new CommandServer.Command(Folder, _environment, arguments), Worker.Patience);
        using var worker = Start(arguments);
        return await worker.EndAsync();
    }

    /// <summary>The same; also fails where the process ever had more of the machine's memory than the program may take, and says how much it was.</summary>
    public async Task<Ran> RunSmallAsync(ITestOutputHelper output, params string[] arguments)
    {
        using var worker = Start(arguments);
        var (ran, megabytes) = await worker.EndWithPeakAsync();
        output.WriteLine($"{string.Join(' ', arguments.Select(Path.GetFileName))}: {megabytes:F0} MB");
        Assert.True(megabytes < MostMegabytes, $"{arguments[0]} took {megabytes:F0} MB, and {MostMegabytes} are enough.\n{ran.Stderr}");
        return ran;
    }

    /// <summary>Takes documents in as a person does.</summary>
    public Task<Ran> OnceAsync(params string[] documents) =>
        RunAsync(["once", .. documents.Select((document, i) => Write($"given-{i}.json", document))]);

    /// <summary>Runs a command to its end in surroundings that another program makes for it.</summary>
    public async Task<Ran> RunUnderAsync(string[] surroundings, params string[] arguments)
    {
        using var worker = StartUnder(surroundings, arguments);
        return await worker.EndAsync();
    }

    /// <summary>Starts a command and leaves it running; it is killed, at the latest, with this installation.</summary>
    public Worker Start(params string[] arguments) => StartUnder([], arguments);

    /// <summary>Starts a command in surroundings that another program makes for it.</summary>
    public Worker StartUnder(string[] surroundings, params string[] arguments) =>
        StartProcess([.. surroundings, "dotnet", Program, .. arguments], _environment);

    /// <summary>Runs a command to its end before a terminal of so many columns; what it showed is in <see cref="Ran.Stdout"/>.</summary>
    public async Task<TerminalText> RunInTerminalAsync(int columns, IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        string[] words = ["dotnet", Program, .. arguments];
        var command = string.Join(' ', words.Select(word => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'"));
        using var worker = StartProcess(
            ["script", "-qec", $"stty cols {columns} rows 50; exec {command}", "/dev/null"],
            _environment.Append(new("TERM", "xterm-256color")).Concat(variables));
        return new TerminalText((await worker.EndAsync()).Exits(0).Stdout);
    }

    private Worker StartProcess(string[] words, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            WorkingDirectory = _folder.Path,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsOurs).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var worker = new Worker(start);
        _workers.Add(worker);
        return worker;
    }

    /// <summary>A variable that the program or its way to the network goes by, so that only the test sets it.</summary>
    private static bool IsOurs(string variable) => variable.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
        || variable.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase) || variable.StartsWith("SSL_CERT_", StringComparison.Ordinal);

    /// <summary>Starts <c>run</c> and waits until it watches.</summary>
    public async Task<Worker> StartWorkerAsync(TimeSpan? within = null)
    {
        var worker = Start("run");
        await Eventually.IsTrue(
            () => worker.Stderr.Contains("ActionSync watches", StringComparison.Ordinal) || worker.HasExited, "the worker watches", within);
        Assert.False(worker.HasExited, worker.Stderr);
        return worker;
    }

    /// <summary>The board's pages in the order of their names.</summary>
    public IReadOnlyList<Page> Pages => Directory.Exists(this["data", "board"])
        ? [.. Directory.EnumerateFiles(this["data", "board"], "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => new Page(path))]
        : [];

    /// <summary>The mails as files, by the names behind their day.</summary>
    public IReadOnlyList<string> Outbox => Directory.Exists(this["data", "outbox"])
        ? [.. Directory.GetFiles(this["data", "outbox"]).Select(file => Path.GetFileName(file)["2024-01-16-".Length..]).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>An incident's receipt.</summary>
    public JsonElement Receipt(string incident) =>
        JsonDocument.Parse(File.ReadAllBytes(this["data", "archive", FileName.Of(incident), "receipt.json"])).RootElement;

    /// <summary>The items of an incident as its receipt has them.</summary>
    public IReadOnlyList<JsonElement> Items(string incident) => [.. Receipt(incident).GetProperty("items").EnumerateArray()];

    /// <summary>Waits until the ledger knows the issues of all items: a page is there a moment sooner.</summary>
    public Task HasIssuesAsync(string incident) => Eventually.IsTrue(
        () => File.Exists(this["data", "archive", FileName.Of(incident), "receipt.json"]) && Items(incident).All(item => item.TryGetProperty("issue", out _)),
        $"{incident} is published");

    public async Task<IReadOnlyList<JsonElement>> StatusAsync()
    {
        var ran = await RunAsync("status", "--json");
        Assert.Equal(0, ran.ExitCode);
        return [.. JsonDocument.Parse(ran.Stdout).RootElement.EnumerateArray()];
    }

    /// <summary>What happened to an incident, a line an event; the same whenever it is asked for.</summary>
    public async Task<string> HistoryAsync(string incident) => (await RunAsync("history", incident, "--csv")).Stdout;

    /// <summary>All files but the ledger's own, with their bytes and times: equal where nothing was written.</summary>
    public IReadOnlyDictionary<string, string> Everything() => Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories)
        .Where(path => !Path.GetFileName(path).StartsWith("actionsync.db", StringComparison.Ordinal))
        .ToDictionary(
            path => Path.GetRelativePath(_folder.Path, path), path => $"{File.GetLastWriteTimeUtc(path):O} {Convert.ToBase64String(File.ReadAllBytes(path))}");

    /// <summary>The ledger is lost.</summary>
    public void LoseLedger()
    {
        foreach (var file in Directory.EnumerateFiles(this["data"], "actionsync.db*"))
            File.Delete(file);
    }

    public void Dispose()
    {
        foreach (var worker in _workers)
            worker.Dispose();
        _folder.Dispose();
    }
}

/// <summary>What a command left: its exit code and what it said.</summary>
internal sealed record Ran(int ExitCode, string Stdout, string Stderr)
{
    /// <summary>Fails with everything that was said where the code is another.</summary>
    public Ran Exits(int code)
    {
        Assert.True(ExitCode == code, $"exit code {ExitCode}, expected {code}\n{Stdout}\n{Stderr}");
        return this;
    }
}
