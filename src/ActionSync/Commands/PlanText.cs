using ActionSync.Documents.Messages;
using ActionSync.DryRun;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.People;
using ActionSync.Planning;
using ActionSync.Text;
using ActionSync.Trackers;

namespace ActionSync.Commands;

/// <summary>A plan as people read it: a sign, the name, and what changes.</summary>
internal static class PlanText
{
    public static void Print(DryRunPlan plan, DryRunResult result, Assignability people)
    {
        foreach (var (file, why) in plan.Waiting)
            Terminal.Paragraph($"{file} {why}", Indent);
        foreach (var renamed in plan.Renamed)
            Terminal.Paragraph(renamed, Indent);
        foreach (var (incident, items) in result.Incidents)
        {
            Terminal.Paragraph($"{incident.Id}  {incident.Title}", Indent);
            foreach (var item in items)
                Print(item, plan);
        }
        PrintMade(result);
        PrintAdvice(plan);
        foreach (var ticket in plan.Shared)
            Terminal.Paragraph(ticket.Sentence, Indent);
        foreach (var line in UnassignedText.Of(result.Unassigned, people))
            Terminal.Paragraph(line, Indent);
        // Of a file that is refused is not said that there is nothing to do.
        if (result.Items.Any() || result.HasWork || !plan.Rejected.Any())
            Terminal.Paragraph(result.Totals.Sentence, Indent);
    }

    /// <summary>What keeps documents out, and trackers that could not be asked.</summary>
    public static void PrintMessages(DryRunPlan plan, DryRunResult result)
    {
        foreach (var source in plan.Rejected)
            DocumentMessages.Rejected(source.Name, source.Parsed!);
        foreach (var source in plan.Sources)
        {
            // Of one that is rejected it stands with its problems.
            if (source.Parsed is { Problems.Count: 0 } parsed)
                DocumentMessages.Unread(source.Name, ProblemsText.Unread(source.Name, parsed), "actionsync check");
        }
        foreach (var tracker in result.Trackers)
        {
            if (tracker.Trouble is { } trouble)
                Terminal.Message(
                    $"Tracker {tracker.Tracker.Name} cannot be asked, so that it is not known which issues are there and who would be assigned: {trouble}",
                    Indent);
            if (tracker.Hold is { } hold)
                Terminal.Message(hold, Indent);
        }
    }

    private static void PrintAdvice(DryRunPlan plan)
    {
        var tally = new AdviceTally();
        foreach (var (file, _, advice) in plan.Advice.Where(entry => !IsSaidBefore(entry.Advice) && tally.IsNew(entry.File, entry.Advice)))
        {
            DocumentMessages.Print(DocumentMessage.Of(file, advice, plan.SourceOf(file)));
            tally.Tell(file, advice);
        }
        foreach (var line in tally.Repeated)
            Terminal.Paragraph(line, Indent);
    }

    /// <summary>It stands beside the items already.</summary>
    private static bool IsSaidBefore(Advice advice) =>
        advice.Why is Advice.NoRoute or Advice.Ignored or Advice.Unassignable or Advice.DefaultDeadline or Advice.DefaultPriority;

    /// <summary>What the first issues bring into a tracker that has none of it yet, once for all of them.</summary>
    private static void PrintMade(DryRunResult result)
    {
        foreach (var tracker in result.Items.Where(item => item.Create is not null).GroupBy(Where))
        {
            if (tracker.SelectMany(item => item.Create!.Makes).Distinct().ToList() is { Count: > 0 } made)
                Terminal.Paragraph($"Made in {tracker.Key}, where it is not yet there: {string.Join(", ", made)}", Indent);
        }
    }

    private static void Print(DryRunItem item, DryRunPlan plan)
    {
        var step = item.Step;
        Terminal.Paragraph($"  {Sign(item)} {item.Short}  {step.Item.Fields.Title.Desired}{Note(item, plan)}", DetailIndent);
        foreach (var line in Details(item).Where(line => line.Length > 0))
            Terminal.Paragraph($"{new string(' ', DetailIndent)}{line}", DetailIndent + Indent);
        foreach (var change in step.Changes)
            Terminal.Paragraph($"{new string(' ', DetailIndent)}{change.Field}: {change.From ?? "none"} -> {change.To ?? "none"}", DetailIndent + Indent);
    }

    private static IEnumerable<string> Details(DryRunItem item)
    {
        if (item.Found is { } found)
            yield return $"in {Where(item)}: {found.Ref.Number} is found there by its mark, and adopted ({found.Ref.Url})";
        if (item is { Action: DryRunAction.Create, Create: null })
            yield return $"in {Where(item)}: the tracker cannot be asked";
        if (item.Create is { } create)
        {
            string?[] facts = [$"in {Where(item)}", Assigned(item.Item.Owner, create), PriorityOf(item.Item, create), DueOf(item.Item, create)];
            yield return string.Join(", ", facts.OfType<string>());
            yield return create.Labels.Count == 0 ? "" : $"labels {string.Join(", ", create.Labels)}";
            foreach (var remark in create.Remarks.Where(remark => create.WhyUnassigned is not { } why || !remark.Contains(why, StringComparison.Ordinal)))
                yield return remark;
        }
        if (item.Step.Kind == StepKind.Create)
            yield return Defaults(item.Item);
    }

    private static string Where(DryRunItem item) => item.Place is not { } place ? item.Item.Tracker ?? "no tracker"
        : $"{item.Item.Tracker} ({(Path.IsPathFullyQualified(place.Path) ? Path.GetRelativePath(Environment.CurrentDirectory, place.Path) : place.Path)})";

    private static string Assigned(string? owner, CreatePreview create) => create switch
    {
        { Assignee: { } account } when account.Equals(owner, StringComparison.OrdinalIgnoreCase) => $"assigned to {owner}",
        { Assignee: { } account } => $"assigned to {owner} ({create.AssigneeName ?? account})",
        { WhyUnassigned: { } why } => $"assigned to nobody for {owner} ({why})",
        _ => "assigned to nobody, since nobody owns it",
    };

    private static string PriorityOf(LedgerItem item, CreatePreview create) =>
        create.Priority is { } word && word != item.Priority.ToString() ? $"{item.Priority} ({word})" : item.Priority.ToString();

    private static string DueOf(LedgerItem item, CreatePreview create) => item.Deadline is not { } deadline ? "no deadline"
        : $"due {deadline.ToWord()}{(create.DeadlineIn is null ? " (in its text)" : "")}";

    /// <summary>One line for a plan of an incident, as "2 created, 3 kept".</summary>
    public static string Summary(PlanCounts plan)
    {
        var counts = plan.Steps.Select(count => $"{Sign(count.Key)} {count.Value} {Word(count.Key)}");
        return TextProfile.Terminal.Line($"{plan.IncidentId}: {(plan.Steps.Count == 0 ? "no action items" : string.Join(", ", counts))}{Waiting(plan)}");
    }

    private const int Indent = 2;
    private const int DetailIndent = 6;

    /// <summary>What the configuration fills in; a followed issue has its own.</summary>
    private static string Defaults(LedgerItem item) => item is { PendingAction: PendingAction.Create, IsIgnored: false }
        ? string.Join(", ", item.Defaults.Select(field => $"{field.ToWord()} {item.Fields[field].Desired} (default)"))
        : "";

    private static string Waiting(PlanCounts plan) => string.Concat(
        plan.NewHeld > 0 ? $" ({plan.NewHeld} get no issue before {ConfirmHint.Of(plan.IncidentId)})" : "",
        plan.Held > 0 ? $" (the withdrawn ones wait for {ConfirmHint.Of(plan.IncidentId)})" : "",
        plan.Backlog > 0 ? $" ({plan.Backlog} recorded as backlog, without an issue)" : "");

    /// <summary>What its document leaves as it is may be created all the same: it waited until now.</summary>
    private static char Sign(DryRunItem item) => Sign(item is { Step.Kind: StepKind.Keep, Action: DryRunAction.Create } ? StepKind.Create : item.Step.Kind);

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

    private static string Note(DryRunItem item, DryRunPlan plan) => item switch
    {
        { Step: { Kind: StepKind.Withdraw, Item.Withdrawal: Withdrawal.Held } step } => $"  (waits for {ConfirmHint.Of(step.Item.IncidentId)})",
        { Step.Kind: StepKind.Withdraw } => "",
        { Step: { Instead: PendingAction.Held } step } => $"  (held: would wait for {ConfirmHint.Of(step.Item.IncidentId)})",
        { Item.IsHeld: true } => $"  (held: waits for {ConfirmHint.Of(item.Item.IncidentId)})",
        { Item.IsBacklog: true } => "  (backlog: has no issue and gets none)",
        { Item.IsIgnored: true } => $"  ({LedgerItem.IgnoredText})",
        { Wait: DryRunWait.NoRoute } => "  (waits: no route)",
        { Wait: DryRunWait.Cap } => "  (waits for a later pass: MaxCreatesPerRun)",
        { Wait: DryRunWait.Tracker } => $"  (waits: {item.Item.Tracker} takes none now)",
        { WaitReason: { } why } => $"  (waits: {why})",
        { Wait: DryRunWait.NoAnswer } => "  (waits: an earlier create was not answered)",
        { Step.Kind: StepKind.Create, Item.PendingAction: PendingAction.None } => $"  (no issue: the document says {item.Item.Fields.State.Desired})",
        { Follower: { } follower } => $"  (linked to {item.Item.Url}, which is the issue of {plan.Names.GetValueOrDefault(follower, follower)})",
        { Step.Kind: StepKind.Create, Item: { Links: { Count: > 0 } links, PendingAction: PendingAction.Create } } =>
            $"  (keeps {string.Join(", ", links)} as a link)",
        { Item.PendingAction: PendingAction.Adopt } => $"  (follows {item.Item.Url}, and writes nothing to it)",
        _ => "",
    };
}
