using System.CommandLine;
using System.Globalization;

namespace ActionSync.Commands;

/// <summary>The whole command line: one command a file, and what they share.</summary>
internal static class CommandLine
{
    private static readonly Option<string?> Config = new("--config")
    {
        Description = "A configuration file laid over config/appsettings.json; environment variables (ACTIONSYNC_...) come last.",
        HelpName = "FILE",
        Recursive = true,
    };

    public static async Task<int> RunAsync(string[] arguments)
    {
        Terminal.Guard();
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        var result = Root().Parse(arguments);
        if (result.Errors.Count > 0 && result.Action is not System.CommandLine.Help.HelpAction)
        {
            foreach (var error in result.Errors.Count > 1 ? result.Errors.Where(e => e.Message != "Required command was not provided.") : result.Errors)
                await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync("See actionsync --help.");
            return (int)ExitCode.Misused;
        }
        return await result.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    private static RootCommand Root() => new(
        """
        Takes the action items out of incident documents, makes an issue for each (GitHub, Jira, or a folder of Markdown files), follows those issues
        until they are closed, and reminds the owners of what is overdue.

        To begin: actionsync once incident.json
        """)
    {
        Config,
        RunCommand.Make(Config),
        OnceCommand.Make(Config),
        CheckCommand.Make(Config),
        PlanCommand.Make(Config),
        StatusCommand.Make(Config),
        HistoryCommand.Make(Config),
        RemindCommand.Make(Config),
        SnoozeCommand.Make(Config),
        RecreateCommand.Make(Config),
        ReportCommand.Make(Config),
        DoctorCommand.Make(Config),
        BackupCommand.Make(Config),
        RestoreCommand.Make(Config),
        VerifyCommand.Make(Config),
        RebuildCommand.Make(Config),
    };
}
