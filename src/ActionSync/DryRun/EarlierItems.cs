using ActionSync.Intake;
using ActionSync.Ledger;

namespace ActionSync.DryRun;

/// <summary>Items of documents that were taken in before, and of which no document speaks now; as the routes say now.</summary>
/// <param name="ToCreate">They have a tracker and wait for their issue.</param>
/// <param name="Waits">How many of them no pass can do anything for, by the reason.</param>
/// <param name="Ignored">How many a route ignores since it was changed.</param>
/// <param name="ToAssign">How many owners are assigned, since their account is known now.</param>
internal sealed record EarlierItems(IReadOnlyList<LedgerItem> ToCreate, IReadOnlyDictionary<DryRunWait, int> Waits, int Ignored, int ToAssign)
{
    public static EarlierItems None { get; } = new([], new Dictionary<DryRunWait, int>(), 0, 0);

    /// <param name="rerouted">The items that have no issue yet.</param>
    /// <param name="late">The items whose owner is assigned only now.</param>
    /// <param name="spokenOf">The keys of the items of the documents.</param>
    /// <param name="work">The ledger.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    public static async Task<EarlierItems> FindAsync(
        IEnumerable<ReroutedItem> rerouted, IEnumerable<LedgerItem> late, IReadOnlySet<string> spokenOf, LedgerTransaction work,
        CancellationToken cancellationToken)
    {
        List<ReroutedItem> earlier = [.. rerouted.Where(item => !spokenOf.Contains(item.After.Key))];
        var routed = earlier.ToDictionary(item => item.After.Key, item => item.After);
        var held = (await work.Items.HeldAsync(cancellationToken)).Where(item => !spokenOf.Contains(item.Key))
            .Select(item => routed.GetValueOrDefault(item.Key, item)).Count(item => item.IsHeld || item.Withdrawal == Withdrawal.Held);
        List<LedgerItem> creates = [.. routed.Values.Where(item => item is { PendingAction: PendingAction.Create, Withdrawal: not Withdrawal.Held })];
        var waits = new Dictionary<DryRunWait, int>
        {
            [DryRunWait.NoRoute] = creates.Count(item => item.Tracker is null),
            [DryRunWait.Confirm] = held,
        };
        return new EarlierItems(
            [.. creates.Where(item => item is { Tracker: not null, IsIgnored: false })],
            waits.Where(wait => wait.Value > 0).ToDictionary(),
            earlier.Count(item => item.IsIgnoredNow),
            late.Count(item => !spokenOf.Contains(item.Key)));
    }
}
