namespace ActionSync.Documents;

/// <summary>Something that a document says and that was not taken as it stands there. A document with warnings is accepted.</summary>
/// <param name="Line">Where it stands, from 1.</param>
/// <param name="Why">One of the kinds below.</param>
/// <param name="Text">The beginning of the text, for people.</param>
public sealed record Warning(int Line, string Why, string Text)
{
    /// <summary>Something that somebody wrote about an item was not understood.</summary>
    public bool IsUnread => Why is NotAnItem or UnreadDate or UnreadPriority or UnreadStatus or UnreadOwner;

    /// <summary>Text under an action heading that is no list entry or row.</summary>
    public const string NotAnItem = "not-an-item";

    /// <summary>An entry of a template that nobody has filled in.</summary>
    public const string Placeholder = "placeholder";

    public const string UnreadDate = "unread-date";
    public const string UnreadPriority = "unread-priority";
    public const string UnreadStatus = "unread-status";
    public const string UnreadOwner = "unread-owner";
    public const string SeveralOwners = "several-owners";
    public const string SeveralTickets = "several-tickets";

    /// <summary>Two items name one issue.</summary>
    public const string SameTicket = "same-ticket";

    /// <summary>The text of an item that stands there before: one item.</summary>
    public const string SameItem = "same-item";

    /// <summary>An item that is a ticket and nothing else.</summary>
    public const string ReferenceOnly = "reference-only";

    /// <summary>A section that would be read for items, were there not a better one.</summary>
    public const string OtherSection = "other-section";

    /// <summary>What an incident tool keeps beside the follow-ups.</summary>
    public const string LeftOut = "left-out";

    /// <summary>A ticket of which nobody knows where it is.</summary>
    public const string UnreadTicket = "unread-ticket";
}
