using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Planning;

namespace ActionSync.Intake;

/// <summary>
/// A person's word on what waits for one: new items get their issues, withdrawals are carried out, a document that
/// looks like another incident's is taken in. All that is named is released in one transaction, also
/// beside a running worker. Whatever else is ever held for a person is released here.
/// </summary>
internal sealed class Confirmation(LedgerDatabase ledger, ItemRouting router, TimeProvider clock)
{
    /// <summary>Releases what is held of these incidents.</summary>
    /// <param name="incidents">Their ids.</param>
    /// <param name="by">Whose word it is; see <see cref="Actor"/>.</param>
    /// <param name="cancellationToken">Ends it before anything is released.</param>
    public async Task<ConfirmResult> ConfirmAsync(IReadOnlyCollection<string> incidents, string by, CancellationToken cancellationToken)
    {
        await using var work = await ledger.BeginAsync(cancellationToken);
        var known = await work.Incidents.WithIdsAsync(incidents, cancellationToken);
        var released = await ReleaseAllAsync(work, known.ContainsKey, by, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return new ConfirmResult(released, [.. incidents.Where(id => !known.ContainsKey(id)).Distinct()]);
    }

    /// <summary>Releases everything that is held.</summary>
    public async Task<ConfirmResult> ConfirmAllAsync(string by, CancellationToken cancellationToken)
    {
        await using var work = await ledger.BeginAsync(cancellationToken);
        var released = await ReleaseAllAsync(work, _ => true, by, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return new ConfirmResult(released, []);
    }

    /// <summary>Carries out all held withdrawals, and nothing else: <c>once --confirm-withdraw</c>.</summary>
    public async Task ConfirmWithdrawalsAsync(string by, CancellationToken cancellationToken)
    {
        await using var work = await ledger.BeginAsync(cancellationToken);
        await ReleaseAsync(work, item => item.Withdrawal == Withdrawal.Held, by, cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<ReleasedIncident>> ReleaseAllAsync(
        LedgerTransaction work, Func<string, bool> isMeant, string by, CancellationToken cancellationToken)
    {
        var released = (await ReleaseAsync(work, item => isMeant(item.IncidentId), by, cancellationToken)).ToDictionary(incident => incident.Id);
        foreach (var id in await HeldDocuments.ReleaseAsync(work, isMeant, clock.GetUtcNow(), cancellationToken))
            released[id] = (released.GetValueOrDefault(id) ?? new ReleasedIncident(id, 0, 0)) with { IsDocument = true };
        return [.. released.Values.OrderBy(incident => incident.Id, StringComparer.Ordinal)];
    }

    private async Task<IReadOnlyList<ReleasedIncident>> ReleaseAsync(
        LedgerTransaction work, Func<LedgerItem, bool> isMeant, string by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var held = (await work.Items.HeldAsync(cancellationToken)).Where(isMeant).ToList();
        var incidents = await work.Incidents.OfItemsAsync(held, cancellationToken);
        var released = held.ConvertAll(item => router.Route(Release(item, now), incidents[item.IncidentId].Brief));
        await work.Items.UpdateAsync(released, cancellationToken);
        await work.Events.AddAsync([.. held.Select(item => Event(item, by, now))], cancellationToken);
        await SharedIssues.SettleAsync(work, released.Select(item => item.Issue).OfType<IssueRef>(), now, cancellationToken);
        return
        [
            .. held.Zip(released).GroupBy(pair => pair.First.IncidentId, StringComparer.Ordinal).OrderBy(incident => incident.Key, StringComparer.Ordinal)
                .Select(incident => new ReleasedIncident(
                    incident.Key,
                    incident.Count(pair => pair.Second.PendingAction is PendingAction.Create or PendingAction.Adopt && pair.First.IsHeld),
                    incident.Count(pair => pair.First.Withdrawal == Withdrawal.Held)))
                .Where(incident => incident.NewItems + incident.Withdrawals > 0),
        ];
    }

    /// <summary>An item that is both new and no longer named is withdrawn.</summary>
    private static LedgerItem Release(LedgerItem item, DateTimeOffset now) =>
        item.Withdrawal == Withdrawal.Held ? (item with { Withdrawal = Withdrawal.None }).Withdraw() : item.Release(now);

    private static LedgerEvent Event(LedgerItem item, string by, DateTimeOffset now)
    {
        var isWithdrawal = item.Withdrawal == Withdrawal.Held;
        return new LedgerEvent
        {
            At = now,
            IncidentId = item.IncidentId,
            ItemKey = item.Key,
            Kind = isWithdrawal ? EventKind.Withdrawn : EventKind.Confirmed,
            Who = by,
            Text = isWithdrawal ? "The withdrawal was confirmed." : "The new item was confirmed.",
        };
    }
}

/// <param name="Released">Incident by incident; those of which nothing waited are left out.</param>
/// <param name="Unknown">The named incidents that the ledger does not know.</param>
internal sealed record ConfirmResult(IReadOnlyList<ReleasedIncident> Released, IReadOnlyList<string> Unknown);

/// <param name="NewItems">How many items get their issues now.</param>
/// <param name="Withdrawals">How many items are withdrawn now.</param>
internal sealed record ReleasedIncident(string Id, int NewItems, int Withdrawals)
{
    /// <summary>A document that lies where another lay is taken in as the incident's.</summary>
    public bool IsDocument { get; init; }
}
