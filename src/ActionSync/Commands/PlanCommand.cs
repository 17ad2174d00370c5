using System.CommandLine;
using ActionSync.Documents;
using ActionSync.Intake;
using ActionSync.Ledger;
using ActionSync.Planning;
using ActionSync.Recovery;
using ActionSync.Text;

namespace ActionSync.Commands;

/// <summary><c>plan FILE...</c>: what <c>once</c> would do, and nothing of it done.</summary>
internal static class PlanCommand
{
    public static Command Make(ConfigurationOption config)
    {
        var files = DocumentArgument.Make("Incident documents, or folders of them; - for standard input.", ArgumentArity.OneOrMore);
        var name = DocumentInput.Name();
        var command = new Command("plan", "Show what would happen: + create  ~ update  > rename  - withdraw  = keep. Nothing is written.") { files, name };
        DocumentInput.Check(command, files, name);
        command.SetAction((arguments, _) =>
            CommandContext.ShowAsync(arguments, config, (context, cancel) => PlanAsync(context, arguments.GetValue(files)!, arguments.GetValue(name), cancel)));
        return command;
    }

    private static async Task<ExitCode> PlanAsync(CommandContext context, IReadOnlyList<string> files, string? name, CancellationToken cancellationToken)
    {
        // What would happen is nothing: once refuses to begin anew in silence.
        await context.Get<LostLedger>().RequireNoneAsync(cancellationToken);
        var worst = ExitCode.Done;
        var read = new List<IncidentDocument>();
        await foreach (var (argument, parsed, _) in DocumentInput.ReadAllAsync(context, files, name, cancellationToken))
        {
            var file = argument.Label;
            if (parsed.Problems.Count > 0)
            {
                worst = ExitCode.Rejected;
                DocumentMessages.Rejected(file, parsed);
            }
            if (parsed.WhyNone is { } why && argument is not FileArgument.Lying { IsListed: true })
                Terminal.Line($"{file} {why}");
            if (parsed.WhatIsUnread is { } unread)
                await Console.Error.WriteLineAsync(TextProfile.Terminal.Line($"{file} {unread}"));
            read.AddRange(parsed.OfIncidents().Incidents);
        }
        await using var work = await context.ReadLedgerAsync(cancellationToken);
        var documents = await PlaceAsync(context, read, work, cancellationToken);
        var shared = await context.Get<SharedTickets>().FindAsync(documents, work, TimeProvider.System.GetUtcNow(), cancellationToken);
        var policy = new NewItemLimits(context.Options.Planning);
        foreach (var document in documents)
        {
            var plan = await context.Get<DocumentImporter>().PlanAsync(document, policy, work, cancellationToken);
            PlanText.Print(plan, shared);
        }
        foreach (var advice in context.Get<KeptLinks>().Among(documents, TimeProvider.System.GetUtcNow()))
            Terminal.Line(advice.Text);
        foreach (var ticket in shared)
            Terminal.Line(ticket.Sentence);
        return worst;
    }

    /// <summary>The documents that would be taken in, each under the key of its incident.</summary>
    private static async Task<IReadOnlyList<IncidentDocument>> PlaceAsync(
        CommandContext context, IReadOnlyList<IncidentDocument> read, LedgerTransaction? work, CancellationToken cancellationToken)
    {
        if (work is null)
            return read;
        var placed = new List<PlacedDocument>();
        foreach (var file in read.GroupBy(document => document.Incident.Path))
            placed.AddRange(await context.Get<PathIncidents>().PlaceAsync([.. file], work, cancellationToken));
        foreach (var document in placed)
        {
            if (document.WhyHeld is { } why)
                Terminal.Line($"{document.Document.Incident.Path} {why}");
            else if (document.Renamed is { } renamed)
                Terminal.Line(renamed);
        }
        return [.. placed.Where(document => !document.IsHeld).Select(document => document.Document)];
    }
}
