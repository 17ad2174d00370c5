using System.Text.Json;
using ActionSync.Commands;
using ActionSync.Hosting;
using Microsoft.Data.Sqlite;
using Npgsql;
using ConsoleRunner = Xunit.Runner.InProc.SystemConsole.ConsoleRunner;

namespace ActionSync.SystemTests.Support;

/// <summary>
/// What <c>Program.cs</c> does, in a process that stays: a line of its input is a command, with the folder and the settings that it has there. The compiler
/// takes ten times as long over a command as the command, so hundreds of them are compiled once.
/// </summary>
internal static class CommandServer
{
    private const string Argument = "--commands";

    /// <summary>Begins what follows a command's last words on both outputs: on stdout its exit code.</summary>
    public const string End = "-- the command has ended --";

    /// <summary>What the system reports of a .NET program that ended by an exception.</summary>
    public const int Crashed = 134;

    /// <summary>What <c>dotnet</c> is called with for such a process.</summary>
    public static IReadOnlyList<string> Arguments { get; } = [typeof(CommandServer).Assembly.Location, Argument];

    public static Task<int> Main(string[] arguments) => arguments is [Argument] ? ServeAsync() : ConsoleRunner.Run(arguments);

    private static async Task<int> ServeAsync()
    {
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var command = JsonSerializer.Deserialize<Command>(line)!;
            var code = await RunAsync(command);
            await Console.Error.WriteLineAsync(End);
            await Console.Out.WriteLineAsync($"{End}{code}");
            if (code == Crashed)
                return Crashed;
        }
        return 0;
    }

    private static async Task<int> RunAsync(Command command)
    {
        Environment.CurrentDirectory = command.Folder;
        foreach (var (name, value) in command.Settings)
            Environment.SetEnvironmentVariable(name, value);
        try
        {
            return await CommandLine.RunAsync(command.Arguments, Catalog.Default);
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync($"Unhandled exception. {e}");
            return Crashed;
        }
        finally
        {
            // What a process gives back by ending.
            SqliteConnection.ClearAllPools();
            NpgsqlConnection.ClearAllPools();
            foreach (var name in command.Settings.Keys)
                Environment.SetEnvironmentVariable(name, null);
            Environment.CurrentDirectory = Path.GetTempPath();
        }
    }

    /// <param name="Folder">The current directory.</param>
    /// <param name="Settings">Variables of the environment; no others of the program's are set.</param>
    internal sealed record Command(string Folder, IReadOnlyDictionary<string, string> Settings, string[] Arguments);
}
