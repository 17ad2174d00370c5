using System.Diagnostics;
using ActionSync.Items;
using ActionSync.SystemTests.Support;
using ActionSync.SystemTests.Web;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Deployment;

/// <summary>The compose file: whether its parts fit together, and a run of its command lines with its environment where there is no container engine.</summary>
public sealed class ComposeTests(PostgresFixture postgres) : IDisposable
{
    /// <summary>What both workers say alike, since it is read from the ledger.</summary>
    private static readonly string[] OfLedger =
        ["actionsync_ledger_up", "actionsync_items_overdue", "actionsync_items_waiting", "actionsync_items_unknown"];

    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, Path.GetFileName(typeof(ItemState).Assembly.Location));

    private readonly TempFolder _folder = new();
    private readonly List<Worker> _processes = [];
    private readonly ImageFile _image = ImageFile.Read();
    private readonly ComposeFile _compose = ComposeFile.Read();

    [Fact]
    public void Everything_that_a_service_names_is_there()
    {
        foreach (var (name, service) in _compose.Services)
        {
            Assert.NotNull(service.Image);
            Assert.NotEmpty(service.HealthCheck);
            Assert.Empty(service.Secrets.Except(_compose.SecretFiles.Keys));
            Assert.All(service.Mounts.Where(mount => !mount.Source.StartsWith('.')), mount => Assert.Contains(mount.Source, _compose.Volumes));
            Assert.All(service.WaitsFor, on => Assert.True(on.Value == "service_healthy" && _compose.Services.ContainsKey(on.Key), name));
            // No secret stands in the file itself, and each that is read is handed over.
            foreach (var (key, value) in service.Environment.Where(pair => pair.Key.EndsWith("File", StringComparison.OrdinalIgnoreCase)))
                Assert.True(service.Secrets.Any(secret => value == $"/run/secrets/{secret}"), key);
            Assert.DoesNotContain(service.Environment.Keys, key => key.EndsWith("PASSWORD", StringComparison.Ordinal));
            Assert.DoesNotContain(service.Environment.Keys, key => key.EndsWith("Token", StringComparison.Ordinal));
            // Nothing is open to other machines unless somebody says so.
            Assert.All(service.Ports, port => Assert.StartsWith("127.0.0.1:", port, StringComparison.Ordinal));
        }
        Assert.Equal(2, _compose.Workers.Count);
        Assert.Equal(2, _compose.Workers.Values.SelectMany(worker => worker.Ports).Select(port => port.Split(':')[1]).Distinct().Count());
        Assert.All(_compose.Workers.Values, worker => Assert.All(worker.Ports, port => Assert.EndsWith($":{_image.Port}", port, StringComparison.Ordinal)));
        Assert.All(_compose.Workers.Values, worker => Assert.Contains("read_only", worker.Keys));
    }

    [Fact]
    public void The_image_asks_itself_runs_without_rights_and_listens_where_it_says()
    {
        Assert.Equal(["dotnet", "actionsync.dll", "health"], _image.HealthCheck);
        Assert.Equal("$APP_UID", _image.User);
        Assert.Equal($"http://*:{_image.Port}", _image.Environment["ACTIONSYNC_Dashboard__Urls"]);
        Assert.Equal(["run"], _image.Command);
    }

    [Fact]
    public async Task Its_command_lines_make_two_workers_that_are_well_and_share_one_document()
    {
        await LayOutAsync();
        var workers = _compose.Workers.ToDictionary(worker => worker.Value, _ => FreeAddress.Next());
        foreach (var (service, url) in workers)
            Start(service, url, [.. _image.Entrypoint, .. service.Command]);
        foreach (var (service, url) in workers)
            await Eventually.IsTrue(async () => (await Start(service, url, service.HealthCheck).EndAsync()).ExitCode == 0, Said(), TimeSpan.FromSeconds(60));

        Drop("a.json", Json("INC-1", Item("Add an alert"), Item("Write a test"), Item("Tell the others")));
        await Eventually.IsTrue(() => Pages() == 3, Said(), TimeSpan.FromSeconds(60));
        using var first = new Scrape(workers.Values.First());
        using var second = new Scrape(workers.Values.Last());
        // What they read of the ledger is some seconds old, each by its own clock.
        await Eventually.IsTrue(
            async () => await first.AsksAsync() is var one && await second.AsksAsync() is var other && one["actionsync_items_overdue"].Count == 1
                && OfLedger.All(name => one[name].Select(sample => sample.Value).SequenceEqual(other[name].Select(sample => sample.Value))),
            "both have read the same", TimeSpan.FromSeconds(60));

        var (one, other) = (await first.AsksAsync(), await second.AsksAsync());
        Assert.Equal(1, Sum("actionsync_documents_taken_in_total"));
        Assert.Equal(3, Sum("actionsync_issues_created_total"));
        Assert.Equal(3, Pages());

        foreach (var worker in _processes.Where(process => !process.HasExited).ToList())
        {
            worker.Terminate();
            (await worker.EndAsync(TimeSpan.FromSeconds(10))).Exits(0);
        }
        foreach (var (service, url) in workers)
            Assert.Equal(1, (await Start(service, url, service.HealthCheck).EndAsync()).ExitCode);

        double Sum(string name) => one[name].Concat(other[name]).Sum(sample => sample.Value);
    }

    public void Dispose()
    {
        foreach (var process in _processes)
            process.Dispose();
        _folder.Dispose();
    }

    /// <summary>What the comment of the compose file says to lay beside it, and what the image brings along.</summary>
    private async Task LayOutAsync()
    {
        Write("actionsync.json", "{}");
        Write("secrets/ledger", await postgres.NewDatabaseAsync());
        Write("secrets/api-key", "a-key-of-some-length-for-this-test");
        Directory.CreateDirectory(_folder["data", "inbox"]);
        Write("app/config/appsettings.json", File.ReadAllText(Path.Combine(Repository.Root, "config", "appsettings.json")));
    }

    /// <summary>A command line of a service as a container has it, but for its paths and its address.</summary>
    private Worker Start(ComposeService service, string url, IReadOnlyList<string> words)
    {
        var start = new ProcessStartInfo(words[0], words.Skip(1).Select(word => word == "actionsync.dll" ? Program : Here(service, word)))
        {
            WorkingDirectory = _folder["app"],
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("ACTIONSYNC_", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in _image.Environment.Concat(service.Environment))
            start.Environment[name] = name == "ACTIONSYNC_Dashboard__Urls" ? url : Here(service, value);
        var process = new Worker(start);
        _processes.Add(process);
        return process;
    }

    /// <summary>What the container mounts there, here.</summary>
    private string Here(ComposeService service, string text)
    {
        foreach (var secret in service.Secrets)
            text = text.Replace($"/run/secrets/{secret}", _folder[_compose.SecretFiles[secret]], StringComparison.Ordinal);
        foreach (var (source, target) in service.Mounts)
            text = text.Replace(target, _folder[source], StringComparison.Ordinal);
        return text;
    }

    private void Drop(string name, string text)
    {
        var path = _folder["data", "inbox", name];
        File.WriteAllText(path, text);
        File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-5));
    }

    private int Pages() => Directory.Exists(_folder["data", "board"]) ? Directory.GetFiles(_folder["data", "board"], "*.md").Length : 0;

    private string Said() => string.Join('\n', _processes.Select(process => process.Stderr));

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        File.WriteAllText(_folder[name], text);
    }
}
