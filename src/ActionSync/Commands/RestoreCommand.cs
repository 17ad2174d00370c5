using System.CommandLine;
using ActionSync.Ledger;

namespace ActionSync.Commands;

/// <summary><c>restore FILE</c>: puts a backup in the ledger's place.</summary>
internal static class RestoreCommand
{
    public static Command Make(ConfigurationOption config)
    {
        var file = new Argument<string>("FILE") { Description = "A file that actionsync backup has written, from SQLite or PostgreSQL." };
        var replace = new Option<bool>("--replace") { Description = "Also where the ledger holds something: that is gone then." };
        var command = new Command("restore", "Put a backup in the ledger's place, all or nothing. No worker may run.") { file, replace };
        command.SetAction((arguments, _) => CommandContext.RunAsync(
            arguments, config,
            (context, cancel) =>
                RestoreAsync(context, arguments.GetValue(file)!, arguments.GetValue(replace) ? OverwriteMode.Everything : OverwriteMode.Nothing, cancel)));
        return command;
    }

    private static async Task<ExitCode> RestoreAsync(CommandContext context, string file, OverwriteMode over, CancellationToken cancellationToken)
    {
        using var held = context.TakeLock("restore");
        if (await context.Get<LedgerBackup>().RestoreAsync(file, over, cancellationToken) is { } aside)
            Terminal.Line($"The damaged ledger was put aside: {aside}");
        Terminal.Line("The ledger is restored. What people did since the backup is read back from the trackers; documents taken in and reminders sent since are not known to it. actionsync verify says what differs.");
        return ExitCode.Done;
    }
}
