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
        var root = Root(new ConfigurationOption(catalog));
        var result = root.Parse(arguments);
        if (result.Errors.Count == 0 || result.Action is System.CommandLine.Help.HelpAction)
            return await result.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        if (UsageErrors.IsUnfinished(result))
        {
            HelpCommand.Show(root, result.CommandResult.Command is RootCommand ? [] : Misspelling.Path(result.CommandResult).Split(' '), Console.Error);
            return (int)ExitCode.Misused;
        }
        foreach (var error in UsageErrors.Of(result))
            await Console.Error.WriteLineAsync(error);
        await Console.Error.WriteLineAsync(
            $"See actionsync {(result.CommandResult.Command is RootCommand or { Name: "help" } ? "help" : $"help {Misspelling.Path(result.CommandResult)}")}.");
        return (int)ExitCode.Misused;
    }

    private static RootCommand Root(ConfigurationOption config)
    {
        var root = Described(config);
        root.Subcommands.Insert(0, InitCommand.Make(config, root));
        root.Add(HelpCommand.Make(root));
        root.Add(VersionCommand.Make(root));
        root.Add(CompletionCommand.Make());
        root.Add(CompletionCommand.MakeAsking(root));
        return root;
    }

    private static RootCommand Described(ConfigurationOption config) => new(
        """
        Takes the action items out of incident documents, makes an issue for each (GitHub, Jira, or a folder of Markdown files), follows those issues
        until they are closed, and reminds the owners of what is overdue.

        To begin: actionsync once incident.json
        """)
    {
        config,
        config.Data,
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
        MuteCommand.Make(config),
        ConfirmCommand.Make(config),
        RecreateCommand.Make(config),
        TrackerCommand.Make(config),
        ReportCommand.Make(config),
        DoctorCommand.Make(config),
        HealthCommand.Make(config),
        ConfigCommand.Make(config),
        BackupCommand.Make(config),
        RestoreCommand.Make(config),
        VerifyCommand.Make(config),
        RebuildCommand.Make(config),
    };
}
