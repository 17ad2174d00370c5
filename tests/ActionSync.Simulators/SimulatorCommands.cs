using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Connections;

namespace ActionSync.Simulators;

/// <summary>A simulator by hand: <c>dotnet run --project tests/ActionSync.Simulators -- NAME --port N</c>. Each simulator adds its line to the table.</summary>
internal static class SimulatorCommands
{
    private static readonly Dictionary<string, Func<string[], CancellationToken, Task>> All = new(StringComparer.Ordinal)
    {
        ["chaos"] = Chaos.ChaosCommand.RunAsync,
        ["github"] = GitHub.GitHubCommand.RunAsync,
        ["jira"] = Jira.JiraSimulator.RunAsync,
        ["slack"] = Slack.SlackCommand.RunAsync,
        ["smtp"] = Smtp.SmtpCommand.RunAsync,
        ["teams"] = Teams.TeamsCommand.RunAsync,
    };

    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Length == 0 || !All.TryGetValue(args[0], out var run))
        {
            await Console.Error.WriteLineAsync($"usage: dotnet run --project tests/ActionSync.Simulators -- {string.Join('|', All.Keys)} [--port N]");
            return 2;
        }
        using var stop = new CancellationTokenSource();
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop));
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop));
        try
        {
            await run(args[1..], stop.Token);
        }
        catch (Exception e) when (IsTakenPort(e))
        {
            await Console.Error.WriteLineAsync(
                $"Port {Number(args, "--port", 0)} of 127.0.0.1 is taken by another program: end that one, or choose another with --port.");
            return 2;
        }
        return Environment.ExitCode;
    }

    /// <summary>The number after <c>--port</c> (or another option), else the default.</summary>
    public static int Number(string[] args, string option, int otherwise) =>
        Array.IndexOf(args, option) is >= 0 and var at && at + 1 < args.Length && int.TryParse(args[at + 1], CultureInfo.InvariantCulture, out var number)
            ? number
            : otherwise;

    /// <summary>Waits for Ctrl-C or SIGTERM.</summary>
    public static async Task UntilStoppedAsync(CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource();
        await using var registration = cancellationToken.Register(stopped.SetResult);
        await stopped.Task;
    }

    private static bool IsTakenPort(Exception error) =>
        error is IOException { InnerException: AddressInUseException } or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse };

    private static void Stop(PosixSignalContext signal, CancellationTokenSource stop)
    {
        signal.Cancel = true;
        stop.Cancel();
    }
}
