using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Planning;

namespace ActionSync.Sync.Publishing;

/// <summary>Makes the issue of a missing item anew, or that of a backlog item, because a person says so: the next pass creates it.</summary>
internal sealed class IssueRecreation(LedgerDatabase ledger, Router router, TimeProvider clock)
{
    /// <param name="key">The item's key.</param>
    /// <param name="by">Who says so; see <see cref="Actor"/>.</param>
    /// <param name="cancellationToken">Ends it before anything is changed.</param>
    public async Task<RecreateOutcome> RecreateAsync(string key, string by, CancellationToken cancellationToken)
    {
        await using var work = await ledger.BeginAsync(cancellationToken);
        if (await work.Items.FindAsync(key, cancellationToken) is not { } item)
            return new RecreateOutcome.UnknownItem();
        if (item.State != ItemState.Missing && !item.IsBacklog)
            return new RecreateOutcome.NotMissing(item);
        var incident = await work.Incidents.RequireAsync(item.IncidentId, cancellationToken);
        var anew = router.Route(item.OwnIssue(clock.GetUtcNow()), incident.Brief);
        await work.Items.UpdateAsync([anew], cancellationToken);
        await work.Events.AddAsync(
            [anew.Event(EventKind.Recreated, clock.GetUtcNow(), by,
                item.IsBacklog ? "Gets an issue: it was backlog until now." : $"Is made anew: {item.Issue?.Number} was missing.")],
            cancellationToken);
        await SharedIssues.SettleAsync(work, item.Issue is { } issue ? [issue] : [], clock.GetUtcNow(), cancellationToken);
        await work.CommitAsync(cancellationToken);
        return new RecreateOutcome.Waits();
    }
}

/// <summary>What became of the wish for a new issue.</summary>
internal abstract record RecreateOutcome
{
    private RecreateOutcome() { }

    /// <summary>The item waits for its new issue.</summary>
    public sealed record Waits : RecreateOutcome;

    public sealed record UnknownItem : RecreateOutcome;

    /// <summary>Only a missing item is made anew, and only a backlog item gets its first issue so.</summary>
    public sealed record NotMissing(LedgerItem Item) : RecreateOutcome;
}
