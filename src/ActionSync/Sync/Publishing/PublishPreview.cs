using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Trackers;

namespace ActionSync.Sync.Publishing;

/// <summary>
/// What publishing would do with items that have no issue yet, asked of their tracker by reading alone: which it would find and adopt, and what the others'
/// creates would ask for. Neither the tracker nor the ledger is written to.
/// </summary>
internal sealed class PublishPreview(
    LedgerDatabase ledger, PlaceCheck places, FirstContact firstContact, LedgerOptions options, TimeProvider clock)
{
    /// <param name="tracker">Where the issues would be.</param>
    /// <param name="items">
    /// The items with their incidents, each with an id of its own; in the order in which they would be created. Without any, the tracker is not asked.
    /// </param>
    /// <param name="earlier">The other items that wait to be created there, and are so before them.</param>
    /// <param name="listsAnew">Our issues are listed even where they were before, as for items that the ledger lost.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<TrackerPreview> AskAsync(
        ITracker tracker, IReadOnlyList<(LedgerItem Item, IncidentBrief Incident)> items, IReadOnlyList<LedgerItem> earlier, bool listsAnew,
        CancellationToken cancellationToken)
    {
        var outcomes = new Dictionary<string, ItemPreview>();
        if (items.Count == 0)
            return new TrackerPreview(tracker, outcomes);
        var (known, found) = await LookUpAsync(tracker, cancellationToken);
        try
        {
            if (known is not null)
                await places.RequireSameAsync(tracker, cancellationToken);
            if (known?.FirstContactAt is null || listsAnew)
            {
                var listing = await firstContact.ListAsync(tracker, cancellationToken);
                (found, var why) = (listing.Ours, listing.WhyIncomplete);
                if (why is not null)
                    return new TrackerPreview(tracker, outcomes) { Hold = why };
            }
            if (known?.BlockedUntil is { } until && until > clock.GetUtcNow())
                return new TrackerPreview(tracker, outcomes) { Hold = $"Tracker {tracker.Name} is limited until {until:u}; its work waits." };
            await FillAsync(tracker, items, found, earlier, outcomes, cancellationToken);
            return new TrackerPreview(tracker, outcomes);
        }
        catch (TrackerException trouble)
        {
            return new TrackerPreview(tracker, outcomes) { Trouble = trouble.Message };
        }
    }

    private async Task FillAsync(
        ITracker tracker, IReadOnlyList<(LedgerItem Item, IncidentBrief Incident)> items, IReadOnlyList<FoundIssue> found, IReadOnlyList<LedgerItem> earlier,
        Dictionary<string, ItemPreview> outcomes, CancellationToken cancellationToken)
    {
        var matches = FoundMatching.Match([.. earlier, .. items.Select(i => i.Item)], found, options.Namespace).ToDictionary(m => m.Item.Id, m => m.Issue);
        var left = (tracker.Traits.MaxCreatesPerRun ?? int.MaxValue) - earlier.Count(item => !matches.ContainsKey(item.Id));
        foreach (var (item, incident) in items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            outcomes[item.Key] = matches.TryGetValue(item.Id, out var issue)
                ? new ItemPreview.Found(issue)
                : new ItemPreview.New(await tracker.PreviewAsync(IssueDrafts.Of(item, incident, ordinal: null), cancellationToken), IsBeyondCap: left-- <= 0);
        }
    }

    /// <summary>What the ledger knows of the tracker, and the issues there that no item has yet.</summary>
    private async Task<(LedgerTracker? Known, IReadOnlyList<FoundIssue> Found)> LookUpAsync(ITracker tracker, CancellationToken cancellationToken)
    {
        if (!await ledger.IsThereAsync(cancellationToken))
            return (null, []);
        await using var work = await ledger.ReadAsync(cancellationToken);
        var issues = await work.Trackers.FoundAsync(tracker.Name, cancellationToken);
        var claimed = (await work.Items.WithMarkersAsync(issues.Select(i => i.Marker), cancellationToken)).Where(i => i.Issue is not null)
            .Select(i => i.Marker).ToHashSet();
        return (await work.Trackers.FindAsync(tracker.Name, cancellationToken), [.. issues.Where(i => !claimed.Contains(i.Marker))]);
    }
}

/// <summary>What one tracker says of the items that it would get.</summary>
/// <param name="Items">By the items' keys; what is missing is not known.</param>
internal sealed record TrackerPreview(ITracker Tracker, IReadOnlyDictionary<string, ItemPreview> Items)
{
    /// <summary>Why it could not be asked, or not all of it.</summary>
    public string? Trouble { get; init; }

    /// <summary>Why nothing would be created there for now.</summary>
    public string? Hold { get; init; }
}

/// <summary>What would become of one item.</summary>
internal abstract record ItemPreview
{
    private ItemPreview() { }

    /// <summary>Its issue is there already, and would be taken.</summary>
    public sealed record Found(FoundIssue Issue) : ItemPreview;

    /// <param name="Create">What the create would ask for.</param>
    /// <param name="IsBeyondCap">Others use up what one pass may create, so that it waits for a later one.</param>
    public sealed record New(CreatePreview Create, bool IsBeyondCap) : ItemPreview;
}
