namespace ActionSync.Text;

/// <summary>Makes a text fit a tracker's limit.</summary>
internal static class TextCut
{
    private const string Ellipsis = "\u2026";

    /// <summary>
    /// The text itself where it has at most <paramref name="max"/> UTF-16 characters; else its beginning, cut at a word where one ends in the
    /// second half, with an ellipsis, in at most that many. Never half of a surrogate pair, and no web address that leads elsewhere for being cut.
    /// </summary>
    public static string AtWord(string text, int max)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        if (text.Length <= max)
            return text;
        var end = max - Ellipsis.Length;
        if (!char.IsWhiteSpace(text[end]))
        {
            var space = text.LastIndexOf(' ', Math.Max(end - 1, 0), Math.Max(end, 0));
            if (space > max / 2)
                end = space;
        }
        end = WebAddresses.CutBefore(text, end);
        if (end > 0 && char.IsHighSurrogate(text[end - 1]))
            end--;
        return text[..end].TrimEnd() + Ellipsis;
    }
}
