using ActionSync.Items;

namespace ActionSync.Diagnostics;

/// <summary>Findings about one subject that call for the same advice: people read it once.</summary>
/// <param name="Texts">What was found, each once.</param>
internal sealed record FindingGroup(bool Good, string Subject, IReadOnlyList<string> Texts, string? Advice)
{
    /// <summary>In the order in which their first ones were found.</summary>
    public static IReadOnlyList<FindingGroup> Of(IEnumerable<Finding> findings) =>
    [
        .. findings.GroupBy(finding => (finding.Good, finding.Subject, finding.Advice)).Select(group =>
            new FindingGroup(group.Key.Good, group.Key.Subject, [.. group.Select(finding => finding.Text).Distinct()], group.Key.Advice)),
    ];
}
