using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Planning;
using ActionSync.Trackers;

namespace ActionSync.Sync.Publishing;

/// <summary>Closes an item's issue because a person says that it is done, where the tracker lets a command do that.</summary>
internal sealed class IssueClosing(LedgerDatabase ledger, TrackerClaim claim, TrackerSet trackers, TimeProvider clock)
{
    /// <param name="key">The item's key.</param>
    /// <param name="by">Who says so; see <see cref="Actor"/>.</param>
    /// <param name="cancellationToken">Ends it between two steps.</param>
    public async Task<CloseOutcome> CloseAsync(string key, string by, CancellationToken cancellationToken)
    {
        if (await FindAsync(key, cancellationToken) is not { } item)
            return new CloseOutcome.Refused("it is not in the ledger any more");
        if (item.State == ItemState.Done)
            return new CloseOutcome.DoneAlready(item.WasDoneBefore ? null : item.DoneAt);
        if (item.State.IsClosed())
            return new CloseOutcome.Refused($"it is closed already, as {item.State.ToWord()}; if it was done after all, say so in its issue");
        if (item.Issue is not { } issue || item.State == ItemState.Missing)
            return new CloseOutcome.Refused(item.State == ItemState.Missing ? "its issue is gone; actionsync recreate makes it anew" : "it has no issue yet");
        var home = trackers.All.FirstOrDefault(each => each.Place.Server == issue.Server && each.Place.Path == issue.Place);
        if (home is not { Traits.ClosesOnCommand: true } tracker)
            return new CloseOutcome.Elsewhere(issue);
        if (!await claim.TakeAsync(tracker, cancellationToken))
            return new CloseOutcome.Refused($"another process is writing to {tracker.Name} right now; try again in a moment");
        try
        {
            return await CloseAsync(tracker, issue, by, cancellationToken);
        }
        finally
        {
            await claim.ReleaseAsync(tracker.Name);
        }
    }

    /// <summary>Read first: what people changed before is theirs, and only the closing is whose who asked for it.</summary>
    private async Task<CloseOutcome> CloseAsync(ITracker tracker, IssueRef issue, string by, CancellationToken cancellationToken)
    {
        var read = await tracker.ReadAsync(issue, cancellationToken);
        if (read is not ReadOutcome.Found(var before))
            return new CloseOutcome.Refused(ReasonOf(read));
        await SaveAsync(tracker, issue, before, tracker.Name, cancellationToken);
        var written = await tracker.UpdateAsync(issue, new IssuePatch { State = ItemState.Done }, cancellationToken);
        if (written is not ReadOutcome.Found(var after))
            return new CloseOutcome.Refused(ReasonOf(written));
        await SaveAsync(tracker, issue, after, by, cancellationToken);
        return new CloseOutcome.Closed();
    }

    /// <summary>Takes what the issue shows into every item that has it.</summary>
    private async Task SaveAsync(ITracker tracker, IssueRef issue, IssueSnapshot shown, string who, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var work = await ledger.BeginAsync(cancellationToken);
        var items = await work.Items.WithIssuesAsync(tracker.Place.Server, tracker.Place.Path, [issue.Id], cancellationToken);
        var seen = items.Select(item => (Before: item, After: item.Seen(shown, now))).Where(pair => pair.After != pair.Before).ToList();
        await work.Items.UpdateAsync(seen.Select(pair => pair.After.Reconsider(null, now)), cancellationToken);
        await work.Events.AddAsync(
            [.. seen.SelectMany(pair => ItemEvents.Differences(pair.Before, pair.After, who, now)
                .Concat(ItemEvents.Readings(pair.Before, pair.After, tracker.Name, now)))], cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    private async Task<LedgerItem?> FindAsync(string key, CancellationToken cancellationToken)
    {
        await using var work = await ledger.ReadAsync(cancellationToken);
        return await work.Items.FindAsync(key, cancellationToken);
    }

    private static string ReasonOf(ReadOutcome outcome) => (outcome switch
    {
        ReadOutcome.Gone(var reason) => reason,
        ReadOutcome.Refused(var reason) => reason,
        ReadOutcome.Failed(var reason, _) => reason,
        _ => throw new InvalidOperationException("What was found needs no reason."),
    }).TrimEnd('.');
}

/// <summary>What became of the wish to close an issue.</summary>
internal abstract record CloseOutcome
{
    private CloseOutcome() { }

    public sealed record Closed : CloseOutcome;

    /// <param name="At">Since when; null where nobody knows.</param>
    public sealed record DoneAlready(DateTimeOffset? At) : CloseOutcome;

    /// <summary>It is closed where it lives.</summary>
    public sealed record Elsewhere(IssueRef Issue) : CloseOutcome;

    /// <param name="Reason">The end of a sentence, without its full stop.</param>
    public sealed record Refused(string Reason) : CloseOutcome;
}
