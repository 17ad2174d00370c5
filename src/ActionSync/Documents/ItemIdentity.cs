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
        return end > 0 ? folded[..end] : folded;
    }

    /// <summary>Reports items of one document that cannot be told apart.</summary>
    internal static void RejectTwins(ref JsonCursor json, IReadOnlyList<ActionItem> items, IReadOnlyList<int> offsets)
    {
        var places = new Dictionary<ItemIdentity, int>(items.Count);
        for (var place = 0; place < items.Count; place++)
        {
            var item = items[place];
            // What has no title has its problem already.
            if ((item.Title.Length == 0 && item.Id is null) || places.TryAdd(Of(item), place))
                continue;
            var first = places[Of(item)];
            var shared = item.Id is null ? $"title {Quoted.Of(items[first].Title)}" : $"id {Quoted.Of(item.Id)}";
            json.ProblemBeneath(offsets[place], place, $"is a second item with the {shared}, beside action_items[{first}]", "each item once, or an id of its own for each");
        }
    }

    /// <summary>Full-width letters, digits and signs are the common ones, written wide.</summary>
    private static Rune Narrow(Rune rune) => rune.Value is >= 0xFF01 and <= 0xFF5E ? new Rune(rune.Value - 0xFEE0) : rune;
}
