using System.Globalization;
using System.Text;
using ActionSync.Documents.Values;

namespace ActionSync.Documents;

/// <summary>Text of a document inside a sentence of ours: quoted, short, and with nothing invisible in it.</summary>
internal static class Quoted
{
    public const int Longest = 60;

    /// <summary>The beginning of a text, for a place of its own where no quotes are needed.</summary>
    public static string Short(string text) => Of(PlainLine.Of(text))[1..^1];

    public static string Of(string text)
    {
        var quoted = new StringBuilder("\"");
        var room = Longest;
        foreach (var rune in text.EnumerateRunes())
        {
            if (room-- == 0)
            {
                quoted.Append('…');
                break;
            }
            Append(quoted, rune);
        }
        return quoted.Append('"').ToString();
    }

    /// <summary>The character that begins at an offset, for a sentence.</summary>
    public static string CharacterAt(ReadOnlySpan<byte> text, int offset)
    {
        Rune.DecodeFromUtf8(text[offset..], out var rune, out _);
        return rune.Value == '"' ? "'\"'" : $"'{Append(new StringBuilder(), rune)}'";
    }

    private static StringBuilder Append(StringBuilder text, Rune rune) =>
        rune.Value is '"' or '\\' ? text.Append('\\').Append(rune)
        : IsVisible(rune) ? text.Append(rune)
        : text.Append("\\u").Append(rune.Value.ToString("x4", CultureInfo.InvariantCulture));

    private static bool IsVisible(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);
}
