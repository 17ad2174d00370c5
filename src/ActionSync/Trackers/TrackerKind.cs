using ActionSync.Configuration;

namespace ActionSync.Trackers;

/// <summary>A kind of tracker, and all that the rest of the program needs to know of it.</summary>
/// <param name="Name">What <c>Trackers:&lt;name&gt;:Kind</c> says.</param>
/// <param name="Factory">Makes the tracker of one entry, which keeps the pace and what it learnt.</param>
internal sealed record TrackerKind(string Name, KindFactory<ITracker> Factory) : Kind<ITracker>(Name, Factory)
{
    /// <summary>How its service tells of changes; null where it does not.</summary>
    public WebhookSource? Webhook { get; init; }
}
