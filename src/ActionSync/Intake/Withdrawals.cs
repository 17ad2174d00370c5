using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Planning;

namespace ActionSync.Intake;

/// <summary>Carries out the withdrawals that waited for a person's word.</summary>
internal sealed class Withdrawals(LedgerDatabase ledger, TimeProvider clock)
{
    public async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        await using var work = await ledger.BeginAsync(cancellationToken);
        var items = (await work.Items.HeldAsync(cancellationToken)).Select(item => (item with { Withdrawal = Withdrawal.None }).Withdraw()).ToList();
        await work.Items.UpdateAsync(items, cancellationToken);
        await work.Events.AddAsync([.. items.Select(item => new LedgerEvent
        {
            At = clock.GetUtcNow(),
            IncidentId = item.IncidentId,
            ItemKey = item.Key,
            Kind = EventKind.Withdrawn,
            Who = Actor.Person,
            Text = "The withdrawal was confirmed.",
        })], cancellationToken);
        await SharedIssues.SettleAsync(work, items.Select(item => item.Issue).OfType<IssueRef>(), clock.GetUtcNow(), cancellationToken);
        await work.CommitAsync(cancellationToken);
    }
}
