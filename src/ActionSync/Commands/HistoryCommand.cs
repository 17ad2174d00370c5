using System.CommandLine;
using ActionSync.Recovery;
using ActionSync.Text;

namespace ActionSync.Commands;

/// <summary><c>history INCIDENT</c>: the trace of one incident.</summary>
internal static class HistoryCommand
{
    public static Command Make(ConfigurationOption config)
    {
        var incident = new Argument<string>("INCIDENT") { Description = "The incident's id, as in its document." };
        var command = new Command("history", "Everything that happened to one incident's items: who, what, when.") { incident };
        command.SetAction((arguments, _) =>
            CommandContext.ShowAsync(arguments, config, (context, cancel) => ShowAsync(context, arguments.GetValue(incident)!, cancel)));
        return command;
    }

    private static async Task<ExitCode> ShowAsync(CommandContext context, string incident, CancellationToken cancellationToken)
    {
        await context.Get<LostLedger>().RequireNoneAsync(cancellationToken);
        await using var work = await context.ReadLedgerAsync(cancellationToken);
        var events = work is null ? [] : await work.Events.OfIncidentAsync(incident, cancellationToken);
        foreach (var e in events)
            Terminal.Line($"{e.At:yyyy-MM-dd HH:mm:ss}Z  {e.Kind,-14}  {e.ItemKey ?? e.IncidentId}  {e.Text}{(e.Who is null ? "" : $"  ({e.Who})")}");
        if (events.Count > 0)
            return ExitCode.Done;
        await Console.Error.WriteLineAsync($"No incident {TextProfile.Terminal.Line(incident)} is known. actionsync status lists those that are.");
        return ExitCode.Rejected;
    }
}
