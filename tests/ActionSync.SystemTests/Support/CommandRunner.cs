using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ActionSync.SystemTests.Support;

/// <summary>Runs commands to their end in processes that stay (<see cref="CommandServer"/>), each process one command at a time.</summary>
internal sealed class CommandRunner
{
    private static readonly ConcurrentBag<CommandRunner> Idle = [];

    private readonly Process _process;

    private CommandRunner()
    {
        var start = new ProcessStartInfo("dotnet", CommandServer.Arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("ACTIONSYNC_", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        _process = Process.Start(start)!;
    }

    public static async Task<Ran> RunAsync(CommandServer.Command command, TimeSpan within)
    {
        if (!Idle.TryTake(out var runner))
            runner = new CommandRunner();
        var ran = await runner.AnswerAsync(command, within);
        if (ran.ExitCode != CommandServer.Crashed)
            Idle.Add(runner);
        return ran;
    }

    private async Task<Ran> AnswerAsync(CommandServer.Command command, TimeSpan within)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(within);
        var (stdout, stderr) = (new StringBuilder(), new StringBuilder());
        try
        {
            await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(command).AsMemory(), limit.Token);
            await _process.StandardInput.FlushAsync(limit.Token);
            var said = SaidAsync(_process.StandardError, stderr, limit.Token);
            var code = await SaidAsync(_process.StandardOutput, stdout, limit.Token);
            await said;
            return new Ran(int.Parse(code, CultureInfo.InvariantCulture), stdout.ToString(), stderr.ToString());
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
            throw Xunit.Sdk.FailException.ForFailure($"actionsync {string.Join(' ', command.Arguments)} did not end in time.\n{stdout}\n{stderr}");
        }
    }

    /// <summary>Keeps what is said until the command's end, and returns what stands behind that.</summary>
    private static async Task<string> SaidAsync(StreamReader output, StringBuilder said, CancellationToken cancellationToken)
    {
        while (await output.ReadLineAsync(cancellationToken) is { } line)
        {
            var end = line.IndexOf(CommandServer.End, StringComparison.Ordinal);
            if (end > 0 || end < 0)
                said.AppendLine(end < 0 ? line : line[..end]);
            if (end >= 0)
                return line[(end + CommandServer.End.Length)..];
        }
        throw Xunit.Sdk.FailException.ForFailure($"The process of the commands ended.\n{said}");
    }
}
