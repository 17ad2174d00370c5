using ActionSync.Configuration;

namespace ActionSync.Trackers;

/// <summary>A kind of tracker, and all that the rest of the program needs to know of it.</summary>
/// <param name="Name">What <c>Trackers:&lt;name&gt;:Kind</c> says.</param>
/// <param name="Factory">Makes the tracker of one entry, which keeps the pace and what it learnt.</param>
internal sealed record TrackerKind(string Name, KindFactory<ITracker> Factory) : Kind<ITracker>(Name, Factory)
{
    /// <summary>What stands in place of a person's account until somebody fills it in.</summary>
    public string AccountSample { get; init; } = "ACCOUNT";

    /// <summary>Its service can be asked for a person's address, so that an account is needed only where that finds nobody.</summary>
    public bool AddressMayDo { get; init; }

    /// <summary>How its service tells of changes; null where it does not.</summary>
    public WebhookSource? Webhook { get; init; }
}
