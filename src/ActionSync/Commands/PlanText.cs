using ActionSync.Intake;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Planning;
using ActionSync.Text;

namespace ActionSync.Commands;

/// <summary>A plan as people read it: a sign, the key, and what changes.</summary>
internal static class PlanText
{
    /// <param name="plan">What would happen.</param>
    /// <param name="shared">The issues that items of the plan have together with others.</param>
    public static void Print(SyncPlan plan, IReadOnlyList<SharedTicket> shared)
    {
        Terminal.Line($"{plan.Incident.Id}  {plan.Incident.Title}");
        var followers = shared.Where(ticket => ticket.Follower is not null)
            .SelectMany(ticket => ticket.Items.Select(item => (item.Key, Follower: ticket.Follower!)))
            .DistinctBy(entry => entry.Key).ToDictionary(entry => entry.Key, entry => entry.Follower.Key);
        foreach (var step in plan.Steps)
        {
            Terminal.Line(
                $"  {Sign(step.Kind)} {step.Item.Key}  {step.Item.Fields.Title.Desired}{Note(step, followers.GetValueOrDefault(step.Item.Key))}");
            if (step.Kind == StepKind.Create && Defaults(step.Item) is { Length: > 0 } defaults)
                Terminal.Line($"      {defaults}");
            foreach (var change in step.Changes)
                Terminal.Line($"      {change.Field}: {change.From ?? "none"} -> {change.To ?? "none"}");
        }
    }

    /// <summary>One line for a plan of an incident, as "2 created, 3 kept".</summary>
    public static string Summary(PlanCounts plan)
    {
        var counts = plan.Steps.Select(count => $"{Sign(count.Key)} {count.Value} {Word(count.Key)}");
        return TextProfile.Terminal.Line($"{plan.IncidentId}: {(plan.Steps.Count == 0 ? "no action items" : string.Join(", ", counts))}{Waiting(plan)}");
    }

    /// <summary>What the configuration fills in; a followed issue has its own.</summary>
    private static string Defaults(LedgerItem item) => item is { PendingAction: PendingAction.Create, IsIgnored: false }
        ? string.Join(", ", item.Defaults.Select(field => $"{field.ToWord()} {item.Fields[field].Desired} (default)"))
        : "";

    private static string Waiting(PlanCounts plan) => string.Concat(
        plan.NewHeld > 0 ? $" ({plan.NewHeld} get no issue before {ConfirmHint.Of(plan.IncidentId)})" : "",
        plan.Held > 0 ? $" (the withdrawn ones wait for {ConfirmHint.Of(plan.IncidentId)})" : "",
        plan.Backlog > 0 ? $" ({plan.Backlog} recorded as backlog, without an issue)" : "");

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

    private static string Note(PlanStep step, string? follower) => step switch
    {
        { Kind: StepKind.Withdraw, Item.Withdrawal: Withdrawal.Held } => $"  (waits for {ConfirmHint.Of(step.Item.IncidentId)})",
        { Kind: not StepKind.Withdraw, Instead: PendingAction.Held } => $"  (held: would wait for {ConfirmHint.Of(step.Item.IncidentId)})",
        { Kind: not StepKind.Withdraw, Item.IsHeld: true } => $"  (held: waits for {ConfirmHint.Of(step.Item.IncidentId)})",
        { Kind: not StepKind.Withdraw, Item.IsBacklog: true } => "  (backlog: has no issue and gets none)",
        { Kind: not StepKind.Withdraw, Item.IsIgnored: true } => $"  (no issue: {LedgerItem.IgnoredText})",
        { Kind: not StepKind.Withdraw, Item.Problem.Code: ProblemCode.NoRoute } => "  (waits: no route)",
        { Kind: StepKind.Create, Item.PendingAction: PendingAction.None } => $"  (no issue: the document says {step.Item.Fields.State.Desired})",
        { Kind: not StepKind.Withdraw } when follower is not null && follower != step.Item.Key =>
            $"  (linked to {step.Item.Url}, which is the issue of {follower})",
        { Kind: StepKind.Create, Item: { Links: { Count: > 0 } links, PendingAction: PendingAction.Create } } =>
            $"  (keeps {string.Join(", ", links)} as a link)",
        { Item.PendingAction: PendingAction.Adopt } => $"  (follows {step.Item.Url}, and writes nothing to it)",
        _ => "",
    };
}
