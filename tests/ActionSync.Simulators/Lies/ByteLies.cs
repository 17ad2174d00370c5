using System.Text;
using System.Text.Json;

namespace ActionSync.Simulators.Lies;

/// <summary>Damages the bytes of an answer: cut, continued, no UTF-8, a mark before it, a key twice, or something else altogether.</summary>
internal sealed class ByteLies(Random random)
{
    public (byte[] Body, string What) Change(byte[] body) => random.Next(9) switch
    {
        0 => (body[..random.Next(body.Length)], "is cut"),
        1 => ([.. body, .. "}{\"number\":1}"u8], "is continued"),
        2 => (With(body, [0xC3, 0x28]), "is no UTF-8"),
        3 => ([.. Encoding.UTF8.Preamble, .. body], "begins with a byte order mark"),
        4 => ([], "is empty"),
        5 => (Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(body)), "is UTF-16"),
        6 => ("<!DOCTYPE html><html><body>Please sign in</body></html>"u8.ToArray(), "is a page"),
        7 => ("null"u8.ToArray(), "is null"),
        _ => Twice(body),
    };

    private byte[] With(byte[] body, byte[] piece)
    {
        var at = random.Next(body.Length + 1);
        return [.. body.AsSpan(0, at), .. piece, .. body.AsSpan(at)];
    }

    /// <summary>Says one key twice, first with another value.</summary>
    private (byte[] Body, string What) Twice(byte[] body)
    {
        var keys = new List<(int Start, string Name)>();
        var reader = new Utf8JsonReader(body);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
                keys.Add(((int)reader.TokenStartIndex, reader.GetString()!));
        }
        if (keys.Count == 0)
            return ([.. body, .. body], "comes twice");
        var (start, name) = keys[random.Next(keys.Count)];
        return ([.. body.AsSpan(0, start), .. Encoding.UTF8.GetBytes($"{JsonSerializer.Serialize(name)}:1,"), .. body.AsSpan(start)], $"has {name} twice");
    }
}
