using ActionSync.Items;

namespace ActionSync.Documents.Values;

/// <summary>How documents are read where their text leaves it open.</summary>
public sealed class DocumentsOptions
{
    /// <summary>
    /// How a date such as 03/04/2027 is meant: DMY (3 April) or MDY (4 March). Default: not set, and an ambiguous deadline refuses its document.
    /// </summary>
    public DateOrder? DateOrder { get; set; }

    /// <summary>Words of your house beside the built-in ones.</summary>
    public DocumentWords Words { get; set; } = new();
}

/// <summary>Words of one house, each with what it means. They are compared without case, and spaces, hyphens and underscores are the same.</summary>
public sealed class DocumentWords
{
    /// <summary>Words for priorities, as in <c>"showstopper": "P0"</c>. Default: none.</summary>
    public IReadOnlyDictionary<string, Priority> Priority { get; set; } = new Dictionary<string, Priority>();

    /// <summary>Words for an item's state, each open, in_progress, done or wont_do. Default: none.</summary>
    public IReadOnlyDictionary<string, ItemState> Status { get; set; } = new Dictionary<string, ItemState>();

    /// <summary>Words for an incident's severity, each SEV1 to SEV5. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Severity { get; set; } = new Dictionary<string, string>();

    /// <summary>Words for the kind of an item, as in <c>"hardening": "prevention"</c>. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Type { get; set; } = new Dictionary<string, string>();
}
