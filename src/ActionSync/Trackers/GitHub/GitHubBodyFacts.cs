using System.Text.RegularExpressions;

namespace ActionSync.Trackers.GitHub;

/// <summary>
/// The lines of an issue's body that are read again: the marker, and facts as "- **Name:** value". What a document says can be none of them,
/// since in its text every star and angle bracket is escaped.
/// </summary>
internal static partial class GitHubBodyFacts
{
    public const string Owner = "Owner";
    public const string Priority = "Priority";

    /// <summary>The deadline where it lives in the body: people may edit this line.</summary>
    public const string Deadline = "Deadline";

    /// <summary>What bodies of earlier versions call a deadline that only tells what it was at first, since a field or milestone counts.</summary>
    private const string FirstDeadline = "Deadline at first";

    /// <summary>Where bodies of earlier versions have the item's key.</summary>
    private const string FormerKey = "This item in actionsync commands";

    public static string MarkerLine(string marker) => $"<!-- actionsync:{marker} -->";

    /// <summary>The item's key, which only machines read; escaped, so that no document's words end the comment.</summary>
    public static string KeyLine(string key) => $"<!-- actionsync-item:{Uri.EscapeDataString(key)} -->";

    /// <summary>
    /// The deadline where a field or milestone counts. The colon stands outside, so that the line is never read as one in which the deadline lives.
    /// </summary>
    public static string ToldDeadlineLine(string value) => $"- **{Deadline}**: {value}";

    public static string Line(string name, string value) => $"- **{name}:** {value}";

    /// <summary>Our marker, where the body has it on a line of its own.</summary>
    public static string? Marker(string? body) => MarkerPattern().Match(body ?? "") is { Success: true } match ? match.Groups["marker"].Value : null;

    /// <summary>The value of the first such line; null where there is none.</summary>
    public static string? Read(string? body, string name) =>
        Pattern(name).Match(body ?? "") is { Success: true } match ? match.Groups["value"].Value.Trim() : null;

    /// <summary>The item's key, where the body has it.</summary>
    public static string? Key(string? body) => KeyPattern().Match(body ?? "") is { Success: true } match
        ? Uri.UnescapeDataString(match.Groups["key"].Value) : Read(body, FormerKey)?.Trim('`').Trim();

    /// <summary>The deadline that is only told, since a field or milestone counts; null where the body has no such line.</summary>
    public static string? ToldDeadline(string? body) =>
        ToldPattern().Match(body ?? "") is { Success: true } match ? match.Groups["value"].Value.Trim() : Read(body, FirstDeadline);

    /// <summary>Anything of what we wrote is still there.</summary>
    public static bool HasAny(string? body) => Marker(body) is not null || Key(body) is not null || ToldDeadline(body) is not null
        || new[] { Owner, Priority, Deadline }.Any(name => Read(body, name) is not null);

    /// <summary>The body with another deadline that is only told; the line of earlier versions tells the first one for good.</summary>
    public static string TellDeadline(string body, string value) =>
        ToldPattern().Replace(Pattern(Deadline).Replace(body, _ => ToldDeadlineLine(value), 1), _ => ToldDeadlineLine(value), 1);

    /// <summary>The body with a line in which the deadline lives, in the place of one that only tells it.</summary>
    public static string TakeDeadline(string body, string value) =>
        ToldPattern().Replace(Pattern(FirstDeadline).Replace(body, _ => Line(Deadline, value), 1), _ => Line(Deadline, value), 1);

    /// <summary>The body with a line's value changed; without such a line it stays as it is.</summary>
    public static string Replace(string body, string name, string value) => Pattern(name).Replace(body, _ => Line(name, value), 1);

    // A web edit ends lines with CR LF; the CR stays where it is.
    private static Regex Pattern(string name) =>
        new($@"^- \*\*{Regex.Escape(name)}:\*\*[ ]?(?<value>[^\r\n]*)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    [GeneratedRegex(@"^<!-- actionsync:(?<marker>[0-9a-f]{20}) -->[ \t]*\r?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MarkerPattern();

    [GeneratedRegex(@"^<!-- actionsync-item:(?<key>[^\s<>]+) -->[ \t]*\r?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KeyPattern();

    [GeneratedRegex($@"^- \*\*{Deadline}\*\*:[ ]?(?<value>[^\r\n]*)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ToldPattern();
}
