using System.Globalization;
using System.Text;

namespace ActionSync.Trackers;

/// <summary>Text of documents and people, before any markup: what cannot be seen is taken out, so that what is read is what is there.</summary>
internal static class PlainText
{
    private const int MostTold = 2000;

    private static readonly string[] LineBreaks = ["\r\n", "\n", "\r", "\v", "\f", "\u0085", "\u2028", "\u2029"];

    /// <summary>The lines of a text, trimmed, without control and direction characters; lone surrogates become U+FFFD.</summary>
    public static IReadOnlyList<string> Lines(string text) => [.. text.Split(LineBreaks, StringSplitOptions.None).Select(Clean)];

    /// <summary>The same as one line.</summary>
    public static string Line(string text) => string.Join(' ', Lines(text).Where(line => line.Length > 0));

    /// <summary>What is told to people, though it may quote what others wrote: one line, no longer than anybody reads.</summary>
    public static string Told(string text) => TextCut.AtWord(Line(text), MostTold);

    public static string Quote(string text) => $"\u201c{text}\u201d";

    /// <summary>An absolute http or https address without white space.</summary>
    public static bool IsWebAddress(string? text) =>
        text is not null && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
        && Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);

    private static string Clean(string line)
    {
        var clean = new StringBuilder(line.Length);
        foreach (var rune in line.EnumerateRunes())
        {
            if (rune.Value == '\t')
                clean.Append(' ');
            else if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.Control && !TurnsDirection(rune.Value))
                clean.Append(rune);
        }
        return clean.ToString().Trim();
    }

    // Embeddings, overrides and isolates can make a line read as something else.
    private static bool TurnsDirection(int c) => c is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
