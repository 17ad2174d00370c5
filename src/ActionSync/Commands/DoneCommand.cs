using System.CommandLine;
using ActionSync.Sync.Publishing;

namespace ActionSync.Commands;

/// <summary><c>done ITEM</c>: closes an item whose issue is a file of a folder; the issues of services are closed there.</summary>
internal static class DoneCommand
{
    public static Command Make(ConfigurationOption config)
    {
        var name = ItemArgument.Make();
        var command = new Command(
            "done", "Close an item whose issue is a file of a folder, as setting its status there does. An issue of GitHub or Jira is closed there.") { name };
        command.SetAction((arguments, _) =>
            CommandContext.RunAsync(arguments, config, (context, cancel) => CloseAsync(context, arguments.GetValue(name)!, cancel)));
        return command;
    }

    private static async Task<ExitCode> CloseAsync(CommandContext context, string name, CancellationToken cancellationToken)
    {
        var (meant, code) = await ItemArgument.FindToChangeAsync(context, name, cancellationToken);
        if (meant is null)
            return code;
        switch (await context.Get<IssueClosing>().CloseAsync(meant.Item.Key, CommandContext.Actor, cancellationToken))
        {
            case CloseOutcome.Closed:
                Terminal.Paragraph($"{meant.Short} is done: {meant.Item.Title}");
                return ExitCode.Done;
            case CloseOutcome.DoneAlready(var at):
                var when = at is { } then ? $", on {TimeZoneInfo.ConvertTime(then, context.Options.Reminding.TimeZone):yyyy-MM-dd HH:mm}" : "";
                Terminal.Paragraph($"{meant.Short} was done already{when}: {meant.Item.Title}");
                return ExitCode.Done;
            case CloseOutcome.Elsewhere(var issue):
                Terminal.Message($"{meant.Short} is not closed: its issue {issue.Number} is closed where it lives, and ActionSync follows: {issue.Url}");
                return ExitCode.Rejected;
            case CloseOutcome.Refused(var reason):
                Terminal.Message($"{meant.Short} is not closed: {reason}.");
                return ExitCode.Rejected;
            default:
                throw new InvalidOperationException("An item is closed, was closed, is closed elsewhere or refused.");
        }
    }
}
