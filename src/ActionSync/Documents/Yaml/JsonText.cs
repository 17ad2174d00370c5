using System.Buffers;
using System.Globalization;
using System.Text;

namespace ActionSync.Documents.Yaml;

/// <summary>JSON as it grows. Unlike the framework's writer it tells where it stands, keeps half a surrogate pair, and copies what was written before.</summary>
internal sealed class JsonText
{
    private readonly ArrayBufferWriter<byte> _text = new();

    public int Length => _text.WrittenCount;

    public ReadOnlyMemory<byte> Written => _text.WrittenMemory;

    public void Write(ReadOnlySpan<byte> json) => _text.Write(json);

    /// <summary>Writes once more what was written there.</summary>
    public void Copy(int start, int end)
    {
        // The buffer may move when it grows.
        var copy = _text.WrittenSpan[start..end].ToArray();
        _text.Write(copy);
    }

    public void WriteString(string value)
    {
        _text.Write("\""u8);
        var rest = value.AsSpan();
        while (rest.Length > 0)
        {
            var plain = Plain(rest);
            Encoding.UTF8.GetBytes(rest[..plain], _text);
            rest = rest[plain..];
            if (rest.Length == 0)
                break;
            Span<byte> escape = stackalloc byte[6];
            "\\u"u8.CopyTo(escape);
            ((int)rest[0]).TryFormat(escape[2..], out _, "x4", CultureInfo.InvariantCulture);
            _text.Write(escape);
            rest = rest[1..];
        }
        _text.Write("\""u8);
    }

    /// <summary>How many characters can be written as they are.</summary>
    private static int Plain(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] < ' ' || text[at] is '"' or '\\')
                return at;
            if (!char.IsSurrogate(text[at]))
                continue;
            if (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
                return at;
            at++;
        }
        return text.Length;
    }
}
