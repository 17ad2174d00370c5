using System.CommandLine;
using ActionSync.Hosting;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Sync.Publishing;
using ActionSync.Text;

namespace ActionSync.Commands;

/// <summary><c>recreate ITEM</c>: makes the issue of a missing item anew, or that of a backlog item, because a person says so.</summary>
internal static class RecreateCommand
{
    public static Command Make(ConfigurationOption config)
    {
        var key = new Argument<string>("ITEM") { Description = "The item's key, as actionsync status --json shows it." };
        var command = new Command("recreate", "Make the issue of a missing item anew, or that of a backlog item; the next pass creates it.") { key };
        command.SetAction((arguments, _) =>
            CommandContext.RunAsync(arguments, config, (context, cancel) => RecreateAsync(context, arguments.GetValue(key)!, cancel)));
        return command;
    }

    private static async Task<ExitCode> RecreateAsync(CommandContext context, string key, CancellationToken cancellationToken)
    {
        await context.Get<StartupChecks>().OpenAsync(cancellationToken);
        switch (await context.Get<IssueRecreation>().RecreateAsync(key, cancellationToken))
        {
            case RecreateOutcome.UnknownItem:
                await Console.Error.WriteLineAsync($"No item {TextProfile.Terminal.Line(key)} is known. actionsync status --json lists the keys.");
                return ExitCode.Rejected;
            case RecreateOutcome.NotMissing { Item: var item }:
                await Console.Error.WriteLineAsync($"{TextProfile.Terminal.Line(key)} is {WhyNot(item)}");
                return ExitCode.Rejected;
            default:
                Terminal.Line($"{key} waits for its new issue; a running worker makes it at once, or run actionsync once.");
                return ExitCode.Done;
        }
    }

    private static string WhyNot(LedgerItem item) => item switch
    {
        { IsHeld: true } => $"held: it gets its issue with {ConfirmHint.Of(item.IncidentId)}.",
        { Issue: null } => $"{item.State.ToWord()} and no backlog: only a missing item is made anew, and only a backlog item gets its first issue so.",
        _ => $"{item.State.ToWord()}, not missing: its issue is {item.Url}. Only a missing item is made anew.",
    };
}
