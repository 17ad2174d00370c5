using System.Text.RegularExpressions;

namespace ActionSync.Documents.Markdown.Items;

/// <summary>Clears away what is left of a text when metadata was taken out of it: empty brackets, lonely punctuation, double spaces.</summary>
internal static partial class Leftovers
{
    public static string Tidy(string text)
    {
        var tidy = Blocks.Spaces.Single(EmptyBrackets().Replace(text, " "));
        tidy = DoubleStop().Replace(tidy, "${stop}");
        tidy = BeforeStop().Replace(tidy, "${stop}");
        return tidy.Trim(' ', ',', ';', '|', '·', '•', '–', '—', '→', '=').Trim() is var trimmed && Dashes().Match(trimmed) is { Success: true } match
            ? match.Groups["text"].Value.Trim(' ', ',', ';')
            : trimmed;
    }

    [GeneratedRegex(@"\([\s,;:.&/|-]*\)|\[[\s,;:.&/|-]*\]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex EmptyBrackets();

    [GeneratedRegex(@"\s+(?<stop>[.,;:?!])(?=\s|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BeforeStop();

    [GeneratedRegex(
        @"(?<stop>[.?!])(\s+[.,;]|[,;])+(?=\s|$)|(?<stop>[,;:])(\s*[,;])+(?=\s|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DoubleStop();

    /// <summary>A hyphen or colon at either end joined what was taken.</summary>
    [GeneratedRegex(
        @"^[-:\s]*(?<text>.*?)[\s]*(\s[-:]|[:])*\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Dashes();
}
