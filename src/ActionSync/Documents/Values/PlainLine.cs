using ActionSync.Documents.Json;

namespace ActionSync.Documents.Values;

/// <summary>Text of other tools on one line: line breaks and tabs are a space, and other control characters are left out.</summary>
internal static class PlainLine
{
    public static string Of(string text)
    {
        var line = TextRules.JoinLines(text);
        return line.Any(IsForeign) ? string.Concat(line.Where(c => !IsForeign(c))).Trim() : line;
    }

    /// <summary>Half a surrogate pair cannot be written anywhere; it never comes out of valid UTF-8.</summary>
    private static bool IsForeign(char c) => char.IsControl(c);
}
