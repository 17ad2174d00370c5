using System.Buffers;
using System.Globalization;

namespace ActionSync.Text;

/// <summary>A stretch of a line: an http(s) address that a reader may click, or the text between two.</summary>
internal readonly record struct TextPart(string Text, bool IsAddress);

/// <summary>
/// Finds the http and https addresses in a line of running text. An address goes on to the next white space or to a character that none holds; what stands
/// at its end as the sentence's own punctuation is left out, and a closing bracket that the address did not open. One that was cut, with an ellipsis behind it,
/// leads nowhere and is text, as is one with a user's name in front of the host, which seems to lead elsewhere than it does.
/// </summary>
internal static class WebAddresses
{
    private const string Scheme = "http";
    private const char Ellipsis = '\u2026';
    // From here on scripts set no spaces between words.
    private const char FirstIdeograph = '\u2E80';
    private const string Closing = ")]}";
    private const string OpeningBrackets = "([{";

    /// <summary>Punctuation of sentences and of mark-up: inside an address it belongs there, at the end it does not.</summary>
    private static readonly SearchValues<char> Trailing = SearchValues.Create("?!.,:;*_~'");

    /// <summary>No address holds these as they stand; the last row are the marks that end clauses where no space does.</summary>
    private static readonly SearchValues<char> Ends = SearchValues.Create("<>\"`\\" + "\u3001\u3002\uFF0C\uFF0E\uFF1A\uFF1B\uFF01\uFF1F\u2026");

    /// <summary>The line in parts, in order and without loss.</summary>
    public static IReadOnlyList<TextPart> Split(string line)
    {
        var parts = new List<TextPart>();
        var done = 0;
        foreach (var (start, end) in In(line))
        {
            if (start > done)
                parts.Add(new(line[done..start], IsAddress: false));
            parts.Add(new(line[start..end], IsAddress: true));
            done = end;
        }
        if (done < line.Length)
            parts.Add(new(line[done..], IsAddress: false));
        return parts;
    }

    /// <summary>Where the addresses start and end, in order.</summary>
    public static IEnumerable<(int Start, int End)> In(string line)
    {
        for (var at = 0; (at = line.IndexOf(Scheme, at, StringComparison.OrdinalIgnoreCase)) >= 0;)
        {
            var start = at;
            at += Scheme.Length;
            if (HostAt(line, start) is not { } host)
                continue;
            var run = RunFrom(line, start, host);
            var end = TrimEnd(line, start, run);
            // What follows is part of no other address, so that each character is looked at once.
            at = run;
            if (end > host && (end == line.Length || line[end] != Ellipsis) && IsWhole(line[start..end]))
                yield return (start, end);
        }
    }

    /// <summary>The address, if a reader may be led there by a click.</summary>
    public static string? ToClick(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri!.UserInfo.Length == 0 && uri.AbsoluteUri.Length <= 1000
            ? uri.AbsoluteUri
            : null;

    /// <summary>The place to cut a text at, not behind <paramref name="end"/>, so that no address is cut; where it begins with one, there is none.</summary>
    public static int CutBefore(string text, int end)
    {
        var from = end;
        while (from > 0 && !char.IsWhiteSpace(text[from - 1]))
            from--;
        var to = end;
        while (to < text.Length && !char.IsWhiteSpace(text[to]))
            to++;
        var cut = In(text[from..to]).FirstOrDefault(address => from + address.Start < end && from + address.End > end);
        return cut.End > 0 && from + cut.Start > 0 ? from + cut.Start : end;
    }

    /// <summary>Where the host begins, if a scheme and the start of a host stand here and not within a word.</summary>
    private static int? HostAt(string line, int start)
    {
        if (start > 0 && line[start - 1] < FirstIdeograph && char.IsLetterOrDigit(line[start - 1]))
            return null;
        if (!line.AsSpan(start).StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return null;
        var rest = line.AsSpan(start + Scheme.Length);
        var slashes = rest.StartsWith("s", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        if (!rest[slashes..].StartsWith("://", StringComparison.Ordinal))
            return null;
        var host = start + Scheme.Length + slashes + 3;
        return host < line.Length && (char.IsLetterOrDigit(line[host]) || line[host] == '[') ? host : null;
    }

    /// <summary>The first place behind the host that can be in no address.</summary>
    private static int RunFrom(string line, int start, int host)
    {
        // Where a wiki's or a chat's link is quoted, a bar stands between address and label.
        var endsAtBar = start > 0 && line[start - 1] is '[' or '<' or '|';
        var at = host;
        while (at < line.Length && !EndsAddress(line[at]) && !(endsAtBar && line[at] == '|') && !(line[at] is ',' or ';' && HostAt(line, at + 1) is not null))
            at++;
        return at;
    }

    private static bool EndsAddress(char c) => char.IsWhiteSpace(c) || Ends.Contains(c) || char.GetUnicodeCategory(c) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation => true,
        UnicodeCategory.OpenPunctuation or UnicodeCategory.ClosePunctuation => c > '\u007F',
        _ => false,
    };

    private static int TrimEnd(string line, int start, int end)
    {
        var surplus = new int[Closing.Length];
        foreach (var c in line.AsSpan(start, end - start))
        {
            if (Closing.IndexOf(c, StringComparison.Ordinal) is >= 0 and var closed)
                surplus[closed]++;
            else if (OpeningBrackets.IndexOf(c, StringComparison.Ordinal) is >= 0 and var opened)
                surplus[opened]--;
        }
        for (; end > start; end--)
        {
            var last = line[end - 1];
            var bracket = Closing.IndexOf(last, StringComparison.Ordinal);
            if (bracket >= 0 && surplus[bracket] > 0)
                surplus[bracket]--;
            else if (OpeningBrackets.Contains(last, StringComparison.Ordinal))
                surplus[OpeningBrackets.IndexOf(last, StringComparison.Ordinal)]++;
            else if (!Trailing.Contains(last))
                break;
        }
        return end;
    }

    private static bool IsWhole(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Host.Length > 0 && uri.UserInfo.Length == 0;
}
