using System.CommandLine;
using ActionSync.Hosting;
using ActionSync.Reminders;
using ActionSync.Text;
using Humanizer;

namespace ActionSync.Commands;

/// <summary><c>snooze ITEM --until DATE --reason TEXT</c>: no reminders of an item for some days, on record.</summary>
internal static class SnoozeCommand
{
    private static readonly Argument<string> Item = new("ITEM") { Description = "The item's key, as actionsync status --json shows it." };

    private static readonly Option<DateOnly?> Until = TimeArguments.Day("--until", "The day on which reminders come again, yyyy-MM-dd.");

    private static readonly Option<string> Reason = new("--reason")
    {
        Description = "Why; whoever it is escalated to reads it.",
        HelpName = "TEXT",
        Required = true
    };

    public static Command Make(ConfigurationOption config)
    {
        Until.Required = true;
        var command = new Command("snooze", "No reminders of an item until a day; never for longer than Reminding:MaxSnoozeDays.") { Item, Until, Reason };
        command.SetAction((arguments, _) => CommandContext.RunAsync(arguments, config, (context, cancel) => SnoozeAsync(context, arguments, cancel)));
        return command;
    }

    private static async Task<ExitCode> SnoozeAsync(CommandContext context, ParseResult arguments, CancellationToken cancellationToken)
    {
        await context.Get<StartupChecks>().OpenAsync(cancellationToken);
        var item = arguments.GetValue(Item)!;
        switch (await context.Get<Snoozes>().SnoozeAsync(
            item, arguments.GetRequiredValue(Until)!.Value, arguments.GetValue(Reason), Environment.UserName, cancellationToken))
        {
            case SnoozeOutcome.Snoozed(var until, var wasCapped, var maxDays):
                Terminal.Line(
                    $"{item} is snoozed until {until:yyyy-MM-dd}{(wasCapped ? $", since Reminding:MaxSnoozeDays allows {"day".ToQuantity(maxDays)}" : "")}.");
                return ExitCode.Done;
            case SnoozeOutcome.Refused(var reason):
                await Console.Error.WriteLineAsync(TextProfile.Terminal.Line($"Not snoozed: {reason}."));
                return ExitCode.Rejected;
            default:
                throw new InvalidOperationException("A snooze is set or refused.");
        }
    }
}
