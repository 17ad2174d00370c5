using System.Globalization;

namespace ActionSync.Items;

/// <summary>Which texts are addresses that a header can carry. Narrower than the standard on purpose: no quotes, comments, spaces or controls.</summary>
internal static class MailAddresses
{
    private const int Longest = 254;
    private const int LongestLocal = 64;
    private const string Forbidden = "\"(),:;<>[\\]@";

    /// <summary>The address that a text names a person by, in lower case; null where it gives none. See <see cref="PersonText"/> for the forms.</summary>
    public static string? Find(string? text) => PersonText.Read(text)?.Address?.ToLowerInvariant();

    public static bool IsAddress(string text)
    {
        var at = text.IndexOf('@');
        return at is > 0 and <= LongestLocal && text.Length <= Longest && IsPart(text[..at]) && IsPart(text[(at + 1)..]);
    }

    private static bool IsPart(string part) =>
        part.Length > 0 && part[0] != '.' && part[^1] != '.' && !part.Contains("..")
        && !part.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || char.IsSurrogate(c) || Forbidden.Contains(c) || IsInvisible(c));

    private static bool IsInvisible(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
