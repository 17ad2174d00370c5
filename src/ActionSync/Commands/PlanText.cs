using ActionSync.Ledger;
using ActionSync.Planning;

namespace ActionSync.Commands;

/// <summary>A plan as people read it: a sign, the key, and what changes.</summary>
internal static class PlanText
{
    /// <param name="plan">What would happen.</param>
    /// <param name="holders">The items that have issues which the plan's items name, by address.</param>
    public static void Print(SyncPlan plan, ILookup<string, LedgerItem> holders)
    {
        Terminal.Line($"{plan.Incident.Id}  {plan.Incident.Title}");
        foreach (var step in plan.Steps)
        {
            Terminal.Line($"  {Sign(step.Kind)} {step.Item.Key}  {step.Item.Fields.Title.Asked}{Note(step, holders)}");
            foreach (var change in step.Changes)
                Terminal.Line($"      {change.Field}: {change.From ?? "none"} -> {change.To ?? "none"}");
        }
    }

    /// <summary>One line for a plan of an incident, as "2 created, 3 kept".</summary>
    public static string Summary(SyncPlan plan)
    {
        var counts = plan.Steps.CountBy(step => step.Kind).OrderBy(count => count.Key).Select(count => $"{Sign(count.Key)} {count.Value} {Word(count.Key)}");
        return PrintableText.Of($"{plan.Incident.Id}: {(plan.Steps.Count == 0 ? "no action items" : string.Join(", ", counts))}{(plan.Held > 0 ? " (the withdrawn ones wait for once --confirm-withdraw)" : "")}");
    }

    private static char Sign(StepKind kind) => kind switch
    {
        StepKind.Create => '+',
        StepKind.Update => '~',
        StepKind.Rename => '>',
        StepKind.Withdraw => '-',
        _ => '=',
    };

    private static string Word(StepKind kind) => kind switch
    {
        StepKind.Create => "new",
        StepKind.Update => "updated",
        StepKind.Rename => "renamed",
        StepKind.Withdraw => "withdrawn",
        _ => "kept",
    };

    private static string Note(PlanStep step, ILookup<string, LedgerItem> holders) => step switch
    {
        { Kind: StepKind.Withdraw, Item.Withdrawal: Withdrawal.Held } => "  (waits for once --confirm-withdraw)",
        { Kind: StepKind.Create, Item.Work: Work.None } => $"  (no issue: the document says {step.Item.Fields.State.Asked})",
        { Kind: StepKind.Create, Item.Work: Work.Adopt } when holders[step.Item.Url!].FirstOrDefault(i => i.Key != step.Item.Key) is { } holder =>
            $"  (linked to {step.Item.Url}, which is the issue of {holder.Key})",
        { Kind: StepKind.Create, Item.Work: Work.Adopt } => $"  (follows {step.Item.Url}, and writes nothing to it)",
        _ => "",
    };
}
