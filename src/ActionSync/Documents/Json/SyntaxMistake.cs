using System.Buffers;
using System.Text.Json;

namespace ActionSync.Documents.Json;

/// <summary>What a person did where text stopped being JSON, in words that person would use.</summary>
internal readonly record struct SyntaxMistake(int Offset, string Wrong, string Right)
{
    private const string Values = "\"text\" in double quotes, a number, true, false, null, { … } or [ … ]";

    private static readonly SearchValues<byte> Separators = SearchValues.Create(" \t\r\n,:"u8);

    /// <summary>Adds the problem with which the cursor's walk ended; true where the text stops inside a value.</summary>
    public static bool Report(ref JsonCursor json, ReadOnlySpan<byte> text, Exception error, ProblemList problems)
    {
        if (error is JsonException wrong)
        {
            var mistake = Find(text, wrong, json.End, json.LastToken, json.Path.Depth);
            problems.Add(mistake.Offset, json.Path.ToString(), mistake.Wrong, mistake.Right);
            return false;
        }
        problems.Add(text.Length, json.Path.ToString(), "the text ends here, before the document does", "the whole document, closed by its last } or ]");
        return true;
    }

    /// <param name="text">All of the text.</param>
    /// <param name="error">What the reader said.</param>
    /// <param name="end">Where the last good token ended.</param>
    /// <param name="last">The last good token.</param>
    /// <param name="depth">How many objects and arrays were open.</param>
    private static SyntaxMistake Find(ReadOnlySpan<byte> text, JsonException error, int end, JsonTokenType last, int depth)
    {
        var offset = Math.Clamp(OffsetOf(text, error), end, text.Length - 1);
        var start = StartOfToken(text, end, offset);
        if (text[start] == '"' && offset > start)
            return IsClosedBefore(text[start..offset]) ? new(offset, "no colon follows the key", "\"key\": value") : InString(text, offset);
        if (text[start] is (byte)'-' or (>= (byte)'0' and <= (byte)'9') && last != JsonTokenType.StartObject && offset > start)
            return new(start, "is no JSON number", "a number such as 12, -3 or 4.5");
        if (text[start] is (byte)'n' or (byte)'t' or (byte)'f' && offset > start)
            return new(start, "is no JSON value", Values);
        var (wrong, right) = (text[offset], last) switch
        {
            ((byte)'{' or (byte)'[', _) when depth >= Limits.Depth => ("is nested too deep", $"at most {Limits.Depth} levels"),
            _ when depth == 0 && end > 0 => ("more text follows the end of the document", "one object, or an array [ … ] of them"),
            ((byte)'}' or (byte)']', JsonTokenType.PropertyName) => ("the key has no value", Values),
            ((byte)'}' or (byte)']', _) => ($"{Quoted.CharacterAt(text, offset)} closes what is not open", "} for each {, ] for each ["),
            ((byte)',', _) => ("a comma stands where a value or key belongs", "one comma between two values"),
            ((byte)'\'', _) => ("single quotes stand here", "double quotes"),
            ((byte)'/', _) => ("a slash stands here", "JSON without comments"),
            (_, JsonTokenType.PropertyName) => ($"{Quoted.CharacterAt(text, offset)} begins no JSON value", Values),
            (_, JsonTokenType.StartObject) => ($"{Quoted.CharacterAt(text, offset)} begins no key", "a key in double quotes, or }"),
            _ when text[end..offset].Contains((byte)',') =>
                ($"{Quoted.CharacterAt(text, offset)} begins no JSON value or key", "a value, or a key in double quotes"),
            (_, JsonTokenType.StartArray) => ($"{Quoted.CharacterAt(text, offset)} begins no JSON value", Values),
            _ => ("no comma separates this from the value before", "a comma between two values"),
        };
        return new(offset, wrong, right);
    }

    private static SyntaxMistake InString(ReadOnlySpan<byte> text, int offset) => text[offset] switch
    {
        (byte)'\n' or (byte)'\r' => new(offset, "the line ends inside a string", "\\n for a line break, \" to close the string"),
        (byte)'\t' => new(offset, "a tab stands inside a string", "\\t"),
        < 0x20 => new(offset, $"the control character U+{text[offset]:X4} stands inside a string", "text without control characters"),
        _ =>
            new(offset, $"{Quoted.CharacterAt(text, offset)} is wrong in a backslash escape",
                "\\\\ for a backslash, \\\" for a quote, \\n, \\t or \\u and four hex digits"),
    };

    /// <summary>True where a string that begins here is closed within the text.</summary>
    private static bool IsClosedBefore(ReadOnlySpan<byte> text)
    {
        for (var at = 1; at < text.Length; at++)
        {
            if (text[at] == '"')
                return true;
            if (text[at] == '\\')
                at++;
        }
        return false;
    }

    private static int StartOfToken(ReadOnlySpan<byte> text, int end, int offset)
    {
        var start = text[end..offset].IndexOfAnyExcept(Separators);
        return start < 0 ? offset : end + start;
    }

    private static int OffsetOf(ReadOnlySpan<byte> text, JsonException error)
    {
        var start = 0;
        for (var line = error.LineNumber ?? 0; line > 0; line--)
            start += text[start..].IndexOf((byte)'\n') + 1;
        return (int)Math.Min(start + (error.BytePositionInLine ?? 0), text.Length);
    }
}
