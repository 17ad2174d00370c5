using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Links;
using ActionSync.Planning;
using ActionSync.Trackers;

namespace ActionSync.Sync.Publishing;

/// <summary>Writes into an item's issue what a person asks for here, where the tracker lets a command do that.</summary>
internal sealed class IssueEditing(LedgerDatabase ledger, TrackerClaim claim, TrackerSet trackers, TimeProvider clock) : IDisposable
{
    // Of two who ask for the same at once, the second finds it done by the first, and not by somebody in the tracker.
    private readonly SemaphoreSlim _oneAtATime = new(1);

    /// <summary>Whether an item's issue can be changed here; what lives in a service is changed there.</summary>
    public bool CanEdit(LedgerItem item) => item.State != ItemState.Missing && trackers.EditableHomeOf(item.Issue) is not null;

    /// <param name="key">The item's key.</param>
    /// <param name="patch">What is asked; <see cref="IssuePatch.IsByPerson"/> is set here.</param>
    /// <param name="by">Who asks; see <see cref="Actor"/>.</param>
    /// <param name="cancellationToken">Ends it between two steps.</param>
    public Task<EditOutcome> EditAsync(string key, IssuePatch patch, string by, CancellationToken cancellationToken) =>
        InTurnAsync(key, new Wish(patch with { IsByPerson = true }, by, null), cancellationToken);

    /// <summary>The same by a link of a reminder. A crash after the issue was changed leaves the link as it is, and the issue changed.</summary>
    /// <exception cref="LinkUsedException">The link was used, or the item changed, a moment ago.</exception>
    public Task<EditOutcome> EditAsync(string key, IssuePatch patch, LinkUse use, CancellationToken cancellationToken) =>
        InTurnAsync(key, new Wish(patch with { IsByPerson = true }, use.By, use), cancellationToken);

    public void Dispose() => _oneAtATime.Dispose();

    private async Task<EditOutcome> InTurnAsync(string key, Wish wish, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            return await EditAsync(key, wish, cancellationToken);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task<EditOutcome> EditAsync(string key, Wish wish, CancellationToken cancellationToken)
    {
        if (await FindAsync(key, cancellationToken) is not { } item)
            return new EditOutcome.Refused("it is not in the ledger any more");
        if (item.State == ItemState.Missing)
            return new EditOutcome.Refused("its issue is gone; actionsync recreate makes it anew");
        if (item.Issue is not { } issue)
            return new EditOutcome.Refused("it has no issue yet");
        if (trackers.EditableHomeOf(issue) is not { } tracker)
            return new EditOutcome.Elsewhere(issue);
        if (!await claim.TakeAsync(tracker, cancellationToken))
            return new EditOutcome.Refused($"another process is writing to {tracker.Name} right now; try again in a moment");
        try
        {
            return await EditAsync(tracker, item, issue, wish, cancellationToken);
        }
        finally
        {
            await claim.ReleaseAsync(tracker.Name);
        }
    }

    /// <summary>Read first: what people changed before is theirs, and only this change is whose who asked for it.</summary>
    private async Task<EditOutcome> EditAsync(ITracker tracker, LedgerItem item, IssueRef issue, Wish wish, CancellationToken cancellationToken)
    {
        var read = await tracker.ReadAsync(issue, cancellationToken);
        if (read is not ReadOutcome.Found(var before))
            return new EditOutcome.Refused(ReasonOf(read));
        await SaveAsync(tracker, issue, before, tracker.Name, null, cancellationToken);
        if (await FindAsync(item.Key, cancellationToken) is { } now)
        {
            wish.Use?.Require(now);
            if (wish.IsFulfilledBy(now))
                return new EditOutcome.Unchanged(now);
        }
        var written = await tracker.UpdateAsync(issue, wish.Patch, cancellationToken);
        if (written is not ReadOutcome.Found(var after))
            return new EditOutcome.Refused(ReasonOf(written));
        await SaveAsync(
            tracker, issue, after, wish.By, wish.Use is { } use ? work => use.TakeAsync(work, item, cancellationToken) : null, cancellationToken);
        return new EditOutcome.Written();
    }

    /// <summary>Takes what the issue shows into every item that has it.</summary>
    /// <param name="tracker">Its tracker.</param>
    /// <param name="issue">The issue.</param>
    /// <param name="shown">What it shows.</param>
    /// <param name="who">Who changed what is new.</param>
    /// <param name="together">What is committed in the same transaction.</param>
    /// <param name="cancellationToken">Ends it with nothing changed.</param>
    private async Task SaveAsync(
        ITracker tracker, IssueRef issue, IssueSnapshot shown, string who, Func<LedgerTransaction, Task>? together, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var work = await ledger.BeginAsync(cancellationToken);
        var items = await work.Items.WithIssuesAsync(tracker.Place.Server, tracker.Place.Path, [issue.Id], cancellationToken);
        var seen = items.Select(item => (Before: item, After: item.Seen(shown, now))).Where(pair => pair.After != pair.Before).ToList();
        await work.Items.UpdateAsync(seen.Select(pair => pair.After.Reconsider(null, now)), cancellationToken);
        await work.Events.AddAsync(
            [.. seen.SelectMany(pair => ItemEvents.Differences(pair.Before, pair.After, who, now)
                .Concat(ItemEvents.Readings(pair.Before, pair.After, tracker.Name, now)))], cancellationToken);
        if (together is not null)
            await together(work);
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

    /// <summary>What is asked, by whom, and by which link; null where by none.</summary>
    private sealed record Wish(IssuePatch Patch, string By, LinkUse? Use)
    {
        /// <summary>Nothing but a state is asked for, and somebody was quicker.</summary>
        public bool IsFulfilledBy(LedgerItem item) => Patch == new IssuePatch { State = item.State, IsByPerson = true };
    }
}

/// <summary>What became of a person's wish to change an issue.</summary>
internal abstract record EditOutcome
{
    private EditOutcome() { }

    public sealed record Written : EditOutcome;

    /// <summary>It is so already, as somebody was quicker.</summary>
    public sealed record Unchanged(LedgerItem Item) : EditOutcome;

    /// <summary>It is changed where it lives.</summary>
    public sealed record Elsewhere(IssueRef Issue) : EditOutcome;

    /// <param name="Reason">The end of a sentence, without its full stop.</param>
    public sealed record Refused(string Reason) : EditOutcome;
}
