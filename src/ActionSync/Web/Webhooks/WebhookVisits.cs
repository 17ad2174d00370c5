using ActionSync.Scheduling;
using ActionSync.Sync.Refreshing;
using ActionSync.Trackers;

namespace ActionSync.Web.Webhooks;

/// <summary>
/// Turns hints into visits, so few that a busy place costs its tracker little: the first of a burst is followed at once, the others together.
/// </summary>
internal sealed class WebhookVisits(TrackerSet trackers, VisitQueue queue, TimeProvider clock)
{
    /// <summary>One action of a person sends several webhooks; this is long enough for the rest of them.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    /// <summary>When the latest visit that was asked for is due, in time that passes since the start.</summary>
    private readonly Dictionary<(string Tracker, RefreshDepth Depth), TimeSpan> _visits = [];
    private readonly long _start = clock.GetTimestamp();

    /// <summary>Empty where nobody here follows that place.</summary>
    public IReadOnlyList<ITracker> TrackersOf(WebhookReading.Change change) =>
        [.. change.Places.SelectMany(trackers.At).Concat(change.Identities.SelectMany(trackers.Known)).Distinct()];

    /// <summary>False where the schedule is out of reach.</summary>
    public async Task<bool> FollowAsync(IEnumerable<ITracker> trackers, WebhookReading.Change change, CancellationToken cancellationToken)
    {
        var depth = change.IsBeyondLists ? RefreshDepth.Everything : RefreshDepth.Changes;
        foreach (var tracker in trackers)
        {
            if (!await queue.ReadAsync(tracker.Name, depth, clock.GetUtcNow() + Wait(tracker.Name, depth), cancellationToken))
                return false;
        }
        return true;
    }

    /// <summary>Soon, unless there was a visit just now: a repository in which something happens every second is not visited every second.</summary>
    private TimeSpan Wait(string tracker, RefreshDepth depth)
    {
        lock (_gate)
        {
            var now = clock.GetElapsedTime(_start);
            var soon = now + Gather;
            if (_visits.TryGetValue((tracker, depth), out var last))
            {
                // The visit that is planned already.
                if (last >= now)
                    return last - now;
                soon = soon > last + Between(depth) ? soon : last + Between(depth);
            }
            _visits[(tracker, depth)] = soon;
            return soon - now;
        }
    }

    /// <summary>Reading everything costs as many requests as there are pages of issues.</summary>
    private static TimeSpan Between(RefreshDepth depth) => depth == RefreshDepth.Everything ? TimeSpan.FromMinutes(1) : TimeSpan.FromSeconds(10);
}
