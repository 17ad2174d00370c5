namespace ActionSync.Web.Access;

/// <summary>All that decides whether a request is answered; see <see cref="AccessRules"/>.</summary>
internal sealed record AccessQuestion
{
    public required Area Area { get; init; }

    /// <summary>GET or HEAD: nothing is changed.</summary>
    public required bool IsSafe { get; init; }

    /// <summary>Whose page has the browser send it.</summary>
    public SendingPage From { get; init; }

    /// <summary>It was sent on this machine to this machine, and no proxy says that it passes it on.</summary>
    public bool IsHere { get; init; }

    /// <summary>It asks for localhost, 127.0.0.1 or [::1]; a page elsewhere can have its own name lead here, but cannot ask for these.</summary>
    public bool IsHostHere { get; init; }

    /// <summary>There is an <c>ApiKey</c>.</summary>
    public bool HasKey { get; init; }

    /// <summary>There is a <c>UserHeader</c>.</summary>
    public bool HasUserHeader { get; init; }

    public bool AreMetricsOpen { get; init; }

    /// <summary>The key that stands in the header <c>Authorization</c>.</summary>
    public ClaimedKey Bearer { get; init; }

    /// <summary>It has the cookie of a sign-in with a key that still holds.</summary>
    public bool IsSignedIn { get; init; }

    /// <summary>A trusted proxy names the person.</summary>
    public bool HasUser { get; init; }
}

internal enum SendingPage
{
    /// <summary>One of ours, or none: programs say nothing of pages.</summary>
    Ours,

    /// <summary>The browser keeps it to itself, as it does for pages that send no referrer.</summary>
    Unsaid,

    Foreign,
}

internal enum ClaimedKey
{
    None,
    Right,
    Wrong,

    /// <summary>Too many wrong ones came from that address for this one to be looked at.</summary>
    TooMany,
}
