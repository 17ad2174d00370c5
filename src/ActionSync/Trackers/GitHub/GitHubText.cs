using System.Text.RegularExpressions;
using ActionSync.Text;

namespace ActionSync.Trackers.GitHub;

/// <summary>
/// Text of documents and people as GitHub Markdown that only shows it: besides what every Markdown needs, GitHub turns @names into pings, #12 and
/// addresses of issues into links back, and "fixes #12" into more. A zero-width space, which nobody sees, keeps each from being recognised; within a web
/// address, which GitHub leaves alone, there is none.
/// </summary>
internal static partial class GitHubText
{
    private const string Invisible = "&#8203;";

    private static readonly MarkdownFlavour GitHub = new(Defuse, Link);
    private static readonly TextProfile Profile = TextProfile.OfMarkdown(GitHub);

    /// <summary>One line; line breaks become spaces.</summary>
    public static string Line(string text) => Profile.Line(text);

    /// <summary>Lines of Markdown, each defused.</summary>
    public static IEnumerable<string> Lines(string text) => MarkdownText.EscapeLines(text, GitHub);

    /// <summary>A link to open, unless GitHub would take it for a mention of an issue.</summary>
    public static string Link(string address) => IssueAddress().IsMatch(address) ? MarkdownText.Code(address) : MarkdownText.Link(address);

    private static string Defuse(string markdown)
    {
        // References first: the invisible space itself is written with a # and digits.
        var defused = Reference().Replace(markdown, $"${{sign}}{Invisible}");
        defused = Mention().Replace(defused, $"@{Invisible}");
        defused = Emoji().Replace(defused,
            name => name.Groups["name"].Value is "100" or "1234" or "+1" or "-1" || name.Groups["name"].Value.Any(char.IsAsciiLetter) ? $":{Invisible}" : ":");
        return IssueAddress().Replace(defused, $"${{path}}{Invisible}");
    }

    // Names of emoji, not hours and minutes.
    [GeneratedRegex("(?<![A-Za-z0-9]):(?=(?<name>[a-z0-9_+-]{1,60}):)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Emoji();

    // Not in an e-mail address, where a letter or digit stands before it.
    [GeneratedRegex("(?<![A-Za-z0-9])@(?=[A-Za-z0-9])", RegexOptions.None, 1000)]
    private static partial Regex Mention();

    [GeneratedRegex("(?<sign>#|\\bGH-)(?=[0-9])", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();

    [GeneratedRegex("(?<path>/(issues|pull|pulls|discussions|commit)/)(?=[0-9a-f])", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IssueAddress();
}
