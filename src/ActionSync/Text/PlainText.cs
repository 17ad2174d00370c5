namespace ActionSync.Text;

/// <summary>Text of documents and people, before any markup: what cannot be seen is taken out, so that what is read is what is there.</summary>
internal static class PlainText
{
    private const int MostTold = 2000;

    private static readonly string[] LineBreaks = ["\r\n", "\n", "\r", "\v", "\f", "\u0085", "\u2028", "\u2029"];

    /// <summary>The lines of a text, trimmed, harmless for an issue.</summary>
    public static IReadOnlyList<string> Lines(string text) =>
        [.. text.Split(LineBreaks, StringSplitOptions.None).Select(line => HarmlessText.Of(line, Sink.Issue).Trim())];

    /// <summary>The same as one line.</summary>
    public static string Line(string text) => string.Join(' ', Lines(text).Where(line => line.Length > 0));

    /// <summary>The same, cut at a word.</summary>
    public static string Line(string text, int limit) => TextCut.AtWord(Line(text), limit);

    /// <summary>What is told to people, though it may quote what others wrote: one line, no longer than anybody reads.</summary>
    public static string Readable(string text) => Line(text, MostTold);

    public static string Quote(string text) => $"\u201c{text}\u201d";

    /// <summary>An absolute http or https address without white space.</summary>
    public static bool IsWebAddress(string? text) =>
        text is not null && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
        && Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}
