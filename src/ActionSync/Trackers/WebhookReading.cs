using ActionSync.Items;

namespace ActionSync.Trackers;

/// <summary>What a webhook's body comes to. It is a hint and no more: what counts is what the tracker shows when it is visited.</summary>
internal abstract record WebhookReading
{
    private WebhookReading() { }

    /// <summary>An issue changed.</summary>
    /// <param name="Places">Where; more than one where an issue was moved.</param>
    /// <param name="IsBeyondLists">No list of changes shows it: the issue was deleted or moved away.</param>
    public sealed record Change(IReadOnlyList<TrackerPlace> Places, bool IsBeyondLists) : WebhookReading
    {
        /// <summary>The same places by the service's own ids, where it tells them: they stay when a place is renamed.</summary>
        public IReadOnlyList<PlaceIdentity> Identities { get; init; } = [];
    }

    /// <summary>Nothing that a tracker reads; <paramref name="Why"/> is a sentence.</summary>
    public sealed record Nothing(string Why) : WebhookReading;

    /// <summary>Not what the service sends; <paramref name="Problem"/> says what is wrong and what to do.</summary>
    public sealed record Unreadable(string Problem) : WebhookReading;
}
