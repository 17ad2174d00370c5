using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Planning;
using ActionSync.Trackers;

namespace ActionSync.Sync.Publishing;

/// <summary>Writes into an item's issue what a person asks for here, where the tracker lets a command do that.</summary>
internal sealed class IssueEditing(LedgerDatabase ledger, TrackerClaim claim, TrackerSet trackers, TimeProvider clock)
{
    /// <summary>Whether an item's issue can be changed here; what lives in a service is changed there.</summary>
    public bool CanEdit(LedgerItem item) => item.State != ItemState.Missing && HomeOf(item.Issue) is not null;

    /// <param name="key">The item's key.</param>
    /// <param name="patch">What is asked; <see cref="IssuePatch.IsByPerson"/> is set here.</param>
    /// <param name="by">Who asks; see <see cref="Actor"/>.</param>
    /// <param name="cancellationToken">Ends it between two steps.</param>
    public async Task<EditOutcome> EditAsync(string key, IssuePatch patch, string by, CancellationToken cancellationToken)
    {
        if (await FindAsync(key, cancellationToken) is not { } item)
            return new EditOutcome.Refused("it is not in the ledger any more");
        if (item.State == ItemState.Missing)
            return new EditOutcome.Refused("its issue is gone; actionsync recreate makes it anew");
        if (item.Issue is not { } issue)
            return new EditOutcome.Refused("it has no issue yet");
        if (HomeOf(issue) is not { } tracker)
            return new EditOutcome.Elsewhere(issue);
        if (!await claim.TakeAsync(tracker, cancellationToken))
            return new EditOutcome.Refused($"another process is writing to {tracker.Name} right now; try again in a moment");
        try
        {
            return await EditAsync(tracker, issue, patch with { IsByPerson = true }, by, cancellationToken);
        }
        finally
        {
            await claim.ReleaseAsync(tracker.Name);
        }
    }

    /// <summary>The tracker that has the issue, where it lets us write what a person asks for here.</summary>
    private ITracker? HomeOf(IssueRef? issue) => trackers.All.FirstOrDefault(
        each => each.Traits.EditsOnCommand && each.Place.Server == issue?.Server && each.Place.Path == issue.Place);

    /// <summary>Read first: what people changed before is theirs, and only this change is whose who asked for it.</summary>
    private async Task<EditOutcome> EditAsync(ITracker tracker, IssueRef issue, IssuePatch patch, string by, CancellationToken cancellationToken)
    {
        var read = await tracker.ReadAsync(issue, cancellationToken);
        if (read is not ReadOutcome.Found(var before))
            return new EditOutcome.Refused(ReasonOf(read));
        await SaveAsync(tracker, issue, before, tracker.Name, cancellationToken);
        var written = await tracker.UpdateAsync(issue, patch, cancellationToken);
        if (written is not ReadOutcome.Found(var after))
            return new EditOutcome.Refused(ReasonOf(written));
        await SaveAsync(tracker, issue, after, by, cancellationToken);
        return new EditOutcome.Written();
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

/// <summary>What became of a person's wish to change an issue.</summary>
internal abstract record EditOutcome
{
    private EditOutcome() { }

    public sealed record Written : EditOutcome;

    /// <summary>It is changed where it lives.</summary>
    public sealed record Elsewhere(IssueRef Issue) : EditOutcome;

    /// <param name="Reason">The end of a sentence, without its full stop.</param>
    public sealed record Refused(string Reason) : EditOutcome;
}
