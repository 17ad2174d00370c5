using System.CommandLine;
using ActionSync.Ledger;
using ActionSync.Recovery;
using ActionSync.Text;
using Humanizer;

namespace ActionSync.Commands;

/// <summary><c>rebuild</c>: makes a lost ledger again.</summary>
internal static class RebuildCommand
{
    public static Command Make(ConfigurationOption config)
    {
        var replace = new Option<bool>("--replace") { Description = "Also where the ledger holds something: that is gone then." };
        var command = new Command("rebuild",
            "Make a lost ledger again from the archive and, by their markers, the issues in the trackers. Nothing is created or changed there.") { replace };
        command.SetAction((arguments, _) => CommandContext.RunAsync(
            arguments, config,
            (context, cancel) => RebuildAsync(context, arguments.GetValue(replace) ? OverwriteMode.Everything : OverwriteMode.Nothing, cancel)));
        return command;
    }

    private static async Task<ExitCode> RebuildAsync(CommandContext context, OverwriteMode over, CancellationToken cancellationToken)
    {
        using var held = context.TakeLock("rebuild");
        var report = await context.Get<LedgerRebuild>().RebuildAsync(over, CommandContext.Actor, cancellationToken);
        if (report.PutAside is { } aside)
            Terminal.Line($"The damaged ledger was put aside: {aside}");
        foreach (var problem in report.Problems)
            await Console.Error.WriteLineAsync(TextProfile.Terminal.Line(problem));
        Terminal.Line(
            $"{"incident".ToQuantity(report.Incidents)} with {"item".ToQuantity(report.Items)}. With their issue again: {report.Issues}; with one that is gone: {report.Missing}; " +
            $"without one: {report.Items - report.Issues - report.Missing}.");
        Terminal.Line(
            "What receipts do not tell is lost: refused attempts and their gaps, reminders that failed, reports and lists that were sent, who is muted.");
        return report.Problems.Count == 0 ? ExitCode.Done : ExitCode.Rejected;
    }
}
