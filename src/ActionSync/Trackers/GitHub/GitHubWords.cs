using ActionSync.Items;
using ActionSync.Text;

namespace ActionSync.Trackers.GitHub;

/// <summary>Names of labels and of the values of issue fields, both ways.</summary>
internal static class GitHubWords
{
    public const string OurLabel = "actionsync";
    public const string WithdrawnLabel = "withdrawn";

    /// <summary>Of the labels that every repository has from the start; tells duplicates where the reason of a close cannot.</summary>
    public const string DuplicateLabel = "duplicate";

    public const int MaxTitle = 256;

    private const string PriorityPrefix = "priority: ";
    private const string SnoozePrefix = "snooze-until:";
    private const int MaxLabel = 50;

    /// <summary>A title that GitHub takes: one line, cut at a word. The body has the whole.</summary>
    public static string Title(string title) => PlainText.Line(title, MaxTitle);

    public static string PriorityLabel(Priority priority) => PriorityPrefix + priority;

    /// <summary>The labels of a new issue, without those that are no text.</summary>
    public static IReadOnlyList<string> Labels(IssueDraft draft, IReadOnlyList<string> configured) =>
    [
        .. new[] { OurLabel, PriorityLabel(draft.Priority), draft.Type, draft.Incident.Severity }.Concat(configured)
            .Select(label => TextCut.AtWord(PlainText.Line(label ?? "") is { Length: > 0 } line ? line : " ", MaxLabel).Trim())
            .Where(label => label.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    public static Priority? PriorityOf(string label) =>
        IsPriorityLabel(label) ? Priorities.ParseOrNull(label[PriorityPrefix.TrimEnd().Length..].Trim()) : null;

    /// <summary>A label that is to tell the priority, be it in words that are not known.</summary>
    public static bool IsPriorityLabel(string label) => label.StartsWith(PriorityPrefix.TrimEnd(), StringComparison.OrdinalIgnoreCase);

    /// <summary>The option of GitHub's Priority field; P0 and P1 share one.</summary>
    public static string Option(Priority priority) => priority switch
    {
        Priority.P0 or Priority.P1 => "Urgent",
        Priority.P2 => "High",
        Priority.P3 => "Medium",
        _ => "Low",
    };

    /// <summary>The priority that an option stands for; where it stands for two, the one that was written.</summary>
    public static Priority? PriorityOfOption(string? option, Priority? written) => option?.Trim().ToUpperInvariant() switch
    {
        "URGENT" => written is Priority.P0 ? Priority.P0 : Priority.P1,
        "HIGH" => Priority.P2,
        "MEDIUM" => Priority.P3,
        "LOW" => Priority.P4,
        _ => null,
    };

    /// <summary>The day of a <c>snooze-until:yyyy-MM-dd</c> label.</summary>
    public static DateOnly? SnoozeOf(string label) =>
        label.StartsWith(SnoozePrefix, StringComparison.OrdinalIgnoreCase) && Deadline.TryParse(label[SnoozePrefix.Length..].Trim(), out var day)
            ? day.WholeDay
            : null;

    /// <summary>A label that is to snooze the item, though nobody can say until when.</summary>
    public static bool IsOddSnooze(string label) => label.StartsWith(SnoozePrefix, StringComparison.OrdinalIgnoreCase) && SnoozeOf(label) is null;

    public static string Color(string label) => label switch
    {
        OurLabel => "5319e7",
        WithdrawnLabel => "cccccc",
        DuplicateLabel => "cfd3d7",
        _ => PriorityOf(label) switch
        {
            Priority.P0 => "b60205",
            Priority.P1 => "d93f0b",
            Priority.P2 => "fbca04",
            Priority.P3 => "0e8a16",
            Priority.P4 => "c2e0c6",
            _ => "bfd4f2",
        },
    };

    /// <summary>How the names of milestones that we make begin.</summary>
    public const string DueMilestone = "Due ";

    public static string MilestoneTitle(DateOnly day) => $"{DueMilestone}{Deadline.On(day).ToWord()}";

    /// <summary>Noon, since GitHub floors the time to midnight in California.</summary>
    public static DateTimeOffset MilestoneDue(DateOnly day) => new(day, new TimeOnly(12, 0), TimeSpan.Zero);
}
