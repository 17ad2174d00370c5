using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace ActionSync.Documents;

/// <summary>
/// The characters of a file: its bytes less a byte order mark, all of them valid UTF-8. What was not is a problem, and stands as another character so that
/// reading can go on.
/// </summary>
internal static class Utf8Text
{
    /// <summary>The text; null, with a problem, where it is of another encoding altogether.</summary>
    public static ReadOnlyMemory<byte>? Of(ReadOnlyMemory<byte> file, ProblemList problems)
    {
        var text = WithoutMark(file);
        if (LooksLikeUtf16(text.Span))
        {
            problems.Add(0, Problem.Root, "the text is UTF-16 or UTF-32", "text saved as UTF-8");
            return null;
        }
        return Utf8.IsValid(text.Span) ? text : Mended(text.Span, problems);
    }

    /// <summary>The bytes behind a byte order mark.</summary>
    public static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> file) =>
        file.Span.StartsWith(Encoding.UTF8.Preamble) ? file[Encoding.UTF8.Preamble.Length..] : file;

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
