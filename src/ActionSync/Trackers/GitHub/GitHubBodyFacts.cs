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

    /// <summary>The deadline where a field or milestone counts; this line only tells what it was at first.</summary>
    public const string FirstDeadline = "Deadline at first";
    public const string Key = "This item in actionsync commands";

    public static string MarkerLine(string marker) => $"<!-- actionsync:{marker} -->";

    public static string Line(string name, string value) => $"- **{name}:** {value}";

    /// <summary>Our marker, where the body has it on a line of its own.</summary>
    public static string? Marker(string? body) => MarkerPattern().Match(body ?? "") is { Success: true } match ? match.Groups["marker"].Value : null;

    /// <summary>The value of the first such line; null where there is none.</summary>
    public static string? Read(string? body, string name) =>
        Pattern(name).Match(body ?? "") is { Success: true } match ? match.Groups["value"].Value.Trim() : null;

    /// <summary>Anything of what we wrote is still there.</summary>
    public static bool HasAny(string? body) =>
        Marker(body) is not null || new[] { Owner, Priority, Deadline, FirstDeadline, Key }.Any(name => Read(body, name) is not null);

    /// <summary>The body with a line's value changed; without such a line it stays as it is.</summary>
    public static string Replace(string body, string name, string newName, string value) =>
        Pattern(name).Replace(body, _ => Line(newName, value), 1);

    // A web edit ends lines with CR LF; the CR stays where it is.
    private static Regex Pattern(string name) =>
        new($@"^- \*\*{Regex.Escape(name)}:\*\*[ ]?(?<value>[^\r\n]*)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    [GeneratedRegex(@"^<!-- actionsync:(?<marker>[0-9a-f]{20}) -->[ \t]*\r?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MarkerPattern();
}
