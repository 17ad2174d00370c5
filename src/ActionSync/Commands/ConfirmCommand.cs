using System.CommandLine;
using ActionSync.Hosting;
using ActionSync.Intake;
using ActionSync.Text;
using Humanizer;

namespace ActionSync.Commands;

/// <summary><c>confirm INCIDENT... | --all</c>: releases what waits for a person's word.</summary>
internal static class ConfirmCommand
{
    private static readonly Argument<string[]> Incidents = new("INCIDENT")
    {
        Description = "The incidents' ids, as status shows them.",
        Arity = ArgumentArity.ZeroOrMore
    };

    private static readonly Option<bool> All = new("--all") { Description = "Everything that waits, of whatever incident." };

    public static Command Make(ConfigurationOption config)
    {
        var command = new Command("confirm", "Yes, so many new or withdrawn items at once are meant: go on with them. Works beside a running worker.")
        {
            Incidents,
            All
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(All) == result.GetValue(Incidents) is { Length: > 0 })
                result.AddError("Name the incidents to confirm, or give --all.");
        });
        command.SetAction((arguments, _) => CommandContext.RunAsync(arguments, config, (context, cancel) => ConfirmAsync(context, arguments, cancel)));
        return command;
    }

    private static async Task<ExitCode> ConfirmAsync(CommandContext context, ParseResult arguments, CancellationToken cancellationToken)
    {
        await context.Get<StartupChecks>().OpenAsync(cancellationToken);
        var incidents = arguments.GetValue(Incidents)!;
        var (released, unknown) = arguments.GetValue(All)
            ? await context.Get<Confirmation>().ConfirmAllAsync(CommandContext.Actor, cancellationToken)
            : await context.Get<Confirmation>().ConfirmAsync(incidents, CommandContext.Actor, cancellationToken);
        foreach (var incident in released)
            Terminal.Line($"{incident.Id}: {string.Join(", ", Parts(incident))}.");
        foreach (var id in incidents.Distinct().Except(unknown).Except(released.Select(incident => incident.Id)))
            Terminal.Line($"{id}: nothing waits to be confirmed.");
        if (arguments.GetValue(All) && released.Count == 0)
            Terminal.Line("Nothing waits to be confirmed.");
        if (released.Count > 0)
            Terminal.Line("A running worker goes on with them within Intake:Rescan, or run actionsync once.");
        foreach (var id in unknown)
            await Console.Error.WriteLineAsync($"No incident {TextProfile.Terminal.Line(id)} is known. actionsync status lists those that are.");
        return unknown.Count > 0 ? ExitCode.Rejected : ExitCode.Done;
    }

    private static IEnumerable<string> Parts(ReleasedIncident incident)
    {
        if (incident.NewItems > 0)
            yield return $"{"new item".ToQuantity(incident.NewItems)} {(incident.NewItems == 1 ? "gets its issue" : "get their issues")}";
        if (incident.IsDocument)
            yield return "its new document is taken in";
        if (incident.Withdrawals > 0)
            yield return $"{"item".ToQuantity(incident.Withdrawals)} {(incident.Withdrawals == 1 ? "is" : "are")} withdrawn";
    }
}
