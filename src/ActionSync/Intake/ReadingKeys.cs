using ActionSync.Documents;
using ActionSync.Ledger;
using ActionSync.Planning;

namespace ActionSync.Intake;

/// <summary>The key of each item that a document names, by its plan.</summary>
internal static class ReadingKeys
{
    /// <returns>In the document's order; nothing for a document that says nothing of items.</returns>
    public static IReadOnlyList<string?> Of(IncidentDocument document, SyncPlan plan)
    {
        if (document.WithdrawsNothing)
            return [];
        var keys = plan.Steps.Where(step => step.Kind != StepKind.Withdraw && step.Item.Withdrawal is Withdrawal.None or Withdrawal.Returning)
            .GroupBy(step => step.Item.Position).ToDictionary(same => same.Key, same => same.First().Item.Key);
        return [.. document.ActionItems!.Select((_, n) => keys.GetValueOrDefault(n + 1))];
    }
}
