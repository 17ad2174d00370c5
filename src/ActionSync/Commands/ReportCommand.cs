using System.CommandLine;
using ActionSync.Hosting;
using ActionSync.Recovery;
using ActionSync.Reports;
using ActionSync.Text;

namespace ActionSync.Commands;

/// <summary><c>report</c>: how the action items of all incidents fare.</summary>
internal static class ReportCommand
{
    private static readonly Option<DateOnly?> Since = TimeArguments.Day("--since", "Leave out what was closed before this day, yyyy-MM-dd.");

    private static readonly Option<string> Format = new Option<string>("--format")
    {
        Description = "table, json, csv, or html (one file with charts).",
        DefaultValueFactory = _ => "table",
        HelpName = "FORMAT",
    }.AcceptOnlyFromAmong("table", "json", "csv", "html");

    public static Command Make(ConfigurationOption config)
    {
        var command = new Command(
            "report", "On time, late and overdue by owner, service, type and priority; days to close; moved deadlines; repeated actions.") { Since, Format };
        command.SetAction((arguments, _) => CommandContext.ShowAsync(arguments, config, (context, cancel) => ShowAsync(context, arguments, cancel)));
        return command;
    }

    private static async Task<ExitCode> ShowAsync(CommandContext context, ParseResult arguments, CancellationToken cancellationToken)
    {
        await context.Get<LostLedger>().RequireNoneAsync(cancellationToken);
        if (!await context.Ledger.IsThereAsync(cancellationToken))
        {
            await Console.Error.WriteLineAsync("No action items yet. Take a document in: actionsync once incident.json");
            return ExitCode.Done;
        }
        await context.Get<StartupChecks>().LookAsync(cancellationToken);
        var format = Enum.Parse<ReportFormat>(arguments.GetRequiredValue(Format), ignoreCase: true);
        var text = ReportFormats.Render(await context.Get<ReportBuilder>().BuildAsync(arguments.GetValue(Since), cancellationToken), format);
        text = format == ReportFormat.Json ? HarmlessJson.Of(text) : text;
        foreach (var line in text.TrimEnd('\n').Split('\n'))
            Terminal.Line(line.TrimEnd('\r'));
        return ExitCode.Done;
    }
}
