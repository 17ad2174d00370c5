using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Planning;

namespace ActionSync.Sync.Publishing;

/// <summary>Makes the issue of a missing item anew, because a person says so: the next pass creates it.</summary>
internal sealed class IssueRecreation(LedgerDatabase ledger, Router router, TimeProvider clock)
{
    public async Task<RecreateOutcome> RecreateAsync(string key, CancellationToken cancellationToken)
    {
        await using var work = await ledger.BeginAsync(cancellationToken);
        if (await work.Items.FindAsync(key, cancellationToken) is not { } item)
            return new RecreateOutcome.UnknownItem();
        if (item.State != ItemState.Missing)
            return new RecreateOutcome.NotMissing(item);
        var incident = await work.Incidents.RequireAsync(item.IncidentId, cancellationToken);
        var anew = router.Route(
            (item with
            {
                Issue = null,
                Url = null,
                State = ItemState.Pending,
                Problem = null,
                Attempts = 0,
                RetryAt = null,
                Fields = item.Fields with { AreFollowed = false, LinkedTo = null }
            })
            .Reconsider(null, clock.GetUtcNow()),
            incident.Brief);
        await work.Items.UpdateAsync([anew], cancellationToken);
        await work.Events.AddAsync(
            [anew.Event(EventKind.Recreated, clock.GetUtcNow(), Actor.Person, $"Is made anew: {item.Issue?.Number} was missing.")], cancellationToken);
        await SharedIssues.SettleAsync(work, [item.Issue!], clock.GetUtcNow(), cancellationToken);
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

    /// <summary>Only a missing item is made anew.</summary>
    public sealed record NotMissing(LedgerItem Item) : RecreateOutcome;
}
