using System.Globalization;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Retrying;
using ActionSync.Trackers;

namespace ActionSync.Sync.Publishing;

/// <summary>
/// Tells issues whom their item was handed to, by a comment each. The handover was committed before, and its comment is known by a token that a rebuilt ledger
/// gives it again: a crash between the two neither loses nor doubles it.
/// </summary>
internal sealed class HandoverNotes(LedgerDatabase ledger, TrackerClaim claim, PlaceCheck places, TimeProvider clock)
{
    /// <summary>False where there was nothing to say.</summary>
    public async Task<bool> TellAsync(ITracker tracker, PassReport report, CancellationToken cancellationToken)
    {
        var waiting = await WaitingAsync(tracker, cancellationToken);
        if (waiting.Count == 0)
            return false;
        await places.ProveAsync(tracker, again: false, cancellationToken);
        foreach (var handover in waiting)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await ReloadAsync(tracker, handover, cancellationToken) is not { Issue: { } issue } item)
                return true;
            await SettleAsync(tracker, handover, item, await SendAsync(tracker, handover, item, issue, cancellationToken), report, cancellationToken);
        }
        return true;
    }

    private static async Task<ReadOutcome?> SendAsync(
        ITracker tracker, LedgerHandover handover, LedgerItem item, IssueRef issue, CancellationToken cancellationToken) =>
        // An issue that was there before us is somebody else's, and is never written.
        item.Fields.AreFollowed ? null : await tracker.AddNoteAsync(issue, NoteOf(handover), cancellationToken);

    private static IssueNote NoteOf(LedgerHandover handover) => new(
        $"handover-{handover.At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}",
        $"{handover.Person} said in a reminder that this action item is not theirs. {handover.GivenTo} is asked about it from now on. " +
        "Assign it to whoever does it, and they are asked instead.");

    private async Task SettleAsync(
        ITracker tracker, LedgerHandover handover, LedgerItem item, ReadOutcome? outcome, PassReport report, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var told = handover with { ToldAt = now, RetryAt = null };
        switch (outcome)
        {
            case null:
                await SaveAsync(told, null, cancellationToken);
                break;
            case ReadOutcome.Found:
                await SaveAsync(
                    told, item.Event(EventKind.Remark, now, Actor.ActionSync, $"Told {item.Issue!.Number} that {handover.GivenTo} is asked now."),
                    cancellationToken);
                break;
            case ReadOutcome.Gone(var reason):
                await SaveAsync(told, item.Event(EventKind.Remark, now, tracker.Name, reason), cancellationToken);
                break;
            case ReadOutcome.Refused(var reason):
                await AgainAsync(reason);
                break;
            case ReadOutcome.Failed(var reason, _):
                await AgainAsync(reason);
                break;
        }

        Task AgainAsync(string reason)
        {
            report.Problems.Add($"{item.Key}: its issue could not be told that it was handed to {handover.GivenTo}: {reason}");
            return SaveAsync(handover with
            {
                Attempts = handover.Attempts + 1,
                RetryAt = now + BackOff.Item(tracker.Traits.LongestRetry).After(handover.Attempts),
            }, null, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<LedgerHandover>> WaitingAsync(ITracker tracker, CancellationToken cancellationToken)
    {
        await using var work = await ledger.ReadAsync(cancellationToken);
        return await new HandoverStore(work).UntoldAsync(tracker.Place.Server, tracker.Place.Path, clock.GetUtcNow(), cancellationToken);
    }

    /// <summary>The item as it is now; null where another worker took over.</summary>
    private async Task<LedgerItem?> ReloadAsync(ITracker tracker, LedgerHandover handover, CancellationToken cancellationToken)
    {
        await using var work = await ledger.BeginAsync(cancellationToken);
        if (!await claim.ProveAsync(tracker.Name, work, cancellationToken))
            return null;
        var item = await work.Items.FindAsync(handover.ItemKey, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return item;
    }

    private async Task SaveAsync(LedgerHandover handover, LedgerEvent? trace, CancellationToken cancellationToken)
    {
        await using var work = await ledger.BeginAsync(cancellationToken);
        await new HandoverStore(work).SettleAsync(handover, cancellationToken);
        await work.Events.AddAsync(trace is null ? [] : [trace], cancellationToken);
        await work.CommitAsync(cancellationToken);
    }
}
