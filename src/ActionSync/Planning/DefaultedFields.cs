using ActionSync.Documents;
using ActionSync.Items;
using ActionSync.Ledger;
using Humanizer;

namespace ActionSync.Planning;

/// <summary>Names the items of a document that get a deadline or a priority by default.</summary>
internal static class DefaultedFields
{
    private const int MostNamed = 3;

    /// <returns>One a field, at the first of its items.</returns>
    public static IEnumerable<Advice> Of(IncidentDocument document, SyncPlan plan) =>
    [
        .. Of(document, plan, ItemField.Deadline, Advice.DefaultDeadline, "Planning:DefaultDeadlineDays"),
        .. Of(document, plan, ItemField.Priority, Advice.DefaultPriority, "Planning:DefaultPriority"),
    ];

    private static IEnumerable<Advice> Of(IncidentDocument document, SyncPlan plan, ItemField field, string why, string key)
    {
        // What follows an issue, or is closed, has its own.
        var items = plan.Steps.Where(step => step.Kind != StepKind.Withdraw).Select(step => step.Item)
            .Where(item => item is { Issue: null, State: ItemState.Pending, PendingAction: not PendingAction.Adopt } && item.Defaults.Contains(field)).ToList();
        if (items.Count == 0)
            yield break;
        var named = string.Join(", ", items.Take(MostNamed)
            .Select(item => $"{Quoted.Of(item.Fields.Title.Desired ?? item.Title)} {item.Fields[field].Desired}"));
        yield return ItemAdvice.Of(document, items[0], why,
            $"the document gives {"item".ToQuantity(items.Count)} no {field.ToWord()}; a default stands there ({key}): {named}" +
            $"{(items.Count > MostNamed ? $" and {items.Count - MostNamed} more" : "")}.");
    }
}
