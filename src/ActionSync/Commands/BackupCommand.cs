using System.CommandLine;
using ActionSync.Ledger;

namespace ActionSync.Commands;

/// <summary><c>backup FILE</c>: the whole ledger in one file, also while a worker runs.</summary>
internal static class BackupCommand
{
    public static Command Make(ConfigurationOption config)
    {
        var file = new Argument<string>("FILE") { Description = "Where the backup goes; a file that is there is replaced once the new one is complete." };
        var command = new Command("backup", "Write the whole ledger, SQLite or PostgreSQL, into one file. Works beside a running worker.") { file };
        command.SetAction((arguments, _) =>
            CommandContext.ShowAsync(arguments, config, (context, cancel) => BackUpAsync(context, arguments.GetValue(file)!, cancel)));
        return command;
    }

    private static async Task<ExitCode> BackUpAsync(CommandContext context, string file, CancellationToken cancellationToken)
    {
        await context.Get<LedgerBackup>().WriteAsync(file, cancellationToken);
        Terminal.Line($"The ledger is backed up in {file}. Documents, receipts and board files are not in it: keep the data folder too.");
        return ExitCode.Done;
    }
}
