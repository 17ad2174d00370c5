using ActionSync.Ledger;

namespace ActionSync.Scheduling;

/// <summary>Sees in the ledger when each tracker was read last, by whichever worker.</summary>
internal sealed class TrackerTimes(LedgerDatabase ledger, WorkerTimes times, ScheduleSettings settings)
{
    private readonly Dictionary<string, LedgerTracker?> _seen = new(StringComparer.OrdinalIgnoreCase);

    public async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var work = await ledger.ReadAsync(cancellationToken);
            var known = (await work.Trackers.AllAsync(cancellationToken)).ToDictionary(t => t.Name, StringComparer.OrdinalIgnoreCase);
            foreach (var name in settings.Trackers)
                Note(name, known.GetValueOrDefault(name));
        }
        catch
        {
            // Without the ledger nobody knows, and none of them is to blame.
            foreach (var name in settings.Trackers)
                times.Work.Excuse(WorkerTimes.Tracker(name));
            throw;
        }
    }

    private void Note(string name, LedgerTracker? tracker)
    {
        var part = WorkerTimes.Tracker(name);
        var before = _seen.GetValueOrDefault(name);
        times.Work.Expect(part, settings.Refreshing.Poll);
        // Before anything of ours is there, there is nothing to read; but what cannot be read then, must not stay so unseen.
        if (LastRead(tracker) is null && ProblemOf(tracker) is null)
            times.Work.Excuse(part);
        else if (LastRead(tracker) is { } at && at != LastRead(before))
            times.Work.Done(part, at);
        if (ProblemOf(tracker) is var problem && problem != ProblemOf(before))
            times.Work.Note(part, problem);
        _seen[name] = tracker;
    }

    private static DateTimeOffset? LastRead(LedgerTracker? tracker) => tracker?.RefreshedAt ?? tracker?.FirstContactAt;

    private static string? ProblemOf(LedgerTracker? tracker) => tracker?.ReadProblem ?? tracker?.WriteProblem;
}
