using System.Text.RegularExpressions;

namespace ActionSync.SystemTests.Web;

/// <summary>Which metrics and labels an expression of Prometheus names; enough of its grammar for that.</summary>
/// <param name="Selectors">Each metric with the labels that it is chosen by.</param>
/// <param name="Groups">The labels that it is grouped by.</param>
internal sealed partial record PromQl(IReadOnlyList<(string Metric, IReadOnlyList<string> Labels)> Selectors, IReadOnlyList<string> Groups)
{
    private static readonly string[] Words =
        ["by", "without", "or", "and", "unless", "on", "ignoring", "group_left", "group_right", "bool", "offset", "inf", "nan", "atan2"];

    public static PromQl Parse(string expression)
    {
        var bare = Text().Replace(expression, "\"\"");
        var (open, close) = (bare.Count(c => c is '(' or '{' or '['), bare.Count(c => c is ')' or '}' or ']'));
        if (open != close)
            throw new FormatException($"A bracket is open: {expression}");
        var groups = Grouping().Matches(bare).SelectMany(match => Names(match.Groups["labels"].Value)).ToList();
        bare = Range().Replace(Grouping().Replace(bare, " "), " ");
        return new PromQl(
            [.. Selector().Matches(bare)
                .Where(match => !Words.Contains(match.Groups["metric"].Value) && !match.Groups["call"].Success)
                .Select(match => (match.Groups["metric"].Value, Names(match.Groups["labels"].Value)))],
            groups);
    }

    private static IReadOnlyList<string> Names(string list) =>
        [.. list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(part => Name().Match(part).Value)];

    [GeneratedRegex("""
        "([^"\\]|\\.)*"
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Text();

    [GeneratedRegex(@"\b(by|without|on|ignoring)\s*\((?<labels>[^)]*)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Grouping();

    [GeneratedRegex(@"\[[^\]]*\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Range();

    [GeneratedRegex(@"(?<![\w.$])(?<metric>[a-zA-Z_:][\w:]*)\s*(?<call>\()?(\{(?<labels>[^}]*)\})?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Selector();

    [GeneratedRegex(@"^\w+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();
}
