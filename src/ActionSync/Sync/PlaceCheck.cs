using System.Collections.Concurrent;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Trackers;
using Humanizer;

namespace ActionSync.Sync;

/// <summary>
/// Knows places by the id that their service gives them: the same id under a new name is the same place and is followed, another id under the same name is
/// another place, and nothing is read or written there.
/// </summary>
internal sealed partial class PlaceCheck(LedgerDatabase ledger, TrackerSet trackers, TimeProvider clock, ILogger<PlaceCheck> logger)
{
    /// <summary>Trackers of which this process knows that they speak to the place that the ledger means.</summary>
    private readonly ConcurrentDictionary<string, bool> _proven = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The trackers whose configured name differs from the ledger's, with what their service says about it.</summary>
    public async Task<IReadOnlyList<PlaceChange>> ChangesAsync(CancellationToken cancellationToken)
    {
        var changes = new List<PlaceChange>();
        foreach (var known in await KnownAsync(cancellationToken))
        {
            var place = new TrackerPlace(known.Server, known.Place);
            if (trackers.Find(known.Name) is { } tracker && tracker.Place != place)
                changes.Add(await AskAsync(tracker, known, cancellationToken));
        }
        return changes;
    }

    /// <summary>Brings the ledger's names up to date where a place is the same under another name.</summary>
    public async Task FollowAsync(IEnumerable<PlaceChange> changes, CancellationToken cancellationToken)
    {
        foreach (var change in changes.Where(change => change.Identity is not null))
        {
            var (from, to) = (change.From, change.Tracker.Place);
            await using var work = await ledger.BeginAsync(cancellationToken);
            var moved = await work.Items.InPlaceAsync(from.Server, from.Path, cancellationToken);
            var ours = moved.Where(item => change.Tracker.Name.Equals(item.Tracker, StringComparison.OrdinalIgnoreCase)).ToList();
            await work.Items.UpdateAsync(
                ours.Select(item => item with { Issue = item.Issue! with { Server = to.Server, Place = to.Path } }), cancellationToken);
            await work.Events.AddAsync(
                [.. ours.GroupBy(item => item.IncidentId).Select(incident => Event(change, incident.Key, incident.Count()))], cancellationToken);
            await work.Trackers.RenameAsync(change.Tracker.Name, to.Server, to.Path, change.Identity!.Word, cancellationToken);
            await work.CommitAsync(cancellationToken);
            Log.Followed(logger, change.Tracker.Name, $"{from}", $"{to}", "issue".ToQuantity(ours.Count));
        }
    }

    /// <summary>
    /// Learns the place's id at first contact, and compares it once a process and again with each look at everything.
    /// </summary>
    /// <exception cref="TrackerException">Another place has the name now, or the service cannot be asked.</exception>
    public async Task ProveAsync(ITracker tracker, bool again, CancellationToken cancellationToken)
    {
        if (!again && _proven.ContainsKey(tracker.Name))
            return;
        var known = await FindAsync(tracker, cancellationToken);
        if (known is null || await tracker.IdentifyAsync(null, cancellationToken) is not { } identity)
            return;
        // What is kept for good, or stops a tracker, is looked at twice.
        if (known.PlaceId != identity.Word && await tracker.IdentifyAsync(null, cancellationToken) != identity)
            throw new TrackerException(
                TrackerFault.Unavailable, $"Tracker {tracker.Name} shows its place in two ways within a moment. It is asked again in the next pass.");
        if (known.PlaceId is null)
            await RememberAsync(tracker, identity, cancellationToken);
        else if (known.PlaceId != identity.Word)
            throw OtherPlace(tracker);
        _proven[tracker.Name] = true;
    }

    /// <summary>The comparison alone, for a look that writes nothing down.</summary>
    /// <exception cref="TrackerException">Another place has the name now, or the service cannot be asked.</exception>
    public async Task RequireSameAsync(ITracker tracker, CancellationToken cancellationToken)
    {
        if (await FindAsync(tracker, cancellationToken) is { PlaceId: { } known } && await tracker.IdentifyAsync(null, cancellationToken) is { } identity
            && identity.Word != known)
            throw OtherPlace(tracker);
    }

    private static TrackerException OtherPlace(ITracker tracker) => new(TrackerFault.NotFound,
        $"{tracker.Place} is another place than the one where the issues of tracker {tracker.Name} live: that one was renamed or removed, and its name was given away. " +
        "Point the tracker to what the place is called now, and give the other one a tracker name of its own.");

    /// <summary>Asks the service of a tracker whether it is the place that the ledger knows.</summary>
    public static async Task<PlaceChange> AskAsync(ITracker tracker, LedgerTracker known, CancellationToken cancellationToken)
    {
        var from = new TrackerPlace(known.Server, known.Place);
        try
        {
            if (await tracker.IdentifyAsync(null, cancellationToken) is not { } now)
                return new PlaceChange(tracker, from);
            var was = known.PlaceId ?? (await FormerAsync(tracker, from, now, cancellationToken))?.Word;
            return new PlaceChange(tracker, from) { Identity = was == now.Word ? now : null, IsOther = was != now.Word && now.IsOnServerOf(was) };
        }
        catch (TrackerException trouble)
        {
            return new PlaceChange(tracker, from) { Trouble = trouble };
        }
    }

    /// <summary>For ledgers that never learnt the id: what the service itself still says of the old name; null where that is not of this server.</summary>
    private static async Task<PlaceIdentity?> FormerAsync(ITracker tracker, TrackerPlace from, PlaceIdentity now, CancellationToken cancellationToken) =>
        new[] { tracker.Place.Server, now.Server }.Contains(from.Server, StringComparer.OrdinalIgnoreCase)
            ? await tracker.IdentifyAsync(from.Path, cancellationToken)
            : null;

    private LedgerEvent Event(PlaceChange change, string incident, int issues) => new()
    {
        At = clock.GetUtcNow(),
        IncidentId = incident,
        Kind = EventKind.PlaceRenamed,
        Who = change.Tracker.Name,
        Text = $"{change.From} is called {change.Tracker.Place} now; {"issue".ToQuantity(issues)} {(issues == 1 ? "is" : "are")} followed there.",
        Field = "place",
        Old = $"{change.From}",
        New = $"{change.Tracker.Place}",
    };

    private async Task<IReadOnlyList<LedgerTracker>> KnownAsync(CancellationToken cancellationToken)
    {
        await using var work = await ledger.ReadAsync(cancellationToken);
        var used = (await work.Items.PlacesAsync(cancellationToken)).ToDictionary(p => (p.Tracker, p.Server, p.Place));
        var known = new List<LedgerTracker>();
        foreach (var tracker in await work.Trackers.AllAsync(cancellationToken))
        {
            if (used.ContainsKey((tracker.Name, tracker.Server, tracker.Place)) || (await work.Items.UnknownAsync(tracker.Name, cancellationToken)).Count > 0)
                known.Add(tracker);
        }
        return known;
    }

    private async Task<LedgerTracker?> FindAsync(ITracker tracker, CancellationToken cancellationToken)
    {
        await using var work = await ledger.ReadAsync(cancellationToken);
        return await work.Trackers.FindAsync(tracker.Name, cancellationToken);
    }

    private async Task RememberAsync(ITracker tracker, PlaceIdentity identity, CancellationToken cancellationToken)
    {
        await using var work = await ledger.BeginAsync(cancellationToken);
        await work.Trackers.RenameAsync(tracker.Name, tracker.Place.Server, tracker.Place.Path, identity.Word, cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Tracker {Tracker}: {From} is called {To} now; followed there: {Issues}")]
        public static partial void Followed(ILogger logger, string tracker, string from, string to, string issues);
    }
}

/// <summary>A tracker that is configured under another name than the ledger has for it.</summary>
internal sealed record PlaceChange(ITracker Tracker, TrackerPlace From)
{
    /// <summary>What the service says the place is, where that proves that it is the same; null where it is another, or nobody can say.</summary>
    public PlaceIdentity? Identity { get; init; }

    /// <summary>The service itself says that it is another place, on the server where the issues live.</summary>
    public bool IsOther { get; init; }

    /// <summary>Why the service could not be asked.</summary>
    public TrackerException? Trouble { get; init; }
}
