using System.Globalization;
using System.Text;
using ActionSync.Text;

namespace ActionSync.Documents.Messages;

/// <summary>The lines of a document as its author sees them, for messages that show the place. Made at once, and read only where something is shown.</summary>
internal sealed class SourceLines
{
    private const int TabStop = 4;

    /// <summary>Cells of a line that are shown, with its number within 80; longer lines are cut around the place.</summary>
    private const int MostCells = 70;
    private const int MostCellsBefore = 40;

    /// <summary>Bytes on either side of a place that are looked at: far more than are shown.</summary>
    private const int Window = 1_000;

    private readonly ReadOnlyMemory<byte> _text;
    private List<int>? _starts;
    private (int Line, int Column, int Offset) _last = (0, 0, 0);

    private SourceLines(ReadOnlyMemory<byte> text) => _text = text;

    /// <summary>The lines of a file; null where readers of formats may count them in different ways.</summary>
    public static SourceLines? Of(ReadOnlyMemory<byte> file)
    {
        var text = Utf8Text.WithoutMark(file);
        return text.Span.IndexOf((byte)0) < 0 && HasPlainBreaks(text.Span) ? new SourceLines(text) : null;
    }

    /// <summary>What is shown of a place; null where there is no such place.</summary>
    /// <param name="line">From 1.</param>
    /// <param name="column">The character, from 1.</param>
    public SourceExcerpt? At(int line, int column)
    {
        if (LineAt(line) is not { } range || column < 1)
            return null;
        var place = OffsetOf(line, column, range);
        var (from, to) = (Boundary(Math.Max(range.Start, place - Window)), Boundary(Math.Min(range.End, place + Window)));
        var before = Displayed(from, place, "", from > range.Start);
        return Cut(line, before, Displayed(place, to, before, isCut: false), to < range.End);
    }

    /// <summary>The line of a place between the lines around it; empty where there is no such place.</summary>
    /// <param name="line">From 1.</param>
    /// <param name="column">The character, from 1.</param>
    /// <param name="more">So many lines before it, and behind it.</param>
    public IReadOnlyList<SourceExcerpt> Around(int line, int column, int more) => At(line, column) is not { } here ? [] :
    [
        .. Enumerable.Range(line - more, more).Select(before => At(before, 1)).OfType<SourceExcerpt>(), here,
        .. Enumerable.Range(line + 1, more).Select(behind => At(behind, 1)).OfType<SourceExcerpt>(),
    ];

    /// <summary>The column, from 1, where a text stands in a line, from a column on; null where it does not.</summary>
    public int? ColumnOf(int line, string text, int from = 1)
    {
        if (text.Length == 0 || LineAt(line) is not { } range)
            return null;
        var start = OffsetOf(line, from, range);
        var found = _text.Span[start..range.End].IndexOf(Encoding.UTF8.GetBytes(text));
        return found < 0 ? null : from + Characters(_text.Span.Slice(start, found));
    }

    /// <summary>The column, from 1, of the first character of a line that is no blank; null where there is none.</summary>
    public int? StartOf(int line)
    {
        if (LineAt(line) is not { } range)
            return null;
        var blanks = _text.Span[range.Start..range.End].IndexOfAnyExcept(" \t"u8);
        return blanks < 0 ? null : blanks + 1;
    }

    private static bool HasPlainBreaks(ReadOnlySpan<byte> text)
    {
        for (var rest = text; rest.IndexOf((byte)'\r') is var at and >= 0; rest = rest[(at + 1)..])
        {
            if (at + 1 == rest.Length || rest[at + 1] != '\n')
                return false;
        }
        return text.IndexOf("\u2028"u8) < 0 && text.IndexOf("\u2029"u8) < 0 && text.IndexOf("\u0085"u8) < 0;
    }

    private (int Start, int End)? LineAt(int line)
    {
        _starts ??= Starts();
        if (line < 1 || line > _starts.Count)
            return null;
        var (start, end) = (_starts[line - 1], line < _starts.Count ? _starts[line] - 1 : _text.Length);
        return (start, end > start && _text.Span[end - 1] == '\r' ? end - 1 : end);
    }

    private List<int> Starts()
    {
        var starts = new List<int> { 0 };
        var text = _text.Span;
        for (var at = 0; text[at..].IndexOf((byte)'\n') is var length and >= 0;)
            starts.Add(at += length + 1);
        return starts;
    }

    /// <summary>Where a character begins. Places come in the order of the text: a line of many of them is walked over once.</summary>
    private int OffsetOf(int line, int column, (int Start, int End) range)
    {
        if (_last.Line != line || _last.Column > column)
            _last = (line, 1, range.Start);
        var text = _text.Span;
        var (_, at, offset) = _last;
        for (; at < column && offset < range.End; at++)
        {
            Rune.DecodeFromUtf8(text[offset..range.End], out _, out var length);
            offset += length;
        }
        _last = (line, at, offset);
        return offset;
    }

    /// <summary>The place itself, or the beginning of the character that it is within.</summary>
    private int Boundary(int offset)
    {
        while (offset > 0 && offset < _text.Length && (_text.Span[offset] & 0xC0) == 0x80)
            offset--;
        return offset;
    }

    private static int Characters(ReadOnlySpan<byte> text)
    {
        var count = 0;
        for (; !text.IsEmpty; count++)
        {
            Rune.DecodeFromUtf8(text, out _, out var length);
            text = text[length..];
        }
        return count;
    }

    /// <summary>Text that does nothing to a terminal, with blanks for tabs.</summary>
    /// <param name="before">What stands before it on the line, for the tabs.</param>
    private string Displayed(int from, int to, string before, bool isCut)
    {
        var text = Encoding.UTF8.GetString(_text.Span[from..to]);
        var (shown, width) = (new StringBuilder(), DisplayText.Width(before));
        foreach (var part in text.Split('\t').Select((part, n) => (Text: TextProfile.Terminal.Line(part), IsFirst: n == 0)))
        {
            var tab = part.IsFirst ? 0 : TabStop - (width % TabStop);
            shown.Append(' ', tab).Append(part.Text);
            width += tab + DisplayText.Width(part.Text);
        }
        return isCut ? $"{SourceExcerpt.Ellipsis}{shown}" : shown.ToString();
    }

    private static SourceExcerpt Cut(int line, string before, string after, bool isCut)
    {
        if (!isCut && DisplayText.Width(before) + DisplayText.Width(after) <= MostCells)
            return new SourceExcerpt(line, before + after, DisplayText.Width(before));
        var start = DisplayText.Width(before) <= MostCellsBefore ? before : SourceExcerpt.Ellipsis + End(before, MostCellsBefore - 1);
        var caret = DisplayText.Width(start);
        var rest = isCut ? after + SourceExcerpt.Ellipsis : after;
        return new SourceExcerpt(line, start + DisplayText.Shorten(rest, MostCells - caret), caret);
    }

    /// <summary>The last characters of a text that fit.</summary>
    private static string End(string text, int cells)
    {
        var starts = StringInfo.ParseCombiningCharacters(text);
        var end = text.Length;
        for (var n = starts.Length - 1; n >= 0 && DisplayText.Width(text[starts[n]..]) <= cells; n--)
            end = starts[n];
        return text[end..];
    }
}
