namespace ActionSync.Tests.Architecture;

/// <summary>Where the string literals of C# code are: plain, verbatim, interpolated (with all that stands in their holes) and raw ones.</summary>
internal static class CodeTexts
{
    public static IEnumerable<Range> In(string code)
    {
        var i = 0;
        while (i < code.Length)
        {
            var start = i;
            i = Next(code, i, out var isText);
            if (isText)
                yield return start..i;
        }
    }

    /// <summary>The end of what begins here: a comment, a character, a text, or one letter of anything else.</summary>
    private static int Next(string code, int i, out bool isText)
    {
        isText = false;
        var rest = code.AsSpan(i);
        if (rest.StartsWith("//"))
            return Behind(code, "\n", i);
        if (rest.StartsWith("/*"))
            return Behind(code, "*/", i + 2);
        if (rest[0] == '\'')
            return rest is [_, '\\', ..] ? Behind(code, "'", i + 3) : rest is [_, _, '\'', ..] ? i + 3 : i + 1;
        var prefix = rest.Length - rest.TrimStart("$@").Length;
        isText = rest[prefix..] is ['"', ..];
        return isText ? Text(code, i, prefix) : i + 1;
    }

    private static int Text(string code, int i, int prefix)
    {
        var marks = code.AsSpan(i, prefix);
        var (isVerbatim, isInterpolated) = (marks.Contains('@'), marks.Contains('$'));
        i += prefix;
        var quotes = code.AsSpan(i).IndexOfAnyExcept('"') is var n and >= 0 ? n : code.Length - i;
        if (quotes >= 3 && !isVerbatim)
            return Behind(code, new string('"', quotes), i + quotes);
        for (i++; i < code.Length; i++)
        {
            if (code[i] == '\\' && !isVerbatim || isVerbatim && code.AsSpan(i).StartsWith("\"\"") || isInterpolated && code.AsSpan(i).StartsWith("{{"))
                i++;
            else if (code[i] == '{' && isInterpolated)
                i = Hole(code, i + 1);
            else if (code[i] == '"')
                return i + 1;
        }
        return i;
    }

    /// <summary>The place of the brace that closes the hole; texts in it may hold braces of their own.</summary>
    private static int Hole(string code, int i)
    {
        for (var open = 1; i < code.Length; i = Next(code, i, out _))
        {
            open += code[i] switch { '{' => 1, '}' => -1, _ => 0 };
            if (open == 0)
                return i;
        }
        return i;
    }

    private static int Behind(string code, string end, int from) =>
        from < code.Length && code.IndexOf(end, from, StringComparison.Ordinal) is var at and >= 0 ? at + end.Length : code.Length;
}
