using System.CommandLine;
using System.CommandLine.Parsing;
using ActionSync.Listing;
using ActionSync.Reminders;
using Humanizer;

namespace ActionSync.Commands;

/// <summary>
/// <c>snooze ITEM --until DATE --reason TEXT</c>: no reminders of an item for some days, on record; <c>--end</c> ends it, <c>--list</c> shows all.
/// </summary>
internal static class SnoozeCommand
{
    private static readonly Argument<string?> Item = new("ITEM") { Description = ItemArgument.Forms, Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<DateOnly?> Until = TimeArguments.Day("--until", "The day on which reminders come again, yyyy-MM-dd.");

    private static readonly Option<string> Reason = new("--reason") { Description = "Why; whoever it is escalated to reads it.", HelpName = "TEXT" };

    private static readonly Option<bool> End = new("--end") { Description = "Reminders come again from today on." };

    private static readonly Option<bool> List = new("--list") { Description = "What is snoozed now, until when, by whom and why." };

    public static Command Make(ConfigurationOption config)
    {
        var command = new Command("snooze", "No reminders of an item until a day; never for longer than Reminding:MaxSnoozeDays.")
        {
            Item,
            Until,
            Reason,
            End,
            List,
        };
        command.Validators.Add(result =>
        {
            if (Wrong(result) is { } wrong)
                result.AddError(wrong);
        });
        command.SetAction((arguments, _) => arguments.GetValue(List)
            ? CommandContext.ShowAsync(arguments, config, ListAsync)
            : CommandContext.RunAsync(arguments, config, (context, cancel) => SnoozeAsync(context, arguments, cancel)));
        return command;
    }

    private static string? Wrong(CommandResult given)
    {
        var (until, reason) = (given.GetResult(Until) is not null, given.GetValue(Reason) is not null);
        return (Item: given.GetValue(Item) is not null, until, reason, End: given.GetValue(End), List: given.GetValue(List)) switch
        {
            (true, true, true, false, false) or (true, false, false, true, false) or (false, false, false, false, true) => null,
            (true, false, true, false, false) => "--until DATE is missing: the day on which reminders come again.",
            (true, true, false, false, false) => "--reason TEXT is missing: whoever the item is escalated to reads it.",
            _ => "Give ITEM --until DATE --reason TEXT, or ITEM --end, or --list alone.",
        };
    }

    private static async Task<ExitCode> SnoozeAsync(CommandContext context, ParseResult arguments, CancellationToken cancellationToken)
    {
        var (meant, code) = await ItemArgument.FindToChangeAsync(context, arguments.GetValue(Item)!, cancellationToken);
        if (meant is null)
            return code;
        if (arguments.GetValue(End))
            return await EndAsync(context, meant, cancellationToken);
        switch (await context.Get<Snoozes>().SnoozeAsync(
            meant.Item.Key, arguments.GetValue(Until)!.Value, arguments.GetValue(Reason), CommandContext.Actor, cancellationToken))
        {
            case SnoozeOutcome.Snoozed(var until, var wasCapped, var maxDays):
                var cap = wasCapped ? $", since Reminding:MaxSnoozeDays allows {"day".ToQuantity(maxDays)}" : "";
                Terminal.Paragraph($"{meant.Short} is snoozed until {until:yyyy-MM-dd}{cap}.");
                return ExitCode.Done;
            case SnoozeOutcome.Refused(var reason):
                Terminal.Message($"{meant.Short} is not snoozed: {reason}.");
                return ExitCode.Rejected;
            default:
                throw new InvalidOperationException("A snooze is set or refused.");
        }
    }

    private static async Task<ExitCode> EndAsync(CommandContext context, ListedItem meant, CancellationToken cancellationToken)
    {
        switch (await context.Get<Snoozes>().EndAsync(meant.Item.Key, CommandContext.Actor, cancellationToken))
        {
            case EndOutcome.Ended:
                Terminal.Paragraph($"The snooze of {meant.Short} is over; reminders come again from today on.");
                return ExitCode.Done;
            case EndOutcome.NotSnoozed:
                Terminal.Paragraph($"{meant.Short} is not snoozed.");
                return ExitCode.Done;
            default:
                Terminal.Message($"{meant.Short} stays snoozed: its issue asks for it. Take the label or the line snooze_until off there: {meant.Item.Url}");
                return ExitCode.Rejected;
        }
    }

    private static async Task<ExitCode> ListAsync(CommandContext context, CancellationToken cancellationToken)
    {
        await using var work = await context.ReadLedgerAsync(cancellationToken);
        var isAny = false;
        await foreach (var listed in work is null
            ? AsyncEnumerable.Empty<ListedItem>()
            : context.Get<ItemListing>().ListAsync(work, new ItemFilter { OnlyOpen = true }, cancellationToken))
        {
            if (listed.Snooze is not { } snooze)
                continue;
            isAny = true;
            var why = string.IsNullOrWhiteSpace(snooze.Reason) ? "" : $": {snooze.Reason}";
            Terminal.Paragraph($"{listed.Short}  {listed.Item.Title}, until {snooze.Until:yyyy-MM-dd} by {snooze.By}{why}", 4);
        }
        if (!isAny)
            Terminal.Paragraph("Nothing is snoozed.");
        return ExitCode.Done;
    }
}
