namespace ActionSync.Ledger;

/// <summary>Why an item is stuck.</summary>
/// <param name="Code">What the program goes by.</param>
/// <param name="Text">What people read: a sentence with a next step.</param>
internal sealed record ItemProblem(ProblemCode Code, string Text)
{
    /// <summary>
    /// What ledgers and receipts of older versions say of an item that waited since no configured tracker had its ticket. Nothing waits for that any more.
    /// </summary>
    public const string FormerUnknownTicket = "UnknownTicket";

    public override string ToString() => Text;
}

/// <summary>What kind of problem it is; ledgers and receipts keep the name.</summary>
internal enum ProblemCode
{
    /// <summary>No route matches the item.</summary>
    NoRoute,

    /// <summary>Its tracker cannot be worked with at all; over as soon as it can be.</summary>
    TrackerFails,

    /// <summary>Its tracker asks to wait.</summary>
    Limited,

    /// <summary>Its tracker refuses this item.</summary>
    Refused,

    /// <summary>This item could not be read or written.</summary>
    Failed,

    /// <summary>A create was sent, and its outcome is not known.</summary>
    NoAnswer,

    /// <summary>Another issue carries its marker.</summary>
    SharedMarker,

    /// <summary>Its issue is not there any more.</summary>
    Missing,
}
