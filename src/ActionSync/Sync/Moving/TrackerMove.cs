using ActionSync.Archive;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Planning;
using ActionSync.Sync.Publishing;
using ActionSync.Trackers;

namespace ActionSync.Sync.Moving;

/// <summary>What becomes of known issues that are not found in the new place.</summary>
internal enum UnfoundIssues
{
    /// <summary>Nothing is moved.</summary>
    Refuse,

    /// <summary>Those that are open are missing from now on; what was closed stays closed.</summary>
    BecomeMissing,
}

/// <summary>
/// Has the ledger follow issues that moved with their tracker to another server or folder, where the service's id cannot prove that it is the same place: each
/// known issue has to be found there by its marker. Nothing is written to the tracker.
/// </summary>
internal sealed class TrackerMove(
    LedgerDatabase ledger, TrackerSet trackers, PlaceCheck places, TrackerClaim claim, ReceiptWriter receipts, TimeProvider clock)
{
    /// <param name="name">The tracker, as it is configured now.</param>
    /// <param name="unfound">What becomes of issues that are not there.</param>
    /// <param name="who">Who asks for it; as in <see cref="Actor"/>.</param>
    /// <param name="cancellationToken">Ends it before anything is changed.</param>
    /// <exception cref="TrackerException">The new place cannot be read now.</exception>
    public async Task<MoveOutcome> MoveAsync(string name, UnfoundIssues unfound, string who, CancellationToken cancellationToken)
    {
        if (trackers.Find(name) is not { } tracker)
        {
            return new MoveOutcome.Refused(
                $"No tracker {name} is configured. Name one as it stands under Trackers; what it was called before is a matter of actionsync tracker rename.");
        }
        if (await KnownAsync(tracker, cancellationToken) is not { } known)
            return new MoveOutcome.Nothing(tracker.Place);
        var from = new TrackerPlace(known.Server, known.Place);
        var change = await AskAsync(tracker, known, cancellationToken);
        if (change.Identity is not null)
        {
            var followed = await IssuesAsync(tracker, from, cancellationToken);
            await places.FollowAsync([change], cancellationToken);
            return await MovedAsync(new MoveOutcome.Moved(from, tracker.Place, Count(followed), []), cancellationToken);
        }
        return change.IsOther
            ? new MoveOutcome.Refused($"{tracker.Place} is another place than {from} by the id that the service itself gives it, on the same server. " +
                $"Point tracker {tracker.Name} back, and give the new place a tracker name of its own; issues that were transferred are shown as missing, and actionsync recreate makes them anew.")
            : await SearchAsync(tracker, from, unfound, who, cancellationToken);
    }

    private async Task<MoveOutcome> SearchAsync(
        ITracker tracker, TrackerPlace from, UnfoundIssues unfound, string who, CancellationToken cancellationToken)
    {
        var identity = await tracker.IdentifyAsync(null, cancellationToken);
        var moved = await MovedIssueSearch.FindAsync(tracker, await IssuesAsync(tracker, from, cancellationToken), cancellationToken);
        var lost = moved.Where(issue => issue is { Now: null, WasThere: true }).ToList();
        if (lost.Count > 0 && (unfound == UnfoundIssues.Refuse || moved.All(issue => issue.Now is null)))
            return new MoveOutcome.NotFound(from, tracker.Place, moved.Count(issue => issue.Now is not null), lost);
        return await CommitAsync(tracker, from, identity, moved, who, cancellationToken)
            ? await MovedAsync(new MoveOutcome.Moved(from, tracker.Place, moved.Count(issue => issue.Now is not null), lost), cancellationToken)
            : new MoveOutcome.Refused($"Another worker is at work on tracker {tracker.Name}, or its items changed meanwhile. " +
                "Stop the workers, let all of them have the new configuration, and run this again.");
    }

    /// <summary>What the ledger remembers of a tracker whose issues live elsewhere; null where they do not.</summary>
    private async Task<LedgerTracker?> KnownAsync(ITracker tracker, CancellationToken cancellationToken)
    {
        await using var work = await ledger.ReadAsync(cancellationToken);
        if (await work.Trackers.FindAsync(tracker.Name, cancellationToken) is not { } known)
            return null;
        var homes = (await work.Items.PlacesAsync(cancellationToken)).Where(place => place.Tracker == tracker.Name);
        if (homes.FirstOrDefault(place => new TrackerPlace(place.Server, place.Place) != tracker.Place) is { } lived)
            return known with { Server = lived.Server, Place = lived.Place, PlaceId = lived.Place == known.Place ? known.PlaceId : null };
        // Nothing is known to be there, but what was perhaps made there is looked for where it moved.
        return new TrackerPlace(known.Server, known.Place) != tracker.Place && (await work.Items.UnknownAsync(known.Name, cancellationToken)).Count > 0
            ? known
            : null;
    }

    private static async Task<PlaceChange> AskAsync(ITracker tracker, LedgerTracker known, CancellationToken cancellationToken)
    {
        var change = await PlaceCheck.AskAsync(tracker, known, cancellationToken);
        return change.Trouble is { } trouble ? throw trouble : change;
    }

    private async Task<IReadOnlyList<LedgerItem>> IssuesAsync(ITracker tracker, TrackerPlace from, CancellationToken cancellationToken)
    {
        await using var work = await ledger.ReadAsync(cancellationToken);
        return await InPlaceAsync(work, tracker, from, cancellationToken);
    }

    private static async Task<IReadOnlyList<LedgerItem>> InPlaceAsync(
        LedgerTransaction work, ITracker tracker, TrackerPlace from, CancellationToken cancellationToken) =>
        [.. (await work.Items.InPlaceAsync(from.Server, from.Path, cancellationToken)).Where(item => item.Tracker == tracker.Name)];

    private static int Count(IEnumerable<LedgerItem> items) => items.DistinctBy(item => item.Issue!.Id).Count();

    /// <summary>All of it or nothing; false where another worker is at work there, or has changed an item since it was looked for.</summary>
    private async Task<bool> CommitAsync(
        ITracker tracker, TrackerPlace from, PlaceIdentity? identity, IReadOnlyList<MovedIssue> moved, string who, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var byId = moved.ToDictionary(issue => issue.Before.Id);
        await using var work = await ledger.BeginAsync(cancellationToken);
        if (!await claim.ProveAsync(tracker.Name, work, cancellationToken))
            return false;
        var items = await InPlaceAsync(work, tracker, from, cancellationToken);
        if (items.Any(item => !byId.ContainsKey(item.Issue!.Id)))
            return false;
        var steps = items.Select(item => Move(item, byId[item.Issue!.Id], tracker, who, now)).ToList();
        await work.Items.UpdateAsync(steps.Select(step => step.Item), cancellationToken);
        await work.Events.AddAsync([.. steps.Select(step => step.Event)], cancellationToken);
        await work.Trackers.ForgetFoundAsync(tracker.Name, cancellationToken);
        // The bookmark was of the other place: what differs here is read by the next pass, and our issues are listed before any is made.
        await work.Trackers.SaveAsync(
            new LedgerTracker { Name = tracker.Name, Server = tracker.Place.Server, Place = tracker.Place.Path, PlaceId = identity?.Word }, cancellationToken);
        await work.Trackers.FreeAsync(tracker.Name, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return true;
    }

    private static (LedgerItem Item, LedgerEvent Event) Move(LedgerItem item, MovedIssue issue, ITracker tracker, string who, DateTimeOffset now)
    {
        var before = issue.Before;
        // Where it is not, another issue may have its id by chance; no service gives its issues ids that are the numbers that people say.
        var there = issue.Now ?? new IssueRef(tracker.Place.Server, tracker.Place.Path, before.Number, before.Number, before.Url);
        var moved = item with { Issue = there, Url = there.Url };
        if (issue.Now is not null)
        {
            var text = $"{before.Number} of {tracker.Name} is {there.Number} in {tracker.Place} now: {there.Url}";
            return (moved with { Fields = item.Fields with { FormerUrl = before.Url } },
                moved.Event(EventKind.IssueMoved, now, who, text) with { Field = "issue", Old = before.Url, New = there.Url });
        }
        var from = new TrackerPlace(before.Server, before.Place);
        var why = $"{before.Number} was not among the issues in {tracker.Place} when tracker {tracker.Name} was moved there from {from}.";
        return (item.IsIssueGone ? moved : moved.Gone(why), moved.IssueGone(now, who, why));
    }

    private async Task<MoveOutcome> MovedAsync(MoveOutcome.Moved moved, CancellationToken cancellationToken) =>
        moved with { Problems = await receipts.WriteStaleAsync(cancellationToken) };
}

/// <summary>What became of the wish to follow moved issues.</summary>
internal abstract record MoveOutcome
{
    private MoveOutcome() { }

    /// <param name="From">Where they lived.</param>
    /// <param name="To">Where they live now.</param>
    /// <param name="Issues">How many were found there.</param>
    /// <param name="Lost">Those that were not found: missing now, unless they were closed.</param>
    public sealed record Moved(TrackerPlace From, TrackerPlace To, int Issues, IReadOnlyList<MovedIssue> Lost) : MoveOutcome
    {
        /// <summary>Receipts that could not be written yet; the next pass tries again.</summary>
        public IReadOnlyList<string> Problems { get; init; } = [];
    }

    /// <summary>The issues live where the tracker is configured.</summary>
    public sealed record Nothing(TrackerPlace Place) : MoveOutcome;

    /// <summary>Nothing was changed, since these were not found there.</summary>
    public sealed record NotFound(TrackerPlace From, TrackerPlace To, int Found, IReadOnlyList<MovedIssue> Lost) : MoveOutcome;

    /// <summary>Nothing was changed; the sentence says why and what to do.</summary>
    public sealed record Refused(string Why) : MoveOutcome;
}
