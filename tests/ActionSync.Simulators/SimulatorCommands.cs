using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Connections;

namespace ActionSync.Simulators;

/// <summary>A simulator by hand: <c>dotnet run --project tests/ActionSync.Simulators -- NAME --port N</c>. Each simulator adds its line to the table.</summary>
internal static class SimulatorCommands
{
    private const string Usage = "dotnet run --project tests/ActionSync.Simulators --";

    private const string Help = "--help";

    private static readonly SimulatorOption Port = new(
        "--port", "N", "the port of 127.0.0.1 that it listens on; without it a free one, which it names", IPEndPoint.MaxPort);

    private static readonly SimulatorCommand[] All =
    [
        new("github", "a GitHub with the repository acme/ops, people to assign and issue fields", GitHub.GitHubCommand.RunAsync,
            Port, new("--foreign", "N", "so many issues of other people are there already; without it none")),
        new("jira", "a Jira with the project OPS", Jira.JiraSimulator.RunAsync, Port, new("--datacenter", null, "a Data Center; without it a Cloud site")),
        new("slack", "a Slack in which everybody is a member; shows at its end what was posted", Slack.SlackCommand.RunAsync, Port),
        new("smtp", "a mail server without encryption; shows at its end what came in", Smtp.SmtpCommand.RunAsync, Port),
        new("teams", "a Teams workflow; shows at its end what was posted", Teams.TeamsCommand.RunAsync, Port),
        new("chaos", "workers that are killed, paused and lied to, and the verdict on what they left", Chaos.ChaosCommand.RunAsync,
            new("--minutes", "N", "how long; without it 1") { TakesParts = true },
            new("--workers", "N", "how many workers; without it 1"),
            new("--seed", "N", "what is done, and in which order; without it another one each time"),
            new("--postgres", "own|CONNECTION", "a PostgreSQL of its own or a given one; without it SQLite"),
            new("--actionsync", "PATH", "the program to run; without it the one that was built beside this one")),
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is [] or [Help, ..] or ["-h", ..] or ["help", ..])
        {
            await Overview(args.Length == 0 ? Console.Error : Console.Out);
            return args.Length == 0 ? 2 : 0;
        }
        if (Array.Find(All, command => command.Name == args[0]) is not { } chosen)
        {
            await Console.Error.WriteLineAsync($"There is no simulator {args[0]}; there are {string.Join(", ", All.Select(command => command.Name))}.");
            return 2;
        }
        if (args.Contains(Help) || args.Contains("-h"))
        {
            await Console.Out.WriteLineAsync(chosen.Help(Usage));
            return 0;
        }
        if (chosen.Problem(args[1..]) is { } problem)
        {
            await Console.Error.WriteLineAsync($"{problem} See {Usage} {chosen.Name} {Help}");
            return 2;
        }
        return await RunAsync(chosen, args[1..]);
    }

    private static async Task<int> RunAsync(SimulatorCommand chosen, string[] args)
    {
        using var stop = new CancellationTokenSource();
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop));
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop));
        try
        {
            await chosen.RunAsync(args, stop.Token);
        }
        catch (Exception e) when (IsTakenPort(e))
        {
            await Console.Error.WriteLineAsync(
                $"Port {Number(args, Port.Name, 0)} of 127.0.0.1 is taken by another program: end that one, or choose another with {Port.Name}.");
            return 2;
        }
        return Environment.ExitCode;
    }

    private static async Task Overview(TextWriter to)
    {
        await to.WriteLineAsync($"usage: {Usage} NAME [OPTIONS]\n");
        foreach (var command in All)
            await to.WriteLineAsync($"  {command.Name,-8}{command.Summary}");
        await to.WriteLineAsync($"\n{Usage} NAME {Help} says which options it has. Ctrl-C and SIGTERM end it.");
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
