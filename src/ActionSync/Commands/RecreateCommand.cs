using System.CommandLine;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Planning;
using ActionSync.Publishing;

namespace ActionSync.Commands;

/// <summary><c>recreate ITEM</c>: makes the issue of a missing item anew, because a person says so.</summary>
internal static class RecreateCommand
{
    public static Command Make(ConfigurationOption config)
    {
        var key = new Argument<string>("ITEM") { Description = "The item's key, as actionsync status --json shows it." };
        var command = new Command("recreate", "Make the issue of a missing item anew; the next pass creates it.") { key };
        command.SetAction((arguments, _) => Session.RunAsync(arguments, config, (session, cancel) => RecreateAsync(session, arguments.GetValue(key)!, cancel)));
        return command;
    }

    private static async Task<ExitCode> RecreateAsync(Session session, string key, CancellationToken cancellationToken)
    {
        await session.Get<Opening>().OpenAsync(cancellationToken);
        await using var work = await session.Ledger.BeginAsync(cancellationToken);
        var item = await work.Items.FindAsync(key, cancellationToken);
        if (item is not { State: ItemState.Missing })
        {
            await Console.Error.WriteLineAsync(item is null
                ? $"No item {PrintableText.Of(key)} is known. actionsync status --json lists the keys."
                : $"{PrintableText.Of(key)} is {item.State.ToWord()}, not missing: its issue is {item.Url}. Only a missing item is made anew.");
            return ExitCode.Rejected;
        }
        var incident = await work.Incidents.RequireAsync(item.IncidentId, cancellationToken);
        var anew = session.Get<Router>().Route(
            (item with { Issue = null, Url = null, State = ItemState.Pending, Problem = null, Attempts = 0, RetryAt = null, Fields = item.Fields with { AreFollowed = false, LinkedTo = null } }).Reconsider(null, TimeProvider.System.GetUtcNow()),
            incident.Brief);
        await work.Items.UpdateAsync([anew], cancellationToken);
        await work.Events.AddAsync([anew.Event(EventKind.Recreated, TimeProvider.System.GetUtcNow(), "person", $"Is made anew: {item.Issue?.Number} was missing.")], cancellationToken);
        await SharedIssues.SettleAsync(work, [item.Issue!], TimeProvider.System.GetUtcNow(), cancellationToken);
        await work.CommitAsync(cancellationToken);
        Terminal.Line($"{key} waits for its new issue; a running worker makes it at once, or run actionsync once.");
        return ExitCode.Done;
    }
}
