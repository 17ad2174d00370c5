using System.Globalization;
using System.Text;

namespace ActionSync.Commands;

/// <summary>Text from outside on a terminal: nothing in it moves the cursor, rings or turns the line around.</summary>
internal static class PrintableText
{
    public static string Of(string text)
    {
        if (!text.Any(IsHarmful))
            return text;
        var printable = new StringBuilder(text.Length);
        foreach (var c in text)
            printable.Append(IsHarmful(c) ? '\uFFFD' : c);
        return printable.ToString();
    }

    private static bool IsHarmful(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format && c is not ('\u200C' or '\u200D');
}
