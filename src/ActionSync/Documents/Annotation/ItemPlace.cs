using ActionSync.Items;

namespace ActionSync.Documents.Annotation;

/// <summary>A stretch of a document's text, and what is to stand there instead; an empty stretch is a place between two characters.</summary>
/// <param name="Start">Of the text without a byte order mark, in characters.</param>
internal sealed record TextChange(int Start, int End, string Text);

/// <summary>
/// Where the text of a document keeps what became of one item. Each method names the changes that would say it, the best one first; which of them serves is
/// found by reading the document again. None where the document has no place for it.
/// </summary>
internal abstract class ItemPlace
{
    /// <summary>The item's issue as a link or an address.</summary>
    public abstract IEnumerable<TextChange> Ticket(string address);

    /// <summary>Where the item stands.</summary>
    /// <param name="written">What the document says now.</param>
    public abstract IEnumerable<TextChange> State(ItemState? written, ItemState state);

    /// <summary>The day on which it was done; none where a day stands there already.</summary>
    public abstract IEnumerable<TextChange> Day(DateOnly day);

    /// <summary>The address stands there already, beside others perhaps.</summary>
    public abstract bool Holds(string address);
}

/// <summary>What a document is to say of one item; null for what it says anyway or need not say.</summary>
/// <param name="Address">Of the issue that was made for the item.</param>
/// <param name="Day">When it was done.</param>
internal sealed record ItemNote(string? Address, ItemState? State, DateOnly? Day);
