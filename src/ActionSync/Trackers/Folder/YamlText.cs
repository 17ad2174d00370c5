using System.Text;
using System.Text.RegularExpressions;
using ActionSync.Text;

namespace ActionSync.Trackers.Folder;

/// <summary>Values as front matter: bare where YAML reads them as they stand, else in double quotes.</summary>
internal static partial class YamlText
{
    private static readonly string[] Reserved = ["true", "false", "yes", "no", "on", "off", "null", "none", "y", "n"];

    public static string Scalar(string? value)
    {
        if (value is null)
            return "";
        var line = PlainText.Line(value);
        return IsBare(line) ? line : Quoted(line);
    }

    public static string List(IEnumerable<string> values) => $"[{string.Join(", ", values.Select(Item))}]";

    private static string Item(string value) =>
        Scalar(value) is var text && !text.StartsWith('"') && text.AsSpan().ContainsAny(",[]{}") ? Quoted(text) : Scalar(value);

    private static bool IsBare(string line) =>
        // What starts with a letter or digit is no quote, bracket, anchor, tag or dash.
        line.Length > 0 && char.IsLetterOrDigit(line[0]) && !line.EndsWith(':') && !line.Contains(": ", StringComparison.Ordinal)
        && !line.Contains(" #", StringComparison.Ordinal)
        && !Reserved.Contains(line, StringComparer.OrdinalIgnoreCase) && !Number().IsMatch(line);

    private static string Quoted(string line)
    {
        var quoted = new StringBuilder("\"", line.Length + 2);
        foreach (var c in line)
            quoted.Append(c is '"' or '\\' ? "\\" : "").Append(c);
        return quoted.Append('"').ToString();
    }


    [GeneratedRegex(@"^[0-9][0-9_.eExXa-fA-F+:]*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Number();
}
