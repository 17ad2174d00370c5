namespace ActionSync.Items;

/// <summary>Something about a document that depends on the configuration or on taste. It never keeps a document out.</summary>
/// <param name="Line">Where the item begins, from 1; 0 where that is not known.</param>
/// <param name="Why">One word for programs.</param>
/// <param name="Text">A sentence for people.</param>
public sealed record Advice(int Line, string Why, string Text)
{
    /// <summary>No route leads the item anywhere.</summary>
    public const string NoRoute = "no-route";

    /// <summary>Its route leads to no tracker on purpose.</summary>
    public const string Ignored = "ignored";

    /// <summary>Its owner is nobody who is known, or left.</summary>
    public const string UnknownOwner = "unknown-owner";

    /// <summary>Its tracker knows people by an account, and <c>People</c> gives none for its owner.</summary>
    public const string Unassignable = "unassignable-owner";

    /// <summary>Its ticket is of no configured tracker, or nobody knows of which.</summary>
    public const string KeptLink = "kept-link";

    /// <summary>Another item has the same issue.</summary>
    public const string SharedIssue = "shared-issue";

    /// <summary>The text is no incident's document.</summary>
    public const string NoIncident = "no-incident";

    /// <summary>A key that is not read is close to one that is.</summary>
    public const string UnreadKey = "unread-key";

    /// <summary>The document gives no deadline, and the configuration does.</summary>
    public const string DefaultDeadline = "default-deadline";

    /// <summary>The document gives no priority.</summary>
    public const string DefaultPriority = "default-priority";
}
