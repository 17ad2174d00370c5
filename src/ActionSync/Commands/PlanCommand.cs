using System.CommandLine;
using ActionSync.Intake;
using ActionSync.Parsing;
using ActionSync.Planning;

namespace ActionSync.Commands;

/// <summary><c>plan FILE...</c>: what <c>once</c> would do, and nothing of it done.</summary>
internal static class PlanCommand
{
    public static Command Make(Option<string?> config)
    {
        var files = DocumentArgument.Make("Incident documents.", ArgumentArity.OneOrMore);
        var command = new Command("plan", "Show what would happen: + create  ~ update  > rename  - withdraw  = keep. Nothing is written.") { files };
        command.SetAction((arguments, _) => Session.ShowAsync(arguments, config, (session, cancel) => PlanAsync(session, arguments.GetValue(files)!, cancel)));
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
                await PrintAsync(session, document, cancellationToken);
        }
        return worst;
    }

    private static async Task PrintAsync(Session session, IncidentDocument document, CancellationToken cancellationToken)
    {
        await using var work = await session.ReadLedgerAsync(cancellationToken);
        var plan = work is null
            ? session.Get<SyncPlanner>().Plan(document, [], TimeProvider.System.GetUtcNow())
            : await session.Get<TakingIn>().PlanAsync(document, work, cancellationToken);
        var named = plan.Steps.Select(step => step.Item).Where(item => item is { Issue: null, Url: not null }).Select(item => item.Url!);
        var holders = work is null ? [] : await work.Items.WithUrlsAsync(named, cancellationToken);
        PlanText.Print(plan, holders.ToLookup(i => i.Url!));
    }
}
