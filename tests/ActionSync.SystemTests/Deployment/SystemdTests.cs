using System.Net.Sockets;
using System.Text;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;

namespace ActionSync.SystemTests.Deployment;

/// <summary>The systemd unit, and what the program tells whoever started it.</summary>
public sealed class SystemdTests : IDisposable
{
    private static readonly string Unit = File.ReadAllText(Path.Combine(Repository.Root, "config", "deploy", "actionsync.service"));

    private readonly Actionsync _actionsync = new();

    [Theory]
    [InlineData("verify")]
    [InlineData("security", "--offline=true", "--threshold=15")]
    public async Task Systemd_finds_nothing_wrong_with_the_unit(params string[] question)
    {
        if (!File.Exists("/usr/bin/systemd-analyze"))
            Assert.Skip("There is no systemd-analyze here (apt-get install systemd).");
        var installed = Path.Combine(AppContext.BaseDirectory, "actionsync");
        Assert.True(File.Exists(installed));
        var unit = _actionsync.Write("actionsync.service", Unit
            .Replace("ExecStart=/opt/actionsync/actionsync", $"ExecStart={installed}", StringComparison.Ordinal));
        using var analyze = new Worker(new("systemd-analyze", [.. question, unit])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        });

        var ran = (await analyze.EndAsync()).Exits(0);

        Assert.DoesNotContain(
            $"{ran.Stdout}\n{ran.Stderr}".Split('\n'),
            line => line.Contains("Unknown", StringComparison.Ordinal) || line.Contains("Failed to parse", StringComparison.Ordinal)
                || line.Contains("ignoring", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Type=notify")]
    [InlineData("User=actionsync")]
    [InlineData("Restart=on-failure")]
    [InlineData("RestartPreventExitStatus=2")]
    [InlineData("ProtectSystem=strict")]
    [InlineData("NoNewPrivileges=true")]
    [InlineData("CapabilityBoundingSet=")]
    [InlineData("StateDirectory=actionsync")]
    public void The_unit_says(string line) => Assert.Single(Unit.Split('\n'), one => one == line);

    [Fact]
    public async Task A_worker_tells_systemd_when_it_is_up_and_when_it_stops()
    {
        var path = _actionsync["notify"];
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        // It is the parent's name that tells a service; this one passes SIGTERM on.
        File.Copy("/bin/sh", _actionsync["systemd"]);
        var worker = _actionsync.Variable("NOTIFY_SOCKET", path).StartUnder(
            [_actionsync["systemd"], "-c", "trap 'kill -TERM $!' TERM; \"$0\" \"$@\" & wait $!; wait $!"], "run");

        Assert.Equal("READY=1", await SaidAsync(socket));
        await Eventually.IsTrue(() => worker.Stderr.Contains("ActionSync watches", StringComparison.Ordinal), "it works");
        // The log looks as it does elsewhere.
        Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ ActionSync ", worker.Stderr);
        worker.Terminate();
        Assert.Equal("STOPPING=1", await SaidAsync(socket));
        (await worker.EndAsync(TimeSpan.FromSeconds(10))).Exits(0);
    }

    public void Dispose() => _actionsync.Dispose();

    private static async Task<string> SaidAsync(Socket socket)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Worker.Patience);
        var buffer = new byte[256];
        return Encoding.ASCII.GetString(buffer, 0, await socket.ReceiveAsync(buffer, SocketFlags.None, limit.Token)).Trim();
    }
}
