using ActionSync.Documents;
using ActionSync.Items;
using ActionSync.Ledger;

namespace ActionSync.Planning;

/// <summary>Makes advice about an item: with its place, the part of the document that it is about, and the item's title.</summary>
internal static class ItemAdvice
{
    /// <summary>About the item as a whole.</summary>
    public static Advice Of(IncidentDocument document, LedgerItem item, string why, string text) =>
        document.ItemAt(item.Position) is { } written
            ? Of(document, written.Title, written.Place, null, why, text)
            : Of(document, item.Title, DocumentPlace.Unknown, null, why, text);

    /// <summary>About who owns it.</summary>
    public static Advice OfOwner(IncidentDocument document, LedgerItem item, string why, string text) =>
        document.ItemAt(item.Position) is { } written ? OfOwner(document, written, why, text) : Of(document, item, why, text);

    /// <summary>The same of an item that nobody planned.</summary>
    public static Advice OfOwner(IncidentDocument document, ActionItem item, string why, string text) =>
        Of(document, item.Title, item.OwnerPlace ?? item.Place, item.Owner, why, text);

    /// <summary>What is said, without the part of the document or the item that it is said of: the same of many documents.</summary>
    public static string SentenceOf(Advice advice)
    {
        var about = advice.Path ?? (advice.Item is { } title ? Quoted.Short(title) : null);
        return about is not null && advice.Text.StartsWith($"{about}: ", StringComparison.Ordinal) ? advice.Text[(about.Length + 2)..] : advice.Text;
    }

    private static Advice Of(IncidentDocument document, string title, DocumentPlace place, string? quoted, string why, string text) =>
        new(place.Line, why, $"{place.Path ?? Quoted.Short(title)}: {text}")
        {
            Column = document.ColumnOf(place, quoted),
            Path = place.Path,
            Item = title,
        };
}
