using ActionSync.Items;

namespace ActionSync.Diagnostics;

/// <summary>Findings about one subject that call for the same advice: people read it once.</summary>
/// <param name="Texts">What was found, each once.</param>
internal sealed record FindingGroup(bool Good, bool IsNote, string Subject, IReadOnlyList<string> Texts, string? Advice)
{
    /// <summary>What stands below all of it, a line each.</summary>
    public required IReadOnlyList<string> Lines { get; init; }

    /// <summary>What stands below that, to be pasted.</summary>
    public required IReadOnlyList<string> Paste { get; init; }

    /// <summary>In the order in which their first ones were found.</summary>
    public static IReadOnlyList<FindingGroup> Of(IEnumerable<Finding> findings) =>
    [
        .. findings.GroupBy(finding => (finding.Good, finding.IsNote, finding.Subject, finding.Advice)).Select(group =>
            new FindingGroup(
                group.Key.Good, group.Key.IsNote, group.Key.Subject, [.. group.Select(finding => finding.Text).Distinct()], group.Key.Advice)
            {
                Lines = [.. group.SelectMany(finding => finding.Lines)],
                Paste = [.. group.SelectMany(finding => finding.Paste)],
            }),
    ];
}
