using ActionSync.Simulators.Chaos.Books;
using ActionSync.Simulators.Chaos.Documents;

namespace ActionSync.Simulators.Chaos.Verdict;

/// <summary>The ledger knows every item once, has nothing left to do, and says what the trackers show.</summary>
internal static class LedgerChecks
{
    public static IEnumerable<string> Find(IEnumerable<ExpectedItem> items, ILookup<string, BookIssue> issues, IReadOnlyList<LedgerEntry> ledger)
    {
        var entries = ledger.ToLookup(e => Wording.TokenOf(e.Title) ?? e.Key);
        foreach (var item in items)
        {
            var own = entries[item.Token].ToArray();
            // It was named, and left out again, by documents that others took the place of before they were read.
            if (own.Length == 0 && item.IsWithdrawn && !item.WasSurelyRead && !issues.Contains(item.Token))
                continue;
            if (own is not [var entry])
                yield return $"{IssueChecks.Name(item)} stands {own.Length} times in the ledger: {string.Join(", ", own.Select(e => e.Key))}.";
            else if (issues[item.Token].SingleOrDefaultOf(i => i.State != "duplicate") is { } issue)
            {
                foreach (var difference in Differences(entry, issue))
                    yield return $"{IssueChecks.Name(item)}: {difference}";
            }
            else if (entry is not { State: "wont_do", Withdrawn: true })
                yield return $"{IssueChecks.Name(item)} is {entry.State} in the ledger.";
        }
        var known = items.Select(i => i.Token).ToHashSet();
        foreach (var entry in entries.Where(g => !known.Contains(g.Key)).SelectMany(g => g))
            yield return $"The ledger has {entry.Key}, which is in no document.";
    }

    private static IEnumerable<string> Differences(LedgerEntry entry, BookIssue issue)
    {
        if (entry.Issue is not { } number || !issue.Number.EndsWith(number, StringComparison.Ordinal))
            yield return $"the ledger says issue {entry.Issue ?? "none"}, and it is {issue.Number}.";
        if (entry.State != issue.State)
            yield return $"the ledger says {entry.State}, and {issue.Number} is {issue.State}.";
        if (entry.Withdrawn != issue.IsWithdrawn)
            yield return $"the ledger says {(entry.Withdrawn ? "" : "not ")}withdrawn, unlike {issue.Number}.";
        foreach (var field in Enum.GetValues<Field>().Where(f => entry.Of(f) != issue.Of(f)))
            yield return
                $"the ledger says {field.ToString().ToLowerInvariant()} {entry.Of(field) ?? "none"}, and {issue.Number} shows {issue.Of(field) ?? "none"}.";
    }

    /// <summary>The only one, or null where there are none or several.</summary>
    private static BookIssue? SingleOrDefaultOf(this IEnumerable<BookIssue> issues, Func<BookIssue, bool> condition) =>
        issues.Where(condition).Take(2).ToArray() is [var only] ? only : null;
}
