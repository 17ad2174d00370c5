using ActionSync.Items;
using ActionSync.Ledger;

namespace ActionSync.Planning;

/// <summary>Words a plan that was taken in as events.</summary>
internal static class PlanEvents
{
    public static IReadOnlyList<LedgerEvent> Of(SyncPlan plan, string source, int revision, DateTimeOffset at)
    {
        var events = new List<LedgerEvent>
        {
            new()
            {
                At = at,
                IncidentId = plan.Incident.Id,
                Kind = EventKind.Imported,
                Who = Actor.Document,
                Text = $"Took in revision {revision} from {source}."
            },
        };
        foreach (var step in plan.Steps)
        {
            events.AddRange(Of(step, at));
            events.AddRange(Instead(step, at));
        }
        return events;
    }

    /// <summary>What history says of a new item, with its title as the document gave it.</summary>
    public static string FoundText(string title) => $"New item: {title}";

    private static IEnumerable<LedgerEvent> Of(PlanStep step, DateTimeOffset at) => step.Kind switch
    {
        StepKind.Keep => [],
        StepKind.Create => [Event(step, at, EventKind.Found, FoundText(step.Item.Title))],
        StepKind.Withdraw when step.Item.Withdrawal == Withdrawal.Held =>
            [Event(step, at, EventKind.Withdrawn,
                $"The document no longer names this item; with so many at once, it waits for {ConfirmHint.Of(step.Item.IncidentId)}.")],
        StepKind.Withdraw => [Event(step, at, EventKind.Withdrawn, "The document no longer names this item.")],
        _ => step.Changes.Select(change => Event(step, at, KindOf(step, change),
            $"The document changed {change.Field}: {change.From ?? "none"} -> {change.To ?? "none"}.{Keeps(step, change)}") with
        {
            Field = change.Field,
            Old = change.From,
            New = change.To,
        }),
    };

    /// <summary>What was done in place of a new issue; a rebuild does it again by these.</summary>
    private static IEnumerable<LedgerEvent> Instead(PlanStep step, DateTimeOffset at) => step.Instead switch
    {
        PendingAction.Held => [Event(step, at, EventKind.Held,
            $"Gets no issue yet: with so many new items at once, it waits for {ConfirmHint.Of(step.Item.IncidentId)}.") with { Who = Actor.ActionSync }],
        PendingAction.Backlog => [Event(step, at, EventKind.Backlog, "Recorded as backlog, without an issue.") with { Who = Actor.ActionSync }],
        _ => [],
    };

    private static string KindOf(PlanStep step, FieldChange change) => change.Field switch
    {
        ItemFields.Title when step.Kind == StepKind.Rename => EventKind.Renamed,
        FieldChange.Url when step.Item.Issue is null => EventKind.Named,
        _ => EventKind.FieldChanged,
    };

    private static string Keeps(PlanStep step, FieldChange change) =>
        change is { Field: FieldChange.Url, To: { } url } && step.Item.Issue is { } own && url != own.Url
            ? $" The item keeps its own issue, {own.Number}."
            : "";

    private static LedgerEvent Event(PlanStep step, DateTimeOffset at, string kind, string text) =>
        new() { At = at, IncidentId = step.Item.IncidentId, ItemKey = step.Item.Key, Kind = kind, Who = Actor.Document, Text = text };
}
