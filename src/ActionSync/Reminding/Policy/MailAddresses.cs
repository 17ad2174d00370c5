namespace ActionSync.Reminding.Policy;

/// <summary>Which texts are addresses that a header can carry. Narrower than the standard on purpose: no quotes, comments, spaces or controls.</summary>
internal static class MailAddresses
{
    private const int Longest = 254;
    private const int LongestLocal = 64;
    private const string Forbidden = "\"(),:;<>[\\]@";

    /// <summary>The address in lower case, from <c>a@b.c</c> or <c>Name &lt;a@b.c&gt;</c>; null where the text is none.</summary>
    public static string? Find(string? text)
    {
        if (text is null)
            return null;
        var candidate = text.Trim(' ');
        var open = candidate.LastIndexOf('<');
        if (open >= 0 && candidate.EndsWith('>'))
            candidate = candidate[(open + 1)..^1];
        return IsAddress(candidate) ? candidate.ToLowerInvariant() : null;
    }

    private static bool IsAddress(string text)
    {
        var at = text.IndexOf('@');
        return at is > 0 and <= LongestLocal && text.Length <= Longest && IsPart(text[..at]) && IsPart(text[(at + 1)..]);
    }

    private static bool IsPart(string part) =>
        part.Length > 0 && part[0] != '.' && part[^1] != '.' && !part.Contains("..")
        && !part.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || char.IsSurrogate(c) || Forbidden.Contains(c) || IsFormat(c));

    private static bool IsFormat(char c) =>
        char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator;
}
