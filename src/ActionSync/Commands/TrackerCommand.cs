using System.CommandLine;
using ActionSync.Ledger;
using ActionSync.Recovery;
using ActionSync.Sync.Moving;
using Humanizer;

namespace ActionSync.Commands;

/// <summary><c>tracker rename OLD NEW</c> and <c>tracker move NAME</c>: the ledger follows a tracker's new name, or its issues to another server.</summary>
internal static class TrackerCommand
{
    private static readonly Argument<string> OldName = new("OLD") { Description = "The tracker's name so far." };

    private static readonly Argument<string> NewName = new("NEW") { Description = "Its name under Trackers in the configuration now." };

    private static readonly Argument<string> Name = new("NAME") { Description = "The tracker, configured where its issues live now." };

    private static readonly Option<bool> AllowMissing = new("--allow-missing")
    {
        Description = "Also where issues are not found there: what is open there is missing from then on; what is closed stays so.",
    };

    public static Command Make(ConfigurationOption config)
    {
        var rename = new Command("rename", "Follow a tracker that has another name in the configuration, and is the same place.") { OldName, NewName };
        rename.SetAction((arguments, _) => CommandContext.RunAsync(arguments, config, (context, cancel) => RenameAsync(context, arguments, cancel)));
        var move = new Command("move",
            "Follow a tracker's issues to another server or folder. Each is found there by its marker, else nothing is moved; nothing is written to the tracker.")
        {
            Name,
            AllowMissing,
        };
        move.SetAction((arguments, _) => CommandContext.RunAsync(arguments, config, (context, cancel) => MoveAsync(context, arguments, cancel)));
        return new Command("tracker", "Follow a tracker's new name, or its issues to another server.") { rename, move };
    }

    private static async Task<ExitCode> RenameAsync(CommandContext context, ParseResult arguments, CancellationToken cancellationToken)
    {
        using var held = await OpenAsync(context, "tracker rename", cancellationToken);
        var newName = arguments.GetRequiredValue(NewName);
        switch (await context.Get<TrackerRename>().RenameAsync(arguments.GetRequiredValue(OldName), newName, CommandContext.Actor, cancellationToken))
        {
            case RenameOutcome.Renamed(var oldName, var place, var issues, var waiting) renamed:
                Terminal.Paragraph($"Tracker {oldName} is called {newName} now: {"issue".ToQuantity(issues)} in {place}{(waiting == 0 ? "" : $", and {"item".ToQuantity(waiting)} without one yet")}.");
                return Done(renamed.Problems);
            case RenameOutcome.Already(var place):
                Terminal.Paragraph($"Nothing to do: the ledger knows {place} as {newName} already.");
                return ExitCode.Done;
            case RenameOutcome.Refused(var why):
                Terminal.Message(why);
                return ExitCode.Misused;
            default:
                throw new InvalidOperationException("A tracker is renamed or not.");
        }
    }

    private static async Task<ExitCode> MoveAsync(CommandContext context, ParseResult arguments, CancellationToken cancellationToken)
    {
        using var held = await OpenAsync(context, "tracker move", cancellationToken);
        var name = arguments.GetRequiredValue(Name);
        switch (await context.Get<TrackerMove>().MoveAsync(
            name, arguments.GetValue(AllowMissing) ? UnfoundIssues.BecomeMissing : UnfoundIssues.Refuse, CommandContext.Actor, cancellationToken))
        {
            case MoveOutcome.Moved(var from, var to, var issues, var lost) moved:
                Terminal.Paragraph($"Moved {"issue".ToQuantity(issues)} of tracker {name} from {from} to {to}.{Lost(lost)}");
                foreach (var issue in lost)
                    Terminal.Paragraph(Line(issue), indent: 4);
                Terminal.Line("What differs there is read by the next pass; run actionsync once.");
                return Done(moved.Problems);
            case MoveOutcome.Nothing(var place):
                Terminal.Paragraph($"Nothing to move: the ledger knows no issue of tracker {name} anywhere but in {place}.");
                return ExitCode.Done;
            case MoveOutcome.NotFound(var from, var to, var found, var lost):
                TellNotFound(name, $"{from}", $"{to}", found, lost);
                return ExitCode.Rejected;
            case MoveOutcome.Refused(var why):
                Terminal.Message(why);
                return ExitCode.Misused;
            default:
                throw new InvalidOperationException("A tracker is moved or not.");
        }
    }

    private static void TellNotFound(string name, string from, string to, int found, IReadOnlyList<MovedIssue> lost)
    {
        foreach (var issue in lost)
            Terminal.Paragraph(Line(issue), indent: 4);
        var all = found + lost.Count;
        Terminal.Message(
            $"{lost.Count} of {"issue".ToQuantity(all)} of tracker {name} {(lost.Count == 1 ? "is" : "are")} not in {to}, so nothing was moved. " +
            (found == 0
                ? $"Where none is found, that is not where they moved: point the tracker to the right place, or back to {from}."
                : "Have the rest brought there with their marker, or run this again with --allow-missing: those that are open count as missing then, and closed ones stay closed."));
    }

    private static string Lost(IReadOnlyList<MovedIssue> lost) => lost.Count(issue => issue.WasClosed) is var closed && lost.Count == 0 ? ""
        : $" Missing from now on: {lost.Count - closed}.{(closed == 0 ? "" : $" Not found, but closed already, so that their items stay closed: {closed}.")}";

    private static string Line(MovedIssue issue) => $"  not found: {issue.Before.Number}  {issue.Items[0].Key}  {issue.Before.Url}";

    private static ExitCode Done(IReadOnlyList<string> problems)
    {
        foreach (var problem in problems)
            Terminal.Message(problem);
        return problems.Count == 0 ? ExitCode.Done : ExitCode.Left;
    }

    /// <summary>The ledger as it is: that a tracker is not where it was, which stops every other command, is what these put right.</summary>
    private static async Task<LedgerLock?> OpenAsync(CommandContext context, string command, CancellationToken cancellationToken)
    {
        if (!await context.Ledger.IsThereAsync(cancellationToken))
        {
            throw new LedgerException(
                "There is no ledger yet, so that no tracker has issues to follow. actionsync once makes one with the first document.");
        }
        var held = context.TakeLock(command);
        try
        {
            await context.Ledger.MigrateAsync(cancellationToken);
            await context.Ledger.RequireTablesAsync(cancellationToken);
            await context.Get<LostLedger>().RequireNoneAsync(cancellationToken);
            return held;
        }
        catch
        {
            held?.Dispose();
            throw;
        }
    }
}
