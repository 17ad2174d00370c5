using System.Buffers;
using System.Globalization;
using System.Text;

namespace ActionSync.Documents.Json;

/// <summary>
/// What text may hold. Line breaks and tabs of a one-line field become a space; other control characters are problems. Invisible and bidirectional
/// formatting characters are data (names need them) and stay, but they alone make no title, and never reach a file name or an identity.
/// </summary>
internal static class TextRules
{
    private const string NoControls = "text without control characters";

    private static readonly SearchValues<char> Breaks = SearchValues.Create("\t\n\r\u0085\u2028\u2029");

    public static string? OneLine(ref JsonCursor json, string raw, int longest, string right) =>
        IsFit(ref json, raw, longest, right) ? JoinLines(raw) : null;

    public static string? Paragraphs(ref JsonCursor json, string raw, int longest, string right) =>
        IsFit(ref json, raw, longest, right) ? raw.ReplaceLineEndings("\n").Trim() : null;

    public static string? Title(ref JsonCursor json, string raw, string right) => Title(ref json, raw, Limits.Title, right);

    /// <summary>An id becomes part of keys, labels and names of files, so it must be text that people can say and type.</summary>
    public static string? Id(ref JsonCursor json, string raw, string right)
    {
        if (Title(ref json, raw, Limits.Id, right) is not { } id)
            return null;
        if (id.Any(char.IsLetterOrDigit))
            return id;
        json.Problem($"{Quoted.Of(id)} has neither a letter nor a digit", right);
        return null;
    }

    /// <summary>An item's key is <c>incident/item</c>: the first slash ends the incident.</summary>
    public static string? IncidentId(ref JsonCursor json, string raw, string right)
    {
        var id = Id(ref json, raw, right);
        if (id?.Contains('/') != true)
            return id;
        json.Problem($"{Quoted.Of(id)} holds a slash, which ends the incident in an item's key", right);
        return null;
    }

    public static string? Url(ref JsonCursor json, string raw, string right)
    {
        if (OneLine(ref json, raw, Limits.Url, right) is not { Length: > 0 } url)
            return null;
        if (!url.Contains(' ') && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "file")
            return url;
        json.Problem($"{Quoted.Of(url)} is no address", right);
        return null;
    }

    /// <summary>The text on one line: each run of white space with a break or tab in it becomes a space, and none is left at the ends.</summary>
    public static string JoinLines(string raw)
    {
        if (!raw.AsSpan().ContainsAny(Breaks))
            return raw.Trim();
        var line = new StringBuilder(raw.Length);
        for (var at = 0; at < raw.Length;)
        {
            var end = at;
            while (end < raw.Length && char.IsWhiteSpace(raw[end]))
                end++;
            if (end == at)
                line.Append(raw[at++]);
            else if (raw.AsSpan(at, end - at) is var space && space.ContainsAny(Breaks))
                (_, at) = (line.Append(' '), end);
            else
                (_, at) = (line.Append(space), end);
        }
        return line.ToString().Trim();
    }

    private static string? Title(ref JsonCursor json, string raw, int longest, string right)
    {
        if (OneLine(ref json, raw, longest, right) is not { } line)
            return null;
        if (line.Any(c => !char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format))
            return line;
        json.Problem(raw.Length == 0 ? "is empty" : "holds nothing that can be seen", right);
        return null;
    }

    private static bool IsFit(ref JsonCursor json, string raw, int longest, string right)
    {
        foreach (var c in raw)
        {
            if (!char.IsControl(c) || Breaks.Contains(c))
                continue;
            json.Problem($"holds the control character U+{(int)c:X4}", NoControls);
            return false;
        }
        // A character outside the first plane is two chars.
        if (raw.Length <= longest || raw.EnumerateRunes().Count() <= longest)
            return true;
        json.Problem($"is longer than {longest:N0} characters", right);
        return false;
    }
}
