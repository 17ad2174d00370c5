using System.Buffers;
using System.Text;

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
    public static SourceText? Read(ReadOnlyMemory<byte> file, ProblemList problems) =>
        Utf8Text.Of(file, problems) is { } text && IsText(text.Span, problems) ? new SourceText(Plain(Encoding.UTF8.GetString(text.Span))) : null;

    public static SourceText Of(string text) => new(Plain(text));

    /// <summary>The line, from 1, that holds a place.</summary>
    public int LineAt(int offset) => _lineStarts.BinarySearch(offset) is var found && found >= 0 ? found + 1 : ~found;

    /// <summary>Where a line begins that counts from 1.</summary>
    public int StartOf(int line) => _lineStarts[line - 1];

    /// <summary>Where a line ends, before its break.</summary>
    public int EndOf(int line) => line < _lineStarts.Count ? _lineStarts[line] - 1 : Text.Length;

    /// <summary>A line without its break.</summary>
    public string Line(int line) => Text[StartOf(line)..EndOf(line)];

    private static bool IsText(ReadOnlySpan<byte> text, ProblemList problems)
    {
        var odd = text.IndexOfAny(Controls);
        if (odd >= 0)
            problems.Add(odd, Problem.Root, $"the control character U+{text[odd]:X4} stands here", "text without control characters");
        return odd < 0;
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

    private static readonly SearchValues<byte> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Append(0x7F).Where(code => code is not ('\t' or '\n' or '\r' or '\f')).Select(code => (byte)code)]);
}
