using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ActionSync.Simulators.Chaos;

/// <summary>A PostgreSQL server of the run's own, from the installed binaries, in a temporary folder; as user <c>postgres</c> where root would be refused.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private readonly string _binaries;
    private readonly string _folder;
    private readonly int _port;

    private PostgresServer(string binaries, string folder, int port) => (_binaries, _folder, _port) = (binaries, folder, port);

    public string ConnectionString => $"Host=127.0.0.1;Port={_port};Username=postgres;Database=chaos;Timeout=5;Command Timeout=20;Maximum Pool Size=10";

    /// <summary>Where PostgreSQL's programs are; null where it is not installed.</summary>
    public static string? FindBinaries() => !Directory.Exists("/usr/lib/postgresql") ? null : Directory.EnumerateDirectories("/usr/lib/postgresql")
        .Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault();

    public static async Task<PostgresServer> StartAsync(string folder, CancellationToken cancellationToken)
    {
        var binaries = FindBinaries() ?? throw new InvalidOperationException("PostgreSQL is not installed: apt-get install postgresql, or give --postgres CONNECTION.");
        var server = new PostgresServer(binaries, folder, FreePort());
        Directory.CreateDirectory(folder);
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chmod", ["o+x", Path.GetDirectoryName(folder)!], cancellationToken);
            await RunAsync("chown", ["postgres", folder], cancellationToken);
        }
        await server.RunAsAsync("initdb", ["-D", server.Cluster, "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8"], cancellationToken);
        await server.ControlAsync("start", cancellationToken);
        await server.RunAsAsync("createdb", ["-h", "127.0.0.1", "-p", $"{server._port}", "-U", "postgres", "chaos"], cancellationToken);
        return server;
    }

    /// <summary>Breaks every connection off and stays away until <see cref="ComeBackAsync"/>.</summary>
    public Task GoAwayAsync() => ControlAsync("stop", CancellationToken.None);

    public Task ComeBackAsync() => ControlAsync("start", CancellationToken.None);

    public async ValueTask DisposeAsync() => await ControlAsync("stop", CancellationToken.None);

    private string Cluster => Path.Combine(_folder, "cluster");

    private Task ControlAsync(string what, CancellationToken cancellationToken) => RunAsAsync("pg_ctl", what == "stop"
        ? ["-D", Cluster, "-m", "immediate", "-w", "stop"]
        : ["-D", Cluster, "-l", Path.Combine(_folder, "log"), "-w", "-o", $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_folder} -c max_connections=100", "start"],
        cancellationToken);

    private Task RunAsAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        var path = Path.Combine(_binaries, program);
        return Environment.IsPrivilegedProcess ? RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments], cancellationToken) : RunAsync(path, arguments, cancellationToken);
    }

    private static async Task RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        // To a file: the server inherits the streams and would keep a pipe open.
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" >/dev/null 2>&1", program, .. arguments]) { WorkingDirectory = "/" })!;
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode is not 0 && arguments[^1] != "stop")
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
