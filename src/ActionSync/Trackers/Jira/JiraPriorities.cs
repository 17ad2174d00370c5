using ActionSync.Items;

namespace ActionSync.Trackers.Jira;

/// <summary>
/// Which of Jira's priorities stands for which of ours, and back. An entry may name several, as in "Low|Lowest": the first is written, all are read.
/// </summary>
internal sealed class JiraPriorities(JiraOptions options)
{
    /// <summary>What to write; null where nothing is mapped.</summary>
    public string? NameOf(Priority priority) => Names(options.Priorities.GetValueOrDefault(priority.ToString())).FirstOrDefault();

    /// <summary>All that are mapped, by ours.</summary>
    public IEnumerable<(string Ours, string Theirs)> Mapped => options.Priorities.SelectMany(p => Names(p.Value).Select(name => (p.Key, name)));

    /// <summary>Where several of ours map to one of Jira's, P1 speaks for P0, and otherwise the most urgent.</summary>
    public Priority? Of(string name)
    {
        var ours = Mapped.Where(p => p.Theirs.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(p => Priorities.ParseOrNull(p.Ours)).OfType<Priority>().ToHashSet();
        return ours.Count > 1 && ours.Contains(Priority.P1) ? Priority.P1 : ours.Count > 0 ? ours.Min() : null;
    }

    private static string[] Names(string? value) => (value ?? "").Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
