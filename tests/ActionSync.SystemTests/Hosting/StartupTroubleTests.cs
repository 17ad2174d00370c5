using System.Net;
using System.Net.Sockets;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Hosting;

/// <summary>What the machine around a worker withholds, seen from outside: the right line, the right health, and work that goes on.</summary>
public sealed class StartupTroubleTests : IDisposable
{
    private readonly Actionsync _actionsync = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly string _url = FreeAddress.Next();

    public StartupTroubleTests() => _actionsync.With("Dashboard:Urls", _url);

    public enum Obstacle
    {
        AFileIsItsParent,
        AFileIsItself,
        ALinkToNowhere,
    }

    [Theory]
    [InlineData(Obstacle.AFileIsItsParent)]
    [InlineData(Obstacle.AFileIsItself)]
    [InlineData(Obstacle.ALinkToNowhere)]
    public async Task A_drop_folder_that_cannot_be_made_is_told_of_and_taken_in_once_it_can(Obstacle obstacle)
    {
        var parent = _actionsync["drop"];
        var inbox = Path.Combine(parent, "inbox");
        _actionsync.With("Intake:Folder", inbox);
        Obstruct(obstacle, parent, inbox);

        var worker = await _actionsync.StartWorkerAsync();
        await AnswersAsync("/health", HttpStatusCode.ServiceUnavailable, "Intake fails");
        await AnswersAsync("/health/live", HttpStatusCode.OK, "");
        await AnswersAsync("/health/ready", HttpStatusCode.OK, "");
        Assert.Single(Lines(worker, "cannot be used now"));

        File.Delete(obstacle == Obstacle.AFileIsItsParent ? parent : inbox);
        await Eventually.IsTrue(() => Directory.Exists(inbox), "the folder is made", TimeSpan.FromSeconds(60));
        File.WriteAllText(Path.Combine(inbox, "one.json"), Json("INC-1", "Add an alert"));
        await Eventually.IsTrue(() => _actionsync.Pages.Count == 1, "the document is published", TimeSpan.FromSeconds(60));
        await AnswersAsync("/health", HttpStatusCode.OK, "intake");
        Assert.Single(Lines(worker, "cannot be used now"));
        Assert.Single(Lines(worker, "can be used again"));
        worker.Terminate();
        (await worker.EndAsync()).Exits(0);
    }

    [Fact]
    public async Task A_drop_folder_that_is_lost_under_a_running_worker_is_told_of_and_made_again()
    {
        var inbox = _actionsync["data", "inbox"];
        var worker = await _actionsync.StartWorkerAsync();
        await AnswersAsync("/health", HttpStatusCode.OK, "intake");
        Directory.Delete(inbox);
        File.WriteAllText(inbox, "");
        await AnswersAsync("/health", HttpStatusCode.ServiceUnavailable, "Intake fails");

        File.Delete(inbox);
        await AnswersAsync("/health", HttpStatusCode.OK, "intake");
        _actionsync.Drop("one.json", Json("INC-1", "Add an alert"));
        await Eventually.IsTrue(() => _actionsync.Pages.Count == 1, "the document is published", TimeSpan.FromSeconds(60));
        Assert.Single(Lines(worker, "cannot be used now"));
    }

    [Fact]
    public async Task Without_an_inotify_instance_files_are_found_by_the_rescan()
    {
        var worker = _actionsync.StartUnder(["unshare", "-Ur", "sh", "-c", "echo 0 > /proc/sys/user/max_inotify_instances && exec \"$0\" \"$@\""], "run");
        await AnswersAsync("/health", HttpStatusCode.OK, "intake", worker);

        _actionsync.Drop("one.json", Json("INC-1", "Add an alert"));
        await Eventually.IsTrue(() => _actionsync.Pages.Count == 1, $"the document is published\n{worker.Stderr}", TimeSpan.FromSeconds(60));
        _actionsync.Drop("two.json", Json("INC-2", "Add an alert"));
        await Eventually.IsTrue(() => _actionsync.Pages.Count == 2, $"the next one, too\n{worker.Stderr}", TimeSpan.FromSeconds(60));
        Assert.Single(Lines(worker, "found by the rescan every 00:00:01"));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("*")]
    public async Task A_port_that_is_taken_ends_run_with_2_before_it_did_anything(string host)
    {
        var port = new Uri(_url).Port;
        _actionsync.With("Dashboard:Urls", $"http://{host}:{port}");
        using (var holder = new TcpListener(IPAddress.Loopback, port))
        {
            holder.Start();
            _actionsync.Drop("one.json", Json("INC-1", "Add an alert"));
            var ran = (await _actionsync.RunAsync("run")).Exits(2);
            Assert.Contains($"Port {port} of Dashboard:Urls", ran.Stderr, StringComparison.Ordinal);
            Assert.Contains("another actionsync run", ran.Stderr, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", ran.Stderr, StringComparison.Ordinal);
            Assert.False(File.Exists(_actionsync["data", "actionsync.db"]));
        }
        _actionsync.With("Dashboard:Urls", _url);
        await _actionsync.StartWorkerAsync();
        await AnswersAsync("/health", HttpStatusCode.OK, "intake");
        await Eventually.IsTrue(() => _actionsync.Pages.Count == 1, "the document is published", TimeSpan.FromSeconds(60));
    }

    [Theory]
    [InlineData("http://192.0.2.1:5080", "no address of this machine")]
    [InlineData("http://localhost:0", "any free port of localhost")]
    public async Task An_address_that_cannot_be_had_ends_run_with_2_and_a_sentence(string url, string said)
    {
        var ran = (await _actionsync.With("Dashboard:Urls", url).RunAsync("run")).Exits(2);

        Assert.Contains(said, ran.Stderr, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ran.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_that_hosts_read_by_habit_change_nothing()
    {
        var elsewhere = FreeAddress.Next();
        _actionsync.Write("appsettings.json", $$"""{ "Urls": "{{elsewhere}}", "Kestrel": { "Endpoints": { "Http": { "Url": "{{elsewhere}}" } } }, "Logging": { "LogLevel": { "Default": "Trace", "Microsoft": "Trace" } } }""");
        foreach (var (name, value) in new[]
        {
            ("ASPNETCORE_URLS", elsewhere), ("DOTNET_URLS", elsewhere), ("URLS", elsewhere), ("Kestrel__Endpoints__Http__Url", elsewhere),
            ("Logging__LogLevel__Default", "Trace"), ("Logging__LogLevel__Microsoft", "Trace"), ("ASPNETCORE_ENVIRONMENT", "Development"),
            ("DOTNET_ENVIRONMENT", "Development"),
        })
            _actionsync.Variable(name, value);

        var worker = await _actionsync.StartWorkerAsync();
        await AnswersAsync("/health", HttpStatusCode.OK, "intake");

        await Assert.ThrowsAsync<HttpRequestException>(() => _http.GetAsync(new Uri($"{elsewhere}/health"), TestContext.Current.CancellationToken));
        // Version and configuration, folder and trackers, address, next reminders.
        Assert.Equal(4, worker.Stderr.Trim().Split('\n').Length);
    }

    public void Dispose()
    {
        _http.Dispose();
        _actionsync.Dispose();
    }

    private static void Obstruct(Obstacle obstacle, string parent, string inbox)
    {
        if (obstacle == Obstacle.AFileIsItsParent)
        {
            File.WriteAllText(parent, "");
            return;
        }
        Directory.CreateDirectory(parent);
        if (obstacle == Obstacle.AFileIsItself)
            File.WriteAllText(inbox, "");
        else
            File.CreateSymbolicLink(inbox, Path.Combine(parent, "nowhere", "nothing"));
    }

    private static IEnumerable<string> Lines(Worker worker, string said) =>
        worker.Stderr.Split('\n').Where(line => line.Contains(said, StringComparison.Ordinal));

    private async Task AnswersAsync(string path, HttpStatusCode status, string says, Worker? worker = null)
    {
        var last = "";
        await Eventually.IsTrue(
            async () =>
            {
                Assert.False(worker is { HasExited: true }, worker?.Stderr);
                try
                {
                    using var answer = await _http.GetAsync(new Uri(_url + path), TestContext.Current.CancellationToken);
                    last = $"{answer.StatusCode} {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}";
                    return answer.StatusCode == status && last.Contains(says, StringComparison.Ordinal);
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            $"{path} answers {status} with \"{says}\"; it was {last}", TimeSpan.FromSeconds(60));
    }
}
