namespace ActionSync.Documents.Markdown.Writing;

/// <summary>
/// How an item stands in the text. A title that would say something else in a plain form stands in a link to its own section, where everything is title.
/// </summary>
internal enum ItemForm
{
    Row,
    LinkedRow,

    /// <summary>A row without a text of its own: the item goes by the name of its ticket.</summary>
    NamelessRow,
    Entry,
    LinkedEntry,

    /// <summary>An entry whose details are small headings, so that none of them counts as a field.</summary>
    GuardedEntry,
}

/// <summary>The forms that an item is tried in, one after the other.</summary>
internal static class ItemForms
{
    private static readonly ItemForm[] Rows = [ItemForm.Row, ItemForm.LinkedRow, ItemForm.NamelessRow];
    private static readonly ItemForm[] Entries = [ItemForm.Entry, ItemForm.LinkedEntry, ItemForm.GuardedEntry];

    /// <summary>Rows first, unless an item says more than a row has room for.</summary>
    public static IReadOnlyList<ItemForm> Of(IncidentDocument document) =>
        document.ActionItems?.Any(item => item.Details.Count > 1) == true ? [.. Entries, .. Rows] : [.. Rows, .. Entries];

    public static bool IsRow(this ItemForm form) => form <= ItemForm.NamelessRow;
}
