using System.Globalization;

namespace ActionSync.Simulators.Chaos;

/// <summary>The harness by hand: <c>chaos --minutes N --workers W --seed S [--postgres own|CONNECTION] [--actionsync PATH]</c>.</summary>
internal static class ChaosCommand
{
    public static async Task RunAsync(string[] args, CancellationToken cancellationToken)
    {
        var verdict = await ChaosRun.RunAsync(Read(args), Console.Out, cancellationToken);
        Environment.ExitCode = verdict.Violations.Count == 0 ? 0 : 1;
    }

    private static ChaosOptions Read(string[] args) => new()
    {
        Seed = SimulatorCommands.Number(args, "--seed", (int)(TimeProvider.System.GetTimestamp() & 0xFFFFFF)),
        Duration = TimeSpan.FromMinutes(double.Parse(Text(args, "--minutes") ?? "1", CultureInfo.InvariantCulture)),
        Workers = SimulatorCommands.Number(args, "--workers", 1),
        Postgres = Text(args, "--postgres"),
        Program = Text(args, "--actionsync"),
    };

    private static string? Text(string[] args, string option) => Array.IndexOf(args, option) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
}
