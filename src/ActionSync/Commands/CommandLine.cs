using System.CommandLine;
using System.Globalization;
using ActionSync.Hosting;

namespace ActionSync.Commands;

/// <summary>The whole command line: one command a file, and what they share.</summary>
internal static class CommandLine
{
    /// <param name="arguments">As the shell gave them.</param>
    /// <param name="catalog">What the program is made of.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] arguments, Catalog catalog)
    {
        Terminal.Guard();
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        var result = Root(new ConfigurationOption(catalog)).Parse(arguments);
        if (result.Errors.Count > 0 && result.Action is not System.CommandLine.Help.HelpAction)
        {
            // The library's own words; it gives no other sign of this error, which says nothing beside another.
            foreach (var error in result.Errors.Count > 1 ? result.Errors.Where(e => e.Message != "Required command was not provided.") : result.Errors)
                await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync("See actionsync --help.");
            return (int)ExitCode.Misused;
        }
        return await result.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    private static RootCommand Root(ConfigurationOption config) => new(
        """
        Takes the action items out of incident documents, makes an issue for each (GitHub, Jira, or a folder of Markdown files), follows those issues
        until they are closed, and reminds the owners of what is overdue.

        To begin: actionsync once incident.json
        """)
    {
        config,
        RunCommand.Make(config),
        OnceCommand.Make(config),
        CheckCommand.Make(config),
        ConvertCommand.Make(config),
        LintCommand.Make(config),
        PlanCommand.Make(config),
        AnnotateCommand.Make(config),
        StatusCommand.Make(config),
        HistoryCommand.Make(config),
        RemindCommand.Make(config),
        ItemCommand.Make(config),
        OpenCommand.Make(config),
        DoneCommand.Make(config),
        SnoozeCommand.Make(config),
        ConfirmCommand.Make(config),
        RecreateCommand.Make(config),
        TrackerCommand.Make(config),
        ReportCommand.Make(config),
        DoctorCommand.Make(config),
        BackupCommand.Make(config),
        RestoreCommand.Make(config),
        VerifyCommand.Make(config),
        RebuildCommand.Make(config),
    };
}
