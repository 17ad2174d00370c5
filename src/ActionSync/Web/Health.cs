using System.Data.Common;
using ActionSync.Intake;
using ActionSync.Ledger;
using ActionSync.Scheduling;

namespace ActionSync.Web;

/// <summary>Whether this worker lives, is ready, and is late with nothing.</summary>
internal sealed class Health(LedgerDatabase ledger, LedgerGuard guard, SchedulerHost schedulerHost, WorkerTimes times, DropFolder inbox)
{
    /// <summary>Only what a restart can mend: outages of others do not count.</summary>
    public HealthAnswer Live() =>
        Answer([.. times.Triggers.All.Where(times.Triggers.IsLate)
            .Select(trigger => $"The schedule's {trigger.Name} is silent: it should come every {trigger.Every:c}{Last(trigger)}.")]);

    public async Task<HealthAnswer> ReadyAsync(CancellationToken cancellationToken) => Answer([.. await UnreadyAsync(cancellationToken)]);

    public async Task<HealthAnswer> WholeAsync(CancellationToken cancellationToken) =>
        Answer([.. await UnreadyAsync(cancellationToken), .. guard.Damage is { } damage ? [damage] : Array.Empty<string>(), .. Live().Problems,
            .. times.Work.All.Select(ProblemOf).OfType<string>()]);

    private async Task<IReadOnlyList<string>> UnreadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var work = await ledger.ReadAsync(cancellationToken);
            await work.Trackers.AllAsync(cancellationToken);
            return schedulerHost.IsStarted ? [] : ["The schedule is not started yet."];
        }
        catch (Exception e) when (e is DbException or LedgerException)
        {
            return ["The ledger cannot be read."];
        }
    }

    /// <summary>
    /// A tracker that cannot be used is the tracker's trouble until it was not read for too long; the drop folder and reminders are this worker's own.
    /// </summary>
    private string? ProblemOf(PartTime part)
    {
        var why = part.Problem is { } problem ? $" {problem}" : "";
        if (times.Work.IsLate(part))
            return $"{Capital(part.Name)} is late: it should come every {part.Every:c}{Last(part)}.{why}";
        return part.Problem is not null && part.Name is WorkerTimes.Intake or WorkerTimes.Reminding ? $"{Capital(part.Name)} fails.{why}" : null;
    }

    private HealthAnswer Answer(IReadOnlyList<string> problems) => new(
        problems.Count == 0 ? "ok" : "failing",
        problems,
        [.. times.Work.All.Select(part => new PartAnswer(part.Name, part.Last, part.Every, times.Work.IsLate(part), part.Problem))],
        [
            .. inbox.Latest.Left.Where(entry => entry.MayBeDocument).Select(entry => entry.Sentence),
            .. inbox.Unfinished.Select(name => $"{name} ends too early, and is waited for in case somebody still writes it."),
        ]);

    private static string Last(PartTime part) => part.Last is { } last ? $", and last came at {last:u}" : "";

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
