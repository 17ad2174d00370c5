using System.Text;
using ActionSync.Text;

namespace ActionSync.Files;

/// <summary>The one way in which text of a document becomes the name of a file or folder.</summary>
public static class FileName
{
    private const int LongestBytes = 100;

    // Never kept as it stands, so a name that was changed is never the name of another text.
    private const char HashMark = '~';

    private static readonly HashSet<string> Devices = new(
        ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", .. "0123456789¹²³".SelectMany(n => new[] { $"COM{n}", $"LPT{n}" })],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// A name for one path segment: letters, digits, spaces and <c>- _ . , + = @ # ( )</c>, at most 100 bytes, no dot or hyphen in front, no dot or space
    /// behind, no device of Windows. Harmless text stays as it is; other text is changed and marked with a hash of itself, so that two texts never share a
    /// name. Names that differ in case only do differ, as far as the file system sees it.
    /// </summary>
    public static string Of(string text)
    {
        var name = Kept(text);
        if (name.Length > 0 && name == text && Encoding.UTF8.GetByteCount(name) <= LongestBytes && !Devices.Contains(name.Split('.')[0].TrimEnd()))
            return name;
        return $"{Start(name, LongestBytes - ShortHash.Length - 1)}{HashMark}{ShortHash.Of(text)}";
    }

    private static string Kept(string text)
    {
        var name = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            name.Append(IsHarmless(rune) ? rune.ToString() : "-");
        return Composed.Of(name.ToString()).TrimStart('.', '-', ' ').TrimEnd('.', ' ');
    }

    // Combining marks are left out: file systems disagree on whether they make another name.
    private static bool IsHarmless(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or '-' or '_' or '.' or ',' or '+' or '=' or '@' or '#' or '(' or ')';

    private static string Start(string name, int bytes)
    {
        var start = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            bytes -= rune.Utf8SequenceLength;
            if (bytes < 0)
                break;
            start.Append(rune);
        }
        return start.ToString().TrimEnd('.', ' ');
    }
}
