using ActionSync.Archive;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Trackers;
using Humanizer;

namespace ActionSync.Sync.Moving;

/// <summary>
/// Has the ledger follow a tracker that got another name in the configuration. Only the name changes: the place has to be the one that the ledger knows under
/// the old name.
/// </summary>
internal sealed class TrackerRename(
    LedgerDatabase ledger, TrackerSet trackers, PlaceCheck places, TrackerClaim claim, ReceiptWriter receipts, TimeProvider clock)
{
    /// <param name="oldName">The name that the ledger knows.</param>
    /// <param name="newName">The name in the configuration.</param>
    /// <param name="who">Who asks for it; as in <see cref="Actor"/>.</param>
    /// <param name="cancellationToken">Ends it before anything is changed.</param>
    /// <exception cref="LedgerException">Whether it is the same place cannot be asked now.</exception>
    public async Task<RenameOutcome> RenameAsync(string oldName, string newName, string who, CancellationToken cancellationToken)
    {
        if (trackers.Find(newName) is not { } tracker)
            return Refuse($"No tracker {newName} is configured{Configured()}. Call it so under Trackers first; then run this again.");
        var known = await KnownAsync(cancellationToken);
        if (known.GetValueOrDefault(oldName) is not { } before)
            return await WasRenamedAsync(oldName, tracker, cancellationToken) ? new RenameOutcome.Already(tracker.Place) : Refuse(
                $"The ledger knows no tracker {oldName}{(known.Count == 0 ? "" : $"; it knows {string.Join(", ", known.Keys.Order(StringComparer.Ordinal))}")}.");
        if (trackers.Find(before.Name)?.Name == before.Name)
            return Refuse(
                $"Tracker {before.Name} is still configured. Rename it to {newName} under Trackers; a second tracker of the same place is not needed.");
        if (known.GetValueOrDefault(tracker.Name) is { } taken && taken != before && await IssuesAsync(taken, cancellationToken) is var there and > 0)
            return Refuse(
                $"The ledger knows {tracker.Name} as {Place(taken)} already, where {"issue".ToQuantity(there)} {(there == 1 ? "lives" : "live")}. Choose another name.");

        var change = await PlaceCheck.AskAsync(tracker, before, cancellationToken);
        if (!IsSame(change, tracker, before))
            return Refuse($"Tracker {tracker.Name} is {tracker.Place}, and the issues of {before.Name} live in {Place(before)}. Only the name may differ: " +
                $"let {tracker.Name} point there. If the issues themselves moved, call it {before.Name} again, run actionsync tracker move {before.Name}, and rename it after that.");
        if (await FollowAsync(before, tracker, who, cancellationToken) is not { } items)
            return Refuse(
                $"Another worker is at work on tracker {before.Name}. Stop the workers, let all of them have the new configuration, and run this again.");
        if (tracker.Place != Place(before))
            await places.FollowAsync([change], cancellationToken);
        return new RenameOutcome.Renamed(before.Name, tracker.Place, items.Count(item => item.Issue is not null), items.Count(item => item.Issue is null))
        {
            Problems = await receipts.WriteStaleAsync(cancellationToken),
        };
    }

    private static RenameOutcome.Refused Refuse(string why) => new(why);

    private static TrackerPlace Place(LedgerTracker known) => new(known.Server, known.Place);

    private string Configured() => trackers.All.Count == 0 ? ""
        : $"; configured {(trackers.All.Count == 1 ? "is" : "are")} {string.Join(", ", trackers.All.Select(t => t.Name))}";

    /// <summary>By the service's own id where there is one; what has none is the same where it is called the same.</summary>
    private static bool IsSame(PlaceChange change, ITracker tracker, LedgerTracker known) => change switch
    {
        { Identity: not null } => true,
        { Trouble: { } trouble } when known.PlaceId is not null || tracker.Place != Place(known) =>
            trouble.Fault is TrackerFault.Unavailable or TrackerFault.Limited ? throw LedgerException.PlaceNotKnown(trouble) : throw trouble,
        _ => known.PlaceId is null && tracker.Place == Place(known),
    };

    /// <summary>Exactly as they are written: names that differ only in their letters' case are two names to the ledger.</summary>
    private async Task<Dictionary<string, LedgerTracker>> KnownAsync(CancellationToken cancellationToken)
    {
        await using var work = await ledger.ReadAsync(cancellationToken);
        return (await work.Trackers.AllAsync(cancellationToken)).ToDictionary(known => known.Name, StringComparer.Ordinal);
    }

    /// <summary>How many issues the ledger knows under a tracker's name, whatever they are called by.</summary>
    private async Task<long> IssuesAsync(LedgerTracker known, CancellationToken cancellationToken)
    {
        await using var work = await ledger.ReadAsync(cancellationToken);
        return (await work.Items.PlacesAsync(cancellationToken)).Where(place => place.Tracker == known.Name).Sum(place => place.Issues);
    }

    /// <summary>The same command was run before, as after an interruption.</summary>
    private async Task<bool> WasRenamedAsync(string oldName, ITracker tracker, CancellationToken cancellationToken)
    {
        await using var work = await ledger.ReadAsync(cancellationToken);
        await foreach (var e in work.Events.OfKindsAsync([EventKind.TrackerRenamed], DateTimeOffset.UnixEpoch).WithCancellation(cancellationToken))
        {
            if (e.Old == oldName && e.New == tracker.Name)
                return true;
        }
        return false;
    }

    /// <summary>All that the ledger knows under the old name goes under the new one, at once. Null where another worker is at work there.</summary>
    private async Task<IReadOnlyList<LedgerItem>?> FollowAsync(
        LedgerTracker before, ITracker tracker, string who, CancellationToken cancellationToken)
    {
        await using var work = await ledger.BeginAsync(cancellationToken);
        foreach (var name in new[] { before.Name, tracker.Name })
        {
            if (await work.Trackers.FindAsync(name, cancellationToken) is not null && !await claim.ProveAsync(name, work, cancellationToken))
                return null;
        }
        var items = await work.Items.OfTrackerAsync(before.Name, cancellationToken);
        await work.Items.UpdateAsync(items.Select(item => item with { Tracker = tracker.Name }), cancellationToken);
        await work.Trackers.ChangeNameAsync(before.Name, tracker.Name, cancellationToken);
        await work.Events.AddAsync([.. items.GroupBy(item => item.IncidentId).Select(incident => Event(before, tracker, incident.Key, incident.Count(), who))],
            cancellationToken);
        await work.CommitAsync(cancellationToken);
        return items;
    }

    private LedgerEvent Event(LedgerTracker before, ITracker tracker, string incident, int items, string who) => new()
    {
        At = clock.GetUtcNow(),
        IncidentId = incident,
        Kind = EventKind.TrackerRenamed,
        Who = who,
        Text = $"Tracker {before.Name} is called {tracker.Name} now, with {"item".ToQuantity(items)} of this incident.",
        Field = "tracker",
        Old = before.Name,
        New = tracker.Name,
    };
}

/// <summary>What became of the wish to follow a tracker's new name.</summary>
internal abstract record RenameOutcome
{
    private RenameOutcome() { }

    /// <param name="OldName">As the ledger wrote it.</param>
    /// <param name="Place">Where the issues live, as before.</param>
    /// <param name="Issues">Items that have an issue there.</param>
    /// <param name="Waiting">Items that are to get one there.</param>
    public sealed record Renamed(string OldName, TrackerPlace Place, int Issues, int Waiting) : RenameOutcome
    {
        /// <summary>Receipts that could not be written yet; the next pass tries again.</summary>
        public IReadOnlyList<string> Problems { get; init; } = [];
    }

    /// <summary>The ledger has followed before.</summary>
    public sealed record Already(TrackerPlace Place) : RenameOutcome;

    /// <summary>Nothing was changed; the sentence says why and what to do.</summary>
    public sealed record Refused(string Why) : RenameOutcome;
}
