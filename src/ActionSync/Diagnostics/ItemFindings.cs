using ActionSync.Intake;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Naming;
using ActionSync.People;
using ActionSync.Planning;
using ActionSync.Text;
using ActionSync.Trackers;
using Humanizer;

namespace ActionSync.Diagnostics;

/// <summary>What <c>doctor</c> says of items: what is stuck, missing, held, or cannot be read. Many with the same trouble are one finding.</summary>
internal sealed class ItemFindings(UnassignedItems unassigned, Assignability people)
{
    private const int MostToldAlone = 3;

    public async Task<IReadOnlyList<Finding>> OfAsync(
        IAsyncEnumerable<LedgerItem> items, ShortNames names, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        var (missing, stuck) = (new List<LedgerItem>(), new List<LedgerItem>());
        var unread = new List<(LedgerItem Item, ReadingProblem Problem)>();
        var held = new List<LedgerItem>();
        var nobodys = new List<LedgerItem>();
        await foreach (var item in items.WithCancellation(cancellationToken))
        {
            if (item.State == ItemState.Missing)
                missing.Add(item);
            else if (item.Problem is not null && !item.IsIssueGone)
                stuck.Add(item);
            if (item.IsHeld || item.Withdrawal == Withdrawal.Held)
                held.Add(item);
            if (unassigned.IsUnassigned(item))
                nobodys.Add(item);
            unread.AddRange(UnreadOf(item).Select(u => (item, u)));
        }
        foreach (var same in missing.GroupBy(i => (i.Tracker, Problem: i.Problem?.Text)))
            findings.AddRange(Missing(same.Key.Tracker, same.Key.Problem, [.. same], names));
        foreach (var same in stuck.GroupBy(i => (i.Tracker, Problem: i.Problem!)))
            findings.AddRange(Stuck(same.Key.Tracker, same.Key.Problem.Text, [.. same], names));
        foreach (var same in unread.GroupBy(u => (u.Item.Tracker, u.Problem)))
            findings.AddRange(Unread(same.Key.Tracker, same.Key.Problem, [.. same.Select(u => u.Item)], names));
        // That a person is asked is no fault, and the rest goes on.
        findings.AddRange(AwaitingConfirmation.Of(held).Select(waiting => new Finding(true, waiting.Subject, waiting.Text, waiting.Next)));
        if (unassigned.Among(nobodys) is { Count: > 0 } owners)
            findings.Add(Unassigned(owners));
        return findings;
    }

    /// <summary>The issues are there, and somebody may have meant it so.</summary>
    private Finding Unassigned(IReadOnlyList<UnassignedOwner> owners)
    {
        var entries = people.Entries(owners.Select(one => (one.Owner, (string?)one.Tracker)));
        var count = owners.Select(one => one.Owner).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        return new Finding(
            true, "people", $"nobody is assigned to {"item".ToQuantity(owners.Sum(one => one.Items))} of {"owner".ToQuantity(count)}",
            entries.Count == 0 ? null : "Add their accounts under People, as below.")
        {
            Lines = [.. owners.Select(UnassignedText.LineOf)],
            Paste = [.. UnassignedText.Pasted(entries)],
        };
    }

    /// <summary>Issues that the tracker itself says are gone and of which the ledger does not know it yet: a listing of changes shows no deletion.</summary>
    public static async Task<IReadOnlyList<Finding>> GoneAsync(
        ITracker tracker, IReadOnlyList<LedgerItem> items, ShortNames names, CancellationToken cancellationToken)
    {
        // What is closed needs its issue no more.
        var there = items.Where(i => i.State != ItemState.Missing && !i.State.IsClosed()).ToList();
        if (there.Count == 0)
            return [];
        var listing = await tracker.ListAsync([.. there.Select(i => i.Issue!)], cancellationToken);
        var reasons = listing.Gone.GroupBy(g => g.Issue.Id).ToDictionary(g => g.Key, g => g.First().Reason);
        return [.. there.Where(i => reasons.ContainsKey(i.Issue!.Id)).Select(i => new Finding(
            false, names.Of(i), $"its issue is missing: {reasons[i.Issue!.Id]}",
            "The nightly pass, or the first once after it, takes this down; then actionsync recreate makes the issue anew."))];
    }

    /// <summary>What <see cref="OfAsync"/> names under items already, in the words in which their tracker finds it once more.</summary>
    public static IReadOnlySet<string> UnreadNamed(IEnumerable<LedgerItem> items) =>
        items.SelectMany(UnreadOf).Select(unread => new Finding(false, unread.What, unread.Why).Text).ToHashSet();

    /// <summary>Nobody waits for what a closed issue says.</summary>
    private static IReadOnlyList<ReadingProblem> UnreadOf(LedgerItem item) => item.State.IsClosed() ? [] : item.Unread;

    private static IEnumerable<Finding> Missing(string? tracker, string? problem, IReadOnlyList<LedgerItem> items, ShortNames names) =>
        items.Count > MostToldAlone
        ? [new Finding(false, $"{tracker}, {"item".ToQuantity(items.Count)}", $"their issues are missing: {problem} These are {Named(items, names)}.",
            "Make each anew with actionsync recreate ITEM, or take them out of their documents.")]
        : items.Select(i => new Finding(false, names.Of(i), $"its issue is missing: {problem}",
            $"Make it anew with actionsync recreate {ShellWord.Of(names.Of(i))}, or take it out of its document."));

    private static IEnumerable<Finding> Stuck(string? tracker, string problem, IReadOnlyList<LedgerItem> items, ShortNames names) => items.Count > MostToldAlone
        ? [new Finding(false, $"{tracker ?? "no tracker"}, {"item".ToQuantity(items.Count)}", $"{problem} These are {Named(items, names)}.")]
        : items.Select(i => new Finding(false, names.Of(i), problem));

    private static IEnumerable<Finding> Unread(string? tracker, ReadingProblem problem, IReadOnlyList<LedgerItem> items, ShortNames names)
    {
        if (items.Count > MostToldAlone)
            return [new Finding(
                false, $"{tracker}, {"item".ToQuantity(items.Count)}", $"{problem.Sentence} The last known values stand. These are {Named(items, names)}.")];
        return items.Select(i => new Finding(false, names.Of(i), $"{i.Issue?.Number}: {problem.Sentence} The last known value stands."));
    }

    private static string Named(IReadOnlyList<LedgerItem> items, ShortNames names)
    {
        var first = items.Take(MostToldAlone).Select(i => i.Issue is null ? names.Of(i) : $"{names.Of(i)} ({i.Issue.Number})");
        return $"{string.Join(", ", first)} and {items.Count - MostToldAlone} more";
    }
}
