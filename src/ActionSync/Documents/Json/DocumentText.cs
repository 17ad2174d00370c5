using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace ActionSync.Documents.Json;

/// <summary>
/// The characters of a file: its bytes less a byte order mark, all of them valid UTF-8. What was not is a problem, and stands as another character so that
/// reading can go on.
/// </summary>
internal readonly record struct DocumentText(ReadOnlyMemory<byte> Bytes, bool IsEmpty, bool StartsLikeADocument)
{
    private const string Document = "a JSON object { … }, or an array [ … ] of them";

    public static DocumentText Of(ReadOnlyMemory<byte> file, ProblemList problems)
    {
        var text = file.Span.StartsWith(Encoding.UTF8.Preamble) ? file[Encoding.UTF8.Preamble.Length..] : file;
        if (LooksLikeUtf16(text.Span))
        {
            problems.Add(0, Problem.Root, "the text is UTF-16 or UTF-32", "text saved as UTF-8");
            return new DocumentText(text, IsEmpty: false, StartsLikeADocument: false);
        }
        if (!Utf8.IsValid(text.Span))
            text = Mended(text.Span, problems);
        var first = text.Span.IndexOfAnyExcept(" \t\r\n"u8);
        if (first < 0)
            problems.Add(0, Problem.Root, "the file is empty", Document);
        // A slash may begin a comment, which the reader explains.
        else if (text.Span[first] is not ((byte)'{' or (byte)'[' or (byte)'/'))
            problems.Add(first, Problem.Root, $"{Quoted.CharacterAt(text.Span, first)} does not begin an incident document", Document);
        else
            return new DocumentText(text, IsEmpty: false, StartsLikeADocument: true);
        return new DocumentText(text, IsEmpty: first < 0, StartsLikeADocument: false);
    }

    private static bool LooksLikeUtf16(ReadOnlySpan<byte> text) => text is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, _, ..] or [_, 0, ..];

    private static byte[] Mended(ReadOnlySpan<byte> text, ProblemList problems)
    {
        var mended = text.ToArray();
        for (var at = 0; at < mended.Length;)
        {
            if (Rune.DecodeFromUtf8(text[at..], out _, out var length) != OperationStatus.Done)
            {
                problems.Add(at, Problem.Root, $"the byte 0x{text[at]:X2} is not UTF-8 here", "text saved as UTF-8");
                Substitute(length).CopyTo(mended.AsSpan(at));
            }
            at += length;
        }
        return mended;
    }

    /// <summary>One character of so many bytes: places after it are the same in bytes and in characters.</summary>
    private static ReadOnlySpan<byte> Substitute(int length) => length switch
    {
        1 => "?"u8,
        2 => "¿"u8,
        _ => "\uFFFD"u8,
    };
}
