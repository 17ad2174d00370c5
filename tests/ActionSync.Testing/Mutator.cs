using System.Text;
using System.Text.Json;

namespace ActionSync.Testing;

/// <summary>Damages JSON as editors, scripts and networks do: bytes, pieces, whole values and keys. One seed always makes the same damage.</summary>
internal sealed class Mutator(IReadOnlyList<byte[]> corpus, int seed)
{
    private static readonly byte[][] Pieces = [.. new[]
    {
        "{", "}", "[", "]", ",", ":", "\"", "\\", "null", "true", "0", "-", "1e999", "\"\"", "\" \"", "\"P1\"", "\"P7\"", "\"done\"", "\"2024-02-30\"",
        "\"2024-02-29\"", "\"2024-10-27T02:30\"", "\"9999-12-31T23:59:59-14:00\"", "\\ud800", "\\u0000", "\\n", "\t", "\n", "\u0085", "\u2028", "\uFEFF",
        "\u202e", "🚒", "e\u0301", "//", "/*", "*/", "[[[[[[[[", "{\"a\":", "\"title\":\"x\",",
        "\"id\":\"x\",", "\"action_items\":[],", "\"Title\":1,", "{}", "[]", "999999999999999999999999", "\"..\"", "\"a/b\"", "\"https://x.y\"",
        ",,", "'", "NaN",
    }.Select(Encoding.UTF8.GetBytes), [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0], [0x1B]];

    private readonly Random _random = new(seed);

    public byte[] Next()
    {
        var document = Pick(corpus);
        for (var changes = _random.Next(0, 5); changes > 0; changes--)
            document = Change(document);
        return document;
    }

    private byte[] Change(byte[] text) => _random.Next(10) switch
    {
        0 => Replace(text, Place(text), Math.Min(1, text.Length), [(byte)_random.Next(256)]),
        1 => Replace(text, Place(text), _random.Next(1, 12), []),
        2 => Replace(text, Place(text), 0, Pick(Pieces)),
        3 => text[..Place(text)],
        4 => Splice(text, text),
        5 => Splice(text, Pick(corpus)),
        _ => Token(text),
    };

    /// <summary>Puts another value or key in the place of one: what comes out is often JSON still.</summary>
    private byte[] Token(byte[] text)
    {
        var tokens = Tokens(text);
        if (tokens.Count == 0)
            return text;
        var (start, length) = Pick(tokens);
        var (otherStart, otherLength) = Pick(tokens);
        return Replace(text, start, length, _random.Next(2) == 0 ? Pick(Pieces) : text.AsSpan(otherStart, otherLength).ToArray());
    }

    private static List<(int Start, int Length)> Tokens(byte[] text)
    {
        var tokens = new List<(int, int)>();
        var reader = new Utf8JsonReader(text);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.EndObject or JsonTokenType.EndArray))
                    tokens.Add(((int)reader.TokenStartIndex,
                        reader.ValueSpan.Length + (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? 2 : 0)));
            }
        }
        catch (JsonException)
        {
            // The tokens before the damage serve as well.
        }
        return tokens;
    }

    private byte[] Splice(byte[] text, byte[] other)
    {
        var start = Place(other);
        return Replace(text, Place(text), _random.Next(0, 40), other.AsSpan(start, Math.Min(_random.Next(1, 200), other.Length - start)).ToArray());
    }

    private static byte[] Replace(byte[] text, int start, int length, byte[] by) =>
        [.. text.AsSpan(0, start), .. by, .. text.AsSpan(Math.Min(start + length, text.Length))];

    private int Place(byte[] text) => _random.Next(text.Length + 1);

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];
}
