using ActionSync.Items;
using ActionSync.Ledger;

namespace ActionSync.Tests.Trackers.Fuzz;

/// <summary>What is wrong once the tracker has told the truth for a while.</summary>
/// <param name="doubtful">There were lies of whom and what the place takes: a field may then be lacking, but never be wrong.</param>
internal sealed class LyingVerdict(Script script, LyingTracker tracker, bool doubtful)
{
    public async Task<IReadOnlyList<string>> FindAsync(LedgerDatabase ledger, IReadOnlyList<object> ofPeople)
    {
        var wrong = new List<string>();
        if (!ofPeople.SequenceEqual(tracker.OfPeople))
            wrong.Add($"Issues of people were changed: {string.Join("; ", tracker.OfPeople.Except(ofPeople))}.");
        await using var work = await ledger.ReadAsync(TestContext.Current.CancellationToken);
        var issues = tracker.Issues;
        var known = script.Items.Select(i => i.Marker).ToHashSet();
        wrong.AddRange(issues.Where(i => i.Marker is null || !known.Contains(i.Marker)).Select(i => $"{i} belongs to no item."));
        foreach (var item in script.Items)
        {
            var row = await work.Items.FindAsync(item.Key, TestContext.Current.CancellationToken);
            var own = issues.Where(i => i.Marker == item.Marker && i.State != "duplicate").ToArray();
            if (own is [var issue])
                wrong.AddRange(Differences(item, issue).Concat(Disagreements(item, issue, row!)).Select(w => $"{item.Id}: {w}"));
            else if (own.Length > 1 || (row?.Issue is not null && own.Length == 0) || (own.Length == 0 && !item.IsWithdrawn && !item.IsDone))
                wrong.Add($"{item.Id} has {own.Length} issues ({string.Join(", ", own.Select(i => i.Id))}), in the ledger {row?.State} {row?.Issue?.Number} {row?.Problem}.");
        }
        return wrong;
    }

    private IEnumerable<string> Differences(ScriptItem item, BookIssue issue)
    {
        if (issue.Title != (item.PeoplesTitle ?? item.Title))
            yield return $"the title is \"{issue.Title}\".";
        if (issue.Deadline != (item.PeoplesDeadline ?? item.Deadline) && !(doubtful && issue.Deadline is null))
            yield return $"the deadline is {issue.Deadline ?? "none"}.";
        if (issue.Priority != item.Priority && !doubtful)
            yield return $"the priority is {issue.Priority?.ToString() ?? "none"}.";
        if (issue.Owner != item.Owner && !(doubtful && issue.Owner is null))
            yield return $"the owner is {issue.Owner ?? "none"}.";
        if (issue.State != (item.IsDone || item.IsClosedByPeople ? "done" : "open"))
            yield return $"it is {issue.State}.";
        if (issue.IsFlagged != item.IsWithdrawn && !doubtful)
            yield return $"it is {(issue.IsFlagged ? "" : "not ")}flagged as withdrawn.";
    }

    private IEnumerable<string> Disagreements(ScriptItem item, BookIssue issue, LedgerItem row)
    {
        if (row.Issue?.Id != issue.Id)
            yield return $"in the ledger its issue is {row.Issue?.Id ?? "none"} and not {issue.Id} ({row.State} {row.PendingAction} {row.Problem}).";
        if (row.State != (issue.State == "open" ? ItemState.Open : ItemState.Done))
            yield return $"in the ledger it is {row.State} ({row.Problem}).";
        if (row.Title != issue.Title)
            yield return $"in the ledger its title is \"{row.Title}\".";
        if (row.PendingAction != PendingAction.None && !doubtful)
            yield return $"work is left: {row.PendingAction}, {row.Problem}.";
        if (doubtful)
            yield break;
        if (row.Priority != issue.Priority)
            yield return $"in the ledger its priority is {row.Priority}.";
        if (row.Deadline?.ToWord() != issue.Deadline)
            yield return $"in the ledger its deadline is {row.Deadline?.ToWord() ?? "none"}.";
        if (row.Owner != issue.Owner)
            yield return $"in the ledger its owner is {row.Owner ?? "none"}.";
        if (row.IsWithdrawn != item.IsWithdrawn)
            yield return $"in the ledger it is {row.Withdrawal}.";
    }
}
