using ActionSync.Items;
using ActionSync.Reminders.Policy;
using Humanizer;

namespace ActionSync.Reminders;

/// <summary>What is overdue and reaches nobody, a finding for each cause rather than for each item. Pure.</summary>
internal static class UnheardFindings
{
    private const int MostNamed = 3;

    /// <param name="verdicts">Of all items.</param>
    /// <param name="names">Short names by key.</param>
    public static IReadOnlyList<Finding> Of(IEnumerable<Verdict> verdicts, IReadOnlyDictionary<string, string> names) =>
    [
        .. verdicts.Where(verdict => verdict.ReachesNobody).GroupBy(verdict => (verdict.Owner, verdict.Reason))
            .Select(cause => Of(cause.Key.Owner, cause.Key.Reason.TrimEnd('.'), [.. cause.Select(verdict => NameOf(verdict.ItemKey, names))])),
    ];

    private static string NameOf(string key, IReadOnlyDictionary<string, string> names) => names.GetValueOrDefault(key, key);

    private static Finding Of(string? owner, string reason, IReadOnlyList<string> items) => items is [var only]
        ? new Finding(Good: false, only, $"it is overdue and reaches nobody: {reason}.")
        : new Finding(
            Good: false, owner ?? "reminders", $"{items.Count} overdue items reach nobody: {Named(items)}. Of each of them this is so: {reason}.");

    private static string Named(IReadOnlyList<string> items) => items.Count <= MostNamed ? items.Humanize("and")
        : $"{string.Join(", ", items.Take(MostNamed))} and {items.Count - MostNamed} more";
}
