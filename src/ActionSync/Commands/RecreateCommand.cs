using System.CommandLine;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Sync.Publishing;

namespace ActionSync.Commands;

/// <summary><c>recreate ITEM</c>: makes the issue of a missing item anew, or that of a backlog item, because a person says so.</summary>
internal static class RecreateCommand
{
    public static Command Make(ConfigurationOption config)
    {
        var name = ItemArgument.Make();
        var command = new Command("recreate", "Make the issue of a missing item anew, or that of a backlog item; the next pass creates it.") { name };
        command.SetAction((arguments, _) =>
            CommandContext.RunAsync(arguments, config, (context, cancel) => RecreateAsync(context, arguments.GetValue(name)!, cancel)));
        return command;
    }

    private static async Task<ExitCode> RecreateAsync(CommandContext context, string name, CancellationToken cancellationToken)
    {
        var (meant, code) = await ItemArgument.FindToChangeAsync(context, name, cancellationToken);
        if (meant is null)
            return code;
        switch (await context.Get<IssueRecreation>().RecreateAsync(meant.Item.Key, CommandContext.Actor, cancellationToken))
        {
            case RecreateOutcome.UnknownItem:
                Terminal.Message($"{meant.Short} is not in the ledger any more; run the command again.");
                return ExitCode.Rejected;
            case RecreateOutcome.NotMissing { Item: var item }:
                Terminal.Message($"{meant.Short} is {WhyNot(item)}");
                return ExitCode.Rejected;
            default:
                Terminal.Paragraph($"{meant.Short} waits for its new issue; a running worker makes it at once, or run actionsync once.");
                return ExitCode.Done;
        }
    }

    private static string WhyNot(LedgerItem item) => item switch
    {
        { IsHeld: true } => $"held: it gets its issue with {ConfirmHint.Of(item.IncidentId)}.",
        { IsIgnored: true } => $"without an issue, since {LedgerItem.IgnoredText}. Change the route under Routes, and it gets one.",
        { IsIssueGone: true } => $"{item.State.ToWord()}, and needs no issue any more: only a missing item is made anew.",
        { Issue: null } => $"{item.State.ToWord()} and no backlog: only a missing item is made anew, and only a backlog item gets its first issue so.",
        _ => $"{item.State.ToWord()}, not missing: its issue is {item.Url}. Only a missing item is made anew.",
    };
}
