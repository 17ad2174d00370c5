using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace ActionSync.Documents.Markdown.Blocks;

/// <summary>
/// The characters of a file, and where its lines begin. White space that only looks like a space is one, and line ends are one character, so that what follows
/// sees one form of them; nothing changes its place.
/// </summary>
internal sealed class SourceText
{
    private readonly List<int> _lineStarts = [0];

    private SourceText(string text)
    {
        Text = text;
        for (var at = text.IndexOf('\n'); at >= 0; at = text.IndexOf('\n', at + 1))
            _lineStarts.Add(at + 1);
    }

    public string Text { get; }

    public int LineCount => _lineStarts.Count;

    /// <summary>Reads a file; null where it is no text, with the problem.</summary>
    public static SourceText? Read(ReadOnlyMemory<byte> file, ProblemList problems)
    {
        var bytes = file.Span.StartsWith(Encoding.UTF8.Preamble) ? file.Span[Encoding.UTF8.Preamble.Length..] : file.Span;
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, _, ..] or [_, 0, ..])
            problems.Add(0, Problem.Root, "the text is UTF-16 or UTF-32", "text saved as UTF-8");
        else if (!Utf8.IsValid(bytes))
            problems.Add(FirstInvalid(bytes), Problem.Root, "a byte is not UTF-8 here", "text saved as UTF-8");
        else
            return Checked(bytes, problems);
        return null;
    }

    public static SourceText Of(string text) => new(Plain(text));

    /// <summary>The line, from 1, that holds a place.</summary>
    public int LineAt(int offset) => _lineStarts.BinarySearch(offset) is var found && found >= 0 ? found + 1 : ~found;

    /// <summary>Where a line begins that counts from 1.</summary>
    public int StartOf(int line) => _lineStarts[line - 1];

    /// <summary>Where a line ends, before its break.</summary>
    public int EndOf(int line) => line < _lineStarts.Count ? _lineStarts[line] - 1 : Text.Length;

    /// <summary>A line without its break.</summary>
    public string Line(int line) => Text[StartOf(line)..EndOf(line)];

    private static SourceText? Checked(ReadOnlySpan<byte> bytes, ProblemList problems)
    {
        for (var at = 0; at < bytes.Length; at++)
        {
            if (bytes[at] < 0x20 && bytes[at] is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0C) || bytes[at] == 0x7F)
            {
                problems.Add(at, Problem.Root, $"the control character U+{bytes[at]:X4} stands here", "text without control characters");
                return null;
            }
        }
        return new SourceText(Plain(Encoding.UTF8.GetString(bytes)));
    }

    private static string Plain(string text) => text.AsSpan().IndexOfAny(Odd) < 0 ? text : string.Create(text.Length, text, (plain, original) =>
    {
        for (var at = 0; at < original.Length; at++)
        {
            plain[at] = original[at] switch
            {
                '\r' => at + 1 < original.Length && original[at + 1] == '\n' ? ' ' : '\n',
                '\u00A0' or '\u202F' or '\u2007' or '\u3000' or '\f' => ' ',
                '\u2028' or '\u2029' or '\u0085' => '\n',
                var other => other,
            };
        }
    });

    private static readonly SearchValues<char> Odd = SearchValues.Create("\r\f\u00A0\u202F\u2007\u3000\u2028\u2029\u0085");

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length && Rune.DecodeFromUtf8(bytes[at..], out _, out var length) == OperationStatus.Done)
            at += length;
        return at;
    }
}
