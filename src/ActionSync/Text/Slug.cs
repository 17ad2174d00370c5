using System.Globalization;
using System.Text;

namespace ActionSync.Text;

/// <summary>A title as part of a key or a file name: its words in lower case, joined by hyphens. Letters of every script stay.</summary>
public static class Slug
{
    private const int LongestChars = 60;
    private const int LongestBytes = 100;

    /// <summary>The slug of a title; one without letters and digits gets a short hash, so that it still is the same every time.</summary>
    public static string Of(string title)
    {
        var slug = new StringBuilder();
        var pendingBreak = false;
        foreach (var word in Words(title))
        {
            var length = slug.Length + (pendingBreak ? 1 : 0) + word.Length;
            if (length > LongestChars || Encoding.UTF8.GetByteCount(slug.ToString()) + 1 + Encoding.UTF8.GetByteCount(word) > LongestBytes)
            {
                if (!pendingBreak)
                    slug.Append(Start(word));
                break;
            }
            slug.Append(pendingBreak ? "-" : "").Append(word);
            pendingBreak = true;
        }
        return slug.Length > 0 ? slug.ToString() : $"item-{ShortHash.Of(title)}";
    }

    private static IEnumerable<string> Words(string title)
    {
        var word = new StringBuilder();
        foreach (var rune in Composed.Of(title).EnumerateRunes())
        {
            // An apostrophe or an invisible character does not end a word; an accent belongs to its letter.
            if (rune.Value is '\'' or '’' || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format)
                continue;
            if (Rune.IsLetterOrDigit(rune) || (word.Length > 0 && IsMark(rune)))
            {
                word.Append(Rune.ToLowerInvariant(rune));
                continue;
            }
            if (word.Length > 0)
                yield return word.ToString();
            word.Clear();
        }
        if (word.Length > 0)
            yield return word.ToString();
    }

    /// <summary>As much of a word that is too long by itself as fits.</summary>
    private static string Start(string word)
    {
        var start = new StringBuilder();
        var bytes = 0;
        foreach (var rune in word.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (start.Length + rune.Utf16SequenceLength > LongestChars || bytes > LongestBytes)
                break;
            start.Append(rune);
        }
        return start.ToString();
    }

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
