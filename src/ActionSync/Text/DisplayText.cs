using System.Globalization;
using System.Text;
using Spectre.Console.Rendering;

namespace ActionSync.Text;

/// <summary>
/// Text as a terminal shows it: measured in cells, of which a letter of East Asia or an emoji takes two and a combining mark none. Nothing is cut within a
/// character, and nothing within a word that fits a line.
/// </summary>
internal static class DisplayText
{
    private const string Ellipsis = "\u2026";

    /// <summary>So many times what may not be parted is kept together; a longer row of nothing but signs is parted anywhere.</summary>
    private const int LongestRow = 4;

    /// <summary>How many cells the text takes.</summary>
    public static int Width(string text) => Ascii.IsValid(text) ? text.Length : new Segment(text).CellCount();

    /// <summary>
    /// The text in at most so many cells: whole, or cut behind the last word that fits, with an ellipsis. Where a script has no blanks, and within a word that
    /// is alone too long, it is cut between two characters.
    /// </summary>
    public static string Shorten(string text, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (Width(text) <= width)
            return text;
        var (head, tail) = SplitAt(text, width - 1);
        var space = head.LastIndexOf(' ');
        if (space > 0 && IsWithinWord(head, tail))
            head = head[..space];
        return head.TrimEnd() + Ellipsis;
    }

    /// <summary>The text with blanks behind it up to a width; longer text stays as it is.</summary>
    public static string PadRight(string text, int width) => text + new string(' ', Math.Max(0, width - Width(text)));

    /// <summary>The text with blanks before it up to a width; longer text stays as it is.</summary>
    public static string PadLeft(string text, int width) => new string(' ', Math.Max(0, width - Width(text))) + text;

    /// <summary>
    /// Lines of at most so many cells, broken between words. A word that is longer than a line, such as an address or a path, keeps a line of its own and is
    /// not broken, so that it can be copied; where a script has no blanks, a line ends between two characters.
    /// </summary>
    /// <param name="text">One line.</param>
    /// <param name="width">Cells a line, the indent included.</param>
    /// <param name="indent">Blanks before every line but the first.</param>
    public static IReadOnlyList<string> Wrap(string text, int width, int indent = 0)
    {
        var lines = new List<string>();
        var (line, used) = (new StringBuilder(), 0);
        foreach (var word in Words(text))
        {
            var cells = Width(word.Text);
            if (used > 0 && used + word.Gap + cells > Room())
                End();
            else if (used > 0 || lines.Count == 0)
                Add(new string(' ', word.Gap), word.Gap);
            Add(word.Text, cells);
        }
        if (line.Length > 0 || lines.Count == 0)
            End();
        return lines;

        int Room() => Math.Max(1, lines.Count == 0 ? width : width - indent);

        void Add(string piece, int cells)
        {
            line.Append(piece);
            used += cells;
        }

        void End()
        {
            lines.Add(lines.Count == 0 ? line.ToString() : new string(' ', indent) + line);
            line.Clear();
            used = 0;
        }
    }

    /// <summary>
    /// Each piece that stays on one line, with the number of blanks before it: a word, or of a script without blanks a character with those that may not be
    /// parted from it.
    /// </summary>
    private static IEnumerable<(int Gap, string Text)> Words(string text)
    {
        var (gap, piece, joined) = (0, "", 0);
        foreach (var next in Parts(text))
        {
            if (piece.Length > 0 && next.Gap == 0 && joined < LongestRow && LineBreaks.AreForbidden(piece, next.Text))
            {
                piece += next.Text;
                joined++;
                continue;
            }
            if (piece.Length > 0)
                yield return (gap, piece);
            (gap, piece, joined) = (next.Gap, next.Text, 0);
        }
        if (piece.Length > 0)
            yield return (gap, piece);
    }

    /// <summary>Each word with the number of blanks before it; of a script without blanks each character is one.</summary>
    private static IEnumerable<(int Gap, string Text)> Parts(string text)
    {
        var gap = 0;
        foreach (var token in text.Split(' '))
        {
            foreach (var part in IsFileName(token) ? [token] : PartsOf(token))
            {
                yield return (gap, part);
                gap = 0;
            }
            gap++;
        }
    }

    private static IEnumerable<string> PartsOf(string token)
    {
        var word = new StringBuilder();
        foreach (var character in Characters(token))
        {
            var isWide = Width(character) > 1;
            if (isWide && word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
            if (isWide)
                yield return character;
            else
                word.Append(character);
        }
        if (word.Length > 0)
            yield return word.ToString();
    }

    /// <summary>It begins like a path and ends like a file, so that somebody may want to copy it, whatever script stands between.</summary>
    private static bool IsFileName(string token)
    {
        var name = token.TrimEnd('.', ',', ':', ';', ')');
        return name.Length > 0 && (char.IsAsciiLetterOrDigit(name[0]) || name[0] is '/' or '.')
            && name.LastIndexOf('.') is > 0 and var dot && name[(dot + 1)..] is { Length: >= 1 and <= 5 } ending && ending.All(char.IsAsciiLetterOrDigit);
    }

    /// <summary>Between two characters of a script that puts blanks between its words.</summary>
    private static bool IsWithinWord(string head, string tail) =>
        !tail.StartsWith(' ') && !head.EndsWith(' ') && Width(Characters(tail).First()) < 2 && Width(Characters(head).Last()) < 2;

    private static (string Head, string Tail) SplitAt(string text, int width)
    {
        var (length, used) = (0, 0);
        foreach (var character in Characters(text))
        {
            used += Width(character);
            if (used > width)
                break;
            length += character.Length;
        }
        return (text[..length], text[length..]);
    }

    private static IEnumerable<string> Characters(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text, at);
            yield return text.Substring(at, length);
            at += length;
        }
    }
}
