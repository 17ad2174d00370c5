using System.Text;

namespace ActionSync.Text;

/// <summary>Makes one harmless line of any text that came from outside; each renderer then encodes it for its own mark-up.</summary>
internal static class SafeText
{
    public const int TitleLimit = 300;
    public const int NameLimit = 120;

    private const int FirstIsolate = 0x2068;
    private const int PopIsolate = 0x2069;

    /// <summary>One line without controls, invisible or direction-changing characters, cut at a word.</summary>
    public static string Line(string? text, int limit)
    {
        var line = new StringBuilder();
        var length = 0;
        foreach (var rune in HarmlessText.Of(text ?? "", Sink.Message).EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune))
                line.Append(rune.ToString());
            else if (line.Length == 0 || line[^1] == ' ')
                continue;
            else
                line.Append(' ');
            if (++length > limit)
                return Cut(line.ToString());
        }
        return line.ToString().TrimEnd();
    }

    /// <summary>Keeps a right-to-left text from turning round what stands beside it; for places that have no mark-up for that.</summary>
    public static string Isolate(string line) =>
        line.EnumerateRunes().Any(IsRightToLeft) ? $"{char.ConvertFromUtf32(FirstIsolate)}{line}{char.ConvertFromUtf32(PopIsolate)}" : line;

    /// <summary>The address, if a reader may be led there by a click.</summary>
    public static string? Link(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri!.UserInfo.Length == 0 && uri.AbsoluteUri.Length <= 1000 ? uri.AbsoluteUri : null;

    private static string Cut(string line)
    {
        var body = line[..^1];
        if (char.IsHighSurrogate(body[^1]))
            body = body[..^1];
        var space = body.LastIndexOf(' ');
        var end = WebAddresses.CutBefore(body, space > body.Length / 2 ? space : body.Length);
        return body[..end].TrimEnd() + "…";
    }

    private static bool IsRightToLeft(Rune rune) => rune.Value is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);
}
