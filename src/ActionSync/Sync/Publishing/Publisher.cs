using ActionSync.Ledger;
using ActionSync.Trackers;
using Humanizer;

namespace ActionSync.Sync.Publishing;

/// <summary>
/// Carries out what waits for one tracker: meets it, settles what is unknown, adopts, creates up to the cap, updates, tells of handovers. Whatever is left
/// stays in the ledger for the next pass.
/// </summary>
internal sealed partial class Publisher(
    LedgerDatabase ledger, TrackerClaim claim, PlaceCheck places, Adopter adopter, UnknownCreateResolver resolver, Creator creator, Updater updater,
    HandoverNotes handovers, TimeProvider clock, ILogger<Publisher> logger)
{
    /// <summary>So many batches in a row of which nothing is heard are the tracker's trouble and not the items'.</summary>
    private const int MostUnheard = 3;

    /// <param name="tracker">The tracker to work on.</param>
    /// <param name="urgency">Whether refused work waits out its gap.</param>
    /// <param name="progress">Told of each item that was dealt with.</param>
    /// <param name="cancellationToken">Ends the pass between two steps.</param>
    public async Task<PassReport> PublishAsync(ITracker tracker, Urgency urgency, IProgress<PassReport>? progress, CancellationToken cancellationToken)
    {
        var report = new PassReport(tracker.Name);
        if (!await claim.TakeAsync(tracker, cancellationToken))
            return report;
        try
        {
            var (blockedUntil, isMoot) = await LookUpAsync(tracker, cancellationToken);
            if (blockedUntil is { } until)
                report.Problems.Add($"Tracker {tracker.Name} is limited until {until:u}; its work waits.");
            else if (await WorkAsync(tracker, urgency, report, progress, cancellationToken) | await handovers.TellAsync(tracker, report, cancellationToken)
                || isMoot)
                await RememberAsync(tracker, null);
        }
        catch (TrackerException e)
        {
            report.Problems.Add(e.Message);
            await RememberAsync(tracker, e);
        }
        finally
        {
            await claim.ReleaseAsync(tracker.Name);
        }
        if (report is not { Created: 0, Adopted: 0, Updated: 0, Refused: 0 })
            Log.Published(logger, tracker.Name, report.Created, report.Adopted, report.Updated, report.Refused);
        return report;
    }

    /// <summary>False where there was nothing to say to the tracker, so that nothing was learnt of how it fares.</summary>
    private async Task<bool> WorkAsync(
        ITracker tracker, Urgency urgency, PassReport report, IProgress<PassReport>? progress, CancellationToken cancellationToken)
    {
        // Nothing is looked for or made in a place that only has the same name.
        if (await IsWaitedForAsync(tracker, cancellationToken))
            await places.ProveAsync(tracker, again: false, cancellationToken);
        await resolver.SettleAsync(tracker, report, cancellationToken);
        var waiting = await WaitingAsync(tracker, urgency, cancellationToken);
        if (waiting.Count == 0)
            return false;
        var isMet = await adopter.FirstSyncAsync(tracker, report, cancellationToken);

        foreach (var item in waiting.Where(i => i.PendingAction == PendingAction.Adopt))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await adopter.AdoptNamedAsync(tracker, item, report, cancellationToken);
            progress?.Report(report);
        }
        var creates = await adopter.AdoptFoundAsync(tracker, [.. waiting.Where(i => i.PendingAction == PendingAction.Create)], report, cancellationToken);
        if (isMet && !await CreateAsync(tracker, creates, report, progress, cancellationToken))
            return true;

        foreach (var item in waiting.Where(i => i.PendingAction == PendingAction.Update))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!await updater.UpdateAsync(tracker, item, report, cancellationToken))
                return true;
            progress?.Report(report);
        }
        return true;
    }

    /// <summary>Creates up to the cap. False where the pass has to stop.</summary>
    private async Task<bool> CreateAsync(
        ITracker tracker, IReadOnlyList<LedgerItem> waiting, PassReport report, IProgress<PassReport>? progress, CancellationToken cancellationToken)
    {
        var cap = tracker.Traits.MaxCreatesPerRun ?? int.MaxValue;
        if (waiting.Count > cap)
        {
            report.Problems.Add(
                $"Tracker {tracker.Name} gets {"new issue".ToQuantity(cap)} in this pass; {(waiting.Count - cap == 1 ? "1 more waits" : $"{waiting.Count - cap} more wait")} for the next one. " +
                $"Raise Trackers:{tracker.Name}:MaxCreatesPerRun if that many are meant.");
        }
        var unheard = 0;
        foreach (var batch in Batches(waiting.Take(cap), tracker.Traits.CreateBatch))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var end = await creator.CreateAsync(tracker, batch, report, cancellationToken);
            unheard = end == BatchEnd.Unheard ? unheard + 1 : 0;
            if (end == BatchEnd.Stopped || unheard == MostUnheard)
                return false;
            progress?.Report(report);
        }
        return true;
    }

    /// <summary>An item that failed before goes alone, so that it does not take others with it and shows whether it is the one.</summary>
    private static IEnumerable<LedgerItem[]> Batches(IEnumerable<LedgerItem> items, int size) =>
        items.GroupBy(i => i.Attempts > 0).OrderBy(g => g.Key).SelectMany(g => g.Chunk(g.Key ? 1 : size));

    private async Task<bool> IsWaitedForAsync(ITracker tracker, CancellationToken cancellationToken)
    {
        await using var work = await ledger.ReadAsync(cancellationToken);
        return (await work.Items.WaitedForAsync(DateTimeOffset.MaxValue, cancellationToken)).Contains(tracker.Name, StringComparer.OrdinalIgnoreCase);
    }

    private async Task<IReadOnlyList<LedgerItem>> WaitingAsync(ITracker tracker, Urgency urgency, CancellationToken cancellationToken)
    {
        await using var work = await ledger.ReadAsync(cancellationToken);
        var waiting = await work.Items.WaitingAsync(tracker.Name, urgency == Urgency.Now ? DateTimeOffset.MaxValue : clock.GetUtcNow(), cancellationToken);
        // What failed before comes behind what was not tried yet, so that it cannot use up a pass.
        return [.. waiting.OrderBy(i => i.Attempts).ThenBy(i => i.Id)];
    }

    /// <summary>A limit that holds, and whether a trouble with writing is moot: nothing is left that has to be written.</summary>
    private async Task<(DateTimeOffset? BlockedUntil, bool IsMoot)> LookUpAsync(ITracker tracker, CancellationToken cancellationToken)
    {
        await using var work = await ledger.ReadAsync(cancellationToken);
        var known = await work.Trackers.FindAsync(tracker.Name, cancellationToken);
        var isMoot = known?.WriteProblem is not null && !(await work.Items.WaitedForAsync(DateTimeOffset.MaxValue, cancellationToken)).Contains(tracker.Name);
        return (known?.BlockedUntil > clock.GetUtcNow() ? known.BlockedUntil : null, isMoot);
    }

    /// <summary>Keeps how the tracker fared, for doctor, the log and the next pass.</summary>
    private async Task RememberAsync(ITracker tracker, TrackerException? failure)
    {
        await using var work = await ledger.BeginAsync(CancellationToken.None);
        var known = (await work.Trackers.FindAsync(tracker.Name, CancellationToken.None))!;
        var after = known with
        {
            WriteProblem = failure?.Message,
            WriteFailingSince = failure is null ? null : known.WriteFailingSince ?? clock.GetUtcNow(),
            BlockedUntil = failure?.Until ?? (known.BlockedUntil > clock.GetUtcNow() ? known.BlockedUntil : null),
        };
        if (after != known)
            await work.Trackers.SaveAsync(after, CancellationToken.None);
        if (after.WriteProblem != known.WriteProblem)
            await work.Items.SayWhyAsync(tracker.Name, after.WriteProblem, CancellationToken.None);
        await work.CommitAsync(CancellationToken.None);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Tracker {Tracker}: {Created} created, {Adopted} adopted, {Updated} updated, {Refused} refused")]
        public static partial void Published(ILogger logger, string tracker, int created, int adopted, int updated, int refused);
    }
}

/// <summary>Whether refused work waits out its gap.</summary>
internal enum Urgency
{
    /// <summary>The worker's passes: refused work is tried again with growing gaps.</summary>
    WhenDue,

    /// <summary><c>once</c>: a person asked, so everything is tried now.</summary>
    Now,
}
