using System.CommandLine;
using ActionSync.Intake;
using ActionSync.Ledger;
using ActionSync.Parsing;
using ActionSync.Planning;

namespace ActionSync.Commands;

/// <summary><c>plan FILE...</c>: what <c>once</c> would do, and nothing of it done.</summary>
internal static class PlanCommand
{
    public static Command Make(Option<string?> config)
    {
        var files = new Argument<string[]>("FILE") { Description = "Incident documents.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("plan", "Show what would happen: + create  ~ update  > rename  - withdraw  = keep. Nothing is written.") { files };
        command.SetAction((arguments, _) => Session.RunAsync(arguments, config, (session, cancel) => PlanAsync(session, arguments.GetValue(files)!, cancel)));
        return command;
    }

    private static async Task<ExitCode> PlanAsync(Session session, IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var worst = ExitCode.Done;
        foreach (var file in files)
        {
            var parsed = await session.Get<GivenFiles>().ReadAsync(file, cancellationToken);
            if (parsed.Problems.Count > 0)
            {
                worst = ExitCode.Rejected;
                DocumentMessages.Rejected(file, parsed.Problems);
                continue;
            }
            foreach (var document in parsed.Incidents)
                PlanText.Print(session.Get<SyncPlanner>().Plan(document, await KnownAsync(session, document, cancellationToken), TimeProvider.System.GetUtcNow()));
        }
        return worst;
    }

    private static async Task<IReadOnlyList<LedgerItem>> KnownAsync(Session session, IncidentDocument document, CancellationToken cancellationToken)
    {
        if (!await session.Ledger.IsThereAsync(cancellationToken))
            return [];
        await using var work = await session.Ledger.ReadAsync(cancellationToken);
        return await work.Items.OfIncidentAsync(document.Incident.Id, cancellationToken);
    }
}
