using System.Globalization;

namespace ActionSync.Trackers.Jira;

/// <summary>The labels and the property that make an issue ours.</summary>
internal static class JiraMarkerLabels
{
    public const string Property = "actionsync";
    public const string Ours = "actionsync";
    public const string Withdrawn = "withdrawn";

    /// <summary>Set where an issue is closed as a duplicate, since not every workflow has such a resolution.</summary>
    public const string Duplicate = "actionsync-duplicate";
    private const string MarkerPrefix = "actionsync-";
    private const string SnoozePrefix = "snooze-until:";
    private const int MarkerLength = 20;
    private const int LabelLimit = 255;

    public static string MarkerLabel(string marker) => MarkerPrefix + marker;

    /// <summary>The marker of the property, else of the labels; null where there is none, or where the two contradict each other.</summary>
    public static string? MarkerOf(JiraMark? mark, IEnumerable<string> labels)
    {
        var (hidden, shown) = (mark?.Marker is { } marker && IsMarker(MarkerPrefix + marker) ? marker : null, MarkerOf(labels));
        return hidden is null || shown is null || hidden == shown ? hidden ?? shown : null;
    }

    /// <summary>The marker among the labels; null where there is none, or more than one.</summary>
    private static string? MarkerOf(IEnumerable<string> labels)
    {
        var markers = labels.Where(IsMarker).Select(l => l[MarkerPrefix.Length..]).Distinct().Take(2).ToList();
        return markers.Count == 1 ? markers[0] : null;
    }

    public static DateOnly? SnoozeOf(IEnumerable<string> labels) => Snoozes(labels).Max();

    /// <summary>A label that looks like a snooze and names no day.</summary>
    public static bool HasOddSnooze(IEnumerable<string> labels) => Snoozes(labels).Any(day => day is null);

    private static IEnumerable<DateOnly?> Snoozes(IEnumerable<string> labels) => labels
        .Where(l => l.StartsWith(SnoozePrefix, StringComparison.OrdinalIgnoreCase))
        .Select(l => DateOnly.TryParseExact(l[SnoozePrefix.Length..], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : (DateOnly?)null);

    /// <summary>A label as Jira takes it: no white space, at most 255 characters.</summary>
    public static string Label(string text)
    {
        var label = string.Join('-', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return label.Length <= LabelLimit ? label : label[..LabelLimit];
    }

    private static bool IsMarker(string label) =>
        label.Length == MarkerPrefix.Length + MarkerLength && label.StartsWith(MarkerPrefix, StringComparison.Ordinal)
            && label[MarkerPrefix.Length..].All(char.IsAsciiHexDigitLower);
}
