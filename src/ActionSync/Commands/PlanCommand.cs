using System.CommandLine;
using ActionSync.DryRun;
using ActionSync.Intake;
using ActionSync.Ledger;
using ActionSync.People;
using ActionSync.Recovery;

namespace ActionSync.Commands;

/// <summary><c>plan [FILE...]</c>: what <c>once</c> would do, and nothing of it done.</summary>
internal static class PlanCommand
{
    private static readonly Argument<string[]> Files = DocumentArgument.Make(
        "Incident documents, or folders of them; - for standard input. Without any, what lies in the drop folder.", ArgumentArity.ZeroOrMore);

    private static readonly Option<string?> Name = DocumentInput.Name();

    private static readonly Option<bool> Json = new("--json") { Description = "One object, for programs." };

    private static readonly Option<bool> DetailedExitCode = new("--detailed-exitcode")
    {
        Description = "Exit with 10 where there is something to do, and with 3 where some of it would be left.",
    };

    public static Command Make(ConfigurationOption config)
    {
        var command = new Command(
            "plan", "Show what would happen, and ask the trackers about it: + create  ~ update  > rename  - withdraw  = keep. Nothing is written anywhere.")
        {
            Files, Name, Json, DetailedExitCode,
        };
        DocumentInput.Check(command, Files, Name);
        command.SetAction((arguments, _) => CommandContext.ShowAsync(arguments, config, (context, cancel) => PlanAsync(context, arguments, cancel)));
        return command;
    }

    private static async Task<ExitCode> PlanAsync(CommandContext context, ParseResult arguments, CancellationToken cancellationToken)
    {
        // What would happen is nothing: once refuses to begin anew in silence.
        await context.Get<LostLedger>().RequireNoneAsync(cancellationToken);
        DryRunPlan plan;
        await using (var work = await context.ReadLedgerAsync(cancellationToken))
        {
            var sources = arguments.GetValue(Files) is { Length: > 0 } named
                ? await NamedAsync(context, named, arguments.GetValue(Name), cancellationToken)
                : await DroppedAsync(context, work, cancellationToken);
            plan = await context.Get<DryRunComparison>().CompareAsync(sources, work, cancellationToken);
        }
        var result = await context.Get<DryRunOutlook>().AskAsync(plan, cancellationToken);
        var people = context.Get<Assignability>();
        if (arguments.GetValue(Json))
        {
            foreach (var line in DryRunJson.Write(plan, result, people).Split('\n'))
                Terminal.Line(line.TrimEnd('\r'));
        }
        else
        {
            if (plan.Sources.Count == 0 && arguments.GetValue(Files) is not { Length: > 0 })
                Terminal.Paragraph($"Nothing to take in lies in {context.Get<DropFolder>().FullPath}.");
            PlanText.Print(plan, result, people);
        }
        PlanText.PrintMessages(plan, result);
        return plan.Rejected.Any() ? ExitCode.Rejected
            : result.IsIncomplete ? ExitCode.Left
            : !arguments.GetValue(DetailedExitCode) ? ExitCode.Done
            // The pass would end with this code, too.
            : result.LeavesWaiting ? ExitCode.Left
            : result.HasWork ? ExitCode.ThereIsWork
            : ExitCode.Done;
    }

    private static async Task<IReadOnlyList<DryRunSource>> NamedAsync(
        CommandContext context, IReadOnlyList<string> files, string? name, CancellationToken cancellationToken)
    {
        var sources = new List<DryRunSource>();
        await foreach (var (file, parsed, _) in DocumentInput.ReadAllAsync(context, files, name, cancellationToken))
        {
            // Most texts of a folder are no incident, and nobody asked for each of them.
            if (parsed.WhyNone is null || file is not FileArgument.Lying { IsListed: true })
                sources.Add(new DryRunSource(file.Label, parsed, null));
        }
        return sources;
    }

    private static async Task<IReadOnlyList<DryRunSource>> DroppedAsync(CommandContext context, LedgerTransaction? work, CancellationToken cancellationToken) =>
        [.. (await context.Get<InboxReading>().ReadAsync(work, cancellationToken)).Select(file => new DryRunSource(file.Name, file.Parsed, file.WhyNot))];
}
