using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ActionSync.Simulators.Postgres;

/// <summary>
/// A PostgreSQL server of its own, on 127.0.0.1 and a port that is free, from the binaries that are installed. It does not run as root, so root starts it
/// as the user that Debian's package makes.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Binaries = "/usr/lib/postgresql";
    private const string ServerUser = "postgres";

    private readonly string _bin;
    private readonly string _folder;
    private readonly Action _clearAway;

    private PostgresServer(string bin, string folder, Action clearAway, int port)
    {
        (_bin, _folder, _clearAway) = (bin, folder, clearAway);
        Port = port;
    }

    public int Port { get; }

    public string ConnectionString => $"Host=127.0.0.1;Port={Port};Username={ServerUser};Database=postgres";

    /// <summary>Why no server can be started here; null where one can.</summary>
    public static string? Missing => Bin() is null
        ? $"No PostgreSQL: set TEST_POSTGRES to a connection string, or install the server (apt-get install postgresql puts it into {Binaries})."
        : null;

    /// <summary>One in a temporary folder, which goes with it.</summary>
    public static Task<PostgresServer> StartNewAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("actionsync-postgres-").FullName;
        return StartNewAsync(folder, () => Directory.Delete(folder, recursive: true), cancellationToken);
    }

    /// <summary>One whose files stay in this folder for people to look at.</summary>
    public static async Task<PostgresServer> StartInAsync(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chmod", ["o+x", Path.GetDirectoryName(folder)!], folder, cancellationToken);
        return await StartNewAsync(folder, static () => { }, cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => AsServerUserAsync(
        "pg_ctl",
        ["-D", Data, "-w", "-t", "60", "-l", Path.Combine(_folder, "log"), "-o",
            $"-p {Port} -k {_folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200", "start"],
        cancellationToken);

    /// <summary>As a crash of the server would: connections break, nothing is finished.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => AsServerUserAsync("pg_ctl", ["-D", Data, "-w", "-m", "immediate", "stop"], cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
            await StopAsync(CancellationToken.None);
        _clearAway();
    }

    private string Data => Path.Combine(_folder, "data");

    private static async Task<PostgresServer> StartNewAsync(string folder, Action clearAway, CancellationToken cancellationToken)
    {
        var server = new PostgresServer(Bin() ?? throw new InvalidOperationException(Missing), folder, clearAway, FreePort());
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chown", [ServerUser, folder], folder, cancellationToken);
        await server.AsServerUserAsync(
            "initdb", ["-D", server.Data, "-U", ServerUser, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"], cancellationToken);
        await server.StartAsync(cancellationToken);
        return server;
    }

    private Task AsServerUserAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken) => Environment.IsPrivilegedProcess
        ? RunAsync("runuser", ["-u", ServerUser, "--", Path.Combine(_bin, program), .. arguments], cancellationToken)
        : RunAsync(Path.Combine(_bin, program), arguments, cancellationToken);

    private async Task RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        await RunAsync(program, arguments, _folder, cancellationToken);

    private static async Task RunAsync(string program, IReadOnlyList<string> arguments, string workingDirectory, CancellationToken cancellationToken)
    {
        // Not redirected to pipes: the server would inherit them and keep them open.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", program, .. arguments])
        {
            WorkingDirectory = workingDirectory
        };
        using var process = Process.Start(start) ?? throw new Win32Exception();
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}; its log is in {workingDirectory}.");
    }

    private static string? Bin() => Directory.Exists(Binaries)
        ? Directory.GetDirectories(Binaries).Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb")))
            .Order(StringComparer.Ordinal).LastOrDefault()
        : null;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
