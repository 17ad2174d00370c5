using System.Globalization;
using System.Text;
using ActionSync.Text;

namespace ActionSync.Documents;

/// <summary>What makes an item the same item in the next revision: the id that its document gives it, else its normalised title.</summary>
public readonly record struct ItemIdentity
{
    private ItemIdentity(bool isExplicit, string text) => (IsExplicit, Text) = (isExplicit, text);

    public bool IsExplicit { get; }

    /// <summary>The id as given, or the title as <see cref="Normalise"/> makes it.</summary>
    public string Text { get; }

    public static ItemIdentity Of(ActionItem item) => Of(item.Id, item.Title);

    public static ItemIdentity Of(string? id, string title) => id is null ? new(false, Normalise(title)) : new(true, id);

    /// <summary>A title without what does not change its meaning: case, widths, runs of white space, invisible characters, punctuation at the end.</summary>
    public static string Normalise(string title)
    {
        var text = new StringBuilder(title.Length);
        foreach (var rune in Composed.Of(title).EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
                text.Append(text.Length > 0 && text[^1] != ' ' ? " " : "");
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.Control))
                // Upper first: final and plain sigma are then one letter.
                text.Append(Rune.ToLowerInvariant(Rune.ToUpperInvariant(Narrow(rune))));
        }
        var folded = text.ToString().TrimEnd();
        var end = folded.Length;
        while (end > 0 && (char.IsPunctuation(folded[end - 1]) || folded[end - 1] == ' '))
            end--;
        // Once more: what was left out between a letter and its mark, or was wide, kept them apart.
        return Composed.Of(end > 0 ? folded[..end] : folded);
    }

    /// <summary>Full-width letters, digits and signs are the common ones, written wide.</summary>
    private static Rune Narrow(Rune rune) => rune.Value is >= 0xFF01 and <= 0xFF5E ? new Rune(rune.Value - 0xFEE0) : rune;
}
