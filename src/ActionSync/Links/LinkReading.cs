namespace ActionSync.Links;

/// <summary>What a token turned out to be.</summary>
internal abstract record LinkReading
{
    private LinkReading() { }

    /// <param name="Id">What is remembered of it once it was used.</param>
    public sealed record Valid(SignedLink Link, string Id) : LinkReading;

    /// <summary>It was right, and its time is over.</summary>
    public sealed record Expired(SignedLink Link) : LinkReading;

    /// <summary>It is no link of ours, or not as we wrote it.</summary>
    public sealed record Altered : LinkReading;

    /// <summary>It was written by a version of the program that writes links otherwise.</summary>
    public sealed record OtherVersion : LinkReading;

    /// <summary>Our key signed it for a ledger of another namespace.</summary>
    public sealed record OtherLedger : LinkReading;

    /// <summary>No key that is accepted now signed it: the key was changed, or the ledger that kept it was restored.</summary>
    public sealed record UnknownKey : LinkReading;
}
