using ActionSync.Simulators.Chaos.Books;
using ActionSync.Simulators.Chaos.Documents;

namespace ActionSync.Simulators.Chaos.Verdict;

/// <summary>Each item has one issue, in the words of the document or of the people who changed it.</summary>
internal static class IssueChecks
{
    public const string Lost = "has no issue";

    public static (List<string> Violations, int Doubles) Find(IEnumerable<ExpectedItem> items, ILookup<string, BookIssue> issues, IReadOnlyList<Deed> deeds)
    {
        var violations = new List<string>();
        var doubles = 0;
        foreach (var item in items)
        {
            var own = issues[item.Token].Where(i => i.State != "duplicate").ToArray();
            doubles += Math.Max(0, own.Length - 1);
            if (own.Length > 1)
                violations.Add($"{Name(item)} has {own.Length} issues: {string.Join(", ", own.Select(i => $"{i.Number} ({i.State})"))}.");
            else if (own is [var issue])
                violations.AddRange(Differences(item, issue, [.. deeds.Where(d => d.Token == item.Token)]));
            else if (!item.IsWithdrawn)
                violations.Add($"{Name(item)} {Lost}.");
        }
        var known = items.Select(i => i.Token).ToHashSet();
        violations.AddRange(issues.Where(g => !known.Contains(g.Key)).SelectMany(g => g).Select(i => $"{i.Number} \"{i.Title}\" belongs to no document."));
        return (violations, doubles);
    }

    public static string Name(ExpectedItem item) => $"Item {item.Token} of {item.Incident}";

    private static IEnumerable<string> Differences(ExpectedItem item, BookIssue issue, Deed[] deeds)
    {
        if (issue.IsWithdrawn != item.IsWithdrawn)
            yield return
                $"{Name(item)} is {(item.IsWithdrawn ? "withdrawn" : "in its document")}, and {issue.Number} is {(issue.IsWithdrawn ? "" : "not ")}flagged.";
        if (issue.State != (deeds.LastOrDefault(d => d.Field is null)?.Value ?? "open"))
            yield return $"{Name(item)}: {issue.Number} is {issue.State}, and nobody made it so.";
        foreach (var field in Enum.GetValues<Field>())
        {
            var right = Right(item, field, deeds.LastOrDefault(d => d.Field == field)).ToArray();
            if (!right.Contains(issue.Of(field)))
                yield return $"{Name(item)}: {issue.Number} shows {field.ToString().ToLowerInvariant()} {issue.Of(field) ?? "none"} instead of {string.Join(" or ", right)}.";
        }
    }

    /// <summary>
    /// People's word stands; where they wrote while a document's word was perhaps under way, either may have come last. Who writes what the document said
    /// then has changed nothing.
    /// </summary>
    private static IEnumerable<string> Right(ExpectedItem item, Field field, Deed? deed)
    {
        if (deed is null)
            return item.Asked(field);
        return deed.At < item.AskedSince(field) && deed.Value != item.AskedAt(field, deed.At) ? [deed.Value] : [deed.Value, .. item.Asked(field)];
    }
}
