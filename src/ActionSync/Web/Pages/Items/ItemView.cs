using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Listing;
using ActionSync.People;
using ActionSync.Reminders;
using ActionSync.Sync.Publishing;
using ActionSync.Trackers;

namespace ActionSync.Web.Pages.Items;

/// <summary>What the page of one item shows.</summary>
/// <param name="CanEdit">Its issue is changed here, since no service has it.</param>
/// <param name="Reminders">What was sent about it, the latest first.</param>
/// <param name="Trace">All else that happened, the latest first.</param>
/// <param name="Older">The event before which both go on; null at their end.</param>
internal sealed record ItemView(
    ListedItem Listed, IReadOnlyList<DocumentDifference> Differences, IReadOnlyList<string> Details, bool CanEdit,
    IReadOnlyList<HistoryEntry> Reminders, IReadOnlyList<HistoryEntry> Trace, long? Older)
{
    public LedgerItem Item => Listed.Item;

    /// <summary>When its next reminder comes, or why none does; null where there is nothing to remind of.</summary>
    public ItemOutlook? Outlook { get; init; }

    /// <summary>Who its owner is: an address, or the owner's own text where there is none; empty for nobody.</summary>
    public string Person { get; init; } = "";

    /// <summary>Reminders of it can be put off.</summary>
    public bool CanSnooze => Item is { IsOpen: true, LinkedTo: null };
}

/// <summary>What a name in an address led to.</summary>
internal abstract record FoundItem
{
    private FoundItem() { }

    public sealed record One(ItemView View) : FoundItem;

    /// <summary>It fits more than one.</summary>
    public sealed record Several(IReadOnlyList<ListedItem> Items) : FoundItem;

    public sealed record None : FoundItem;
}

/// <summary>Reads what the page of one item shows.</summary>
internal sealed class ItemViewReader(
    LedgerDatabase ledger, ItemFinder finder, ItemPages listing, IssueEditing editing, ItemIndexUpkeep upkeep, PersonalForecast forecast,
    PeopleDirectory people, TrackerSet trackers)
{
    public const int EventsAtOnce = 60;

    /// <summary>So many items that a name may mean are shown.</summary>
    private const int MostMeant = 50;

    /// <param name="name">Any name that commands take, too.</param>
    /// <param name="before">The event before which the history is shown; null for the latest.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<FoundItem> FindAsync(string name, long? before, CancellationToken cancellationToken)
    {
        await using var work = await ledger.ReadAsync(cancellationToken);
        var meant = await finder.FindWholeAsync(work, name, cancellationToken);
        return await listing.WithIdsAsync(work, [.. meant.Take(MostMeant)], cancellationToken) switch
        {
            [] => new FoundItem.None(),
            [var listed] => new FoundItem.One(await ReadAsync(work, listed, before, cancellationToken)),
            var several => new FoundItem.Several(several),
        };
    }

    private async Task<ItemView> ReadAsync(LedgerTransaction work, ListedItem listed, long? before, CancellationToken cancellationToken)
    {
        var events = await work.Events.LatestOfItemAsync(listed.Item.Key, before ?? long.MaxValue, EventsAtOnce + 1, cancellationToken);
        var known = trackers.All.Select(tracker => tracker.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var told = events.Take(EventsAtOnce).Select(e => HistoryEntry.Of(e, listed.Short, known))
            .ToLookup(entry => entry.Kind is EventKind.Reminded or EventKind.Escalated);
        var person = people.AddressOf(listed.Item.Owner, listed.Incident.Participants) ?? listed.Item.Owner ?? "";
        return new(
            listed, [.. ItemDetails.DifferencesOf(listed.Item)], listed.Item.Fields.Extras?.Details ?? [], editing.CanEdit(listed.Item),
            [.. told[true]], [.. told[false]], events.Count > EventsAtOnce ? events[EventsAtOnce - 1].Id : null)
        {
            Person = person,
            Outlook = await OutlookAsync(listed.Item, person, cancellationToken),
        };
    }

    private async Task<ItemOutlook?> OutlookAsync(LedgerItem item, string person, CancellationToken cancellationToken)
    {
        if (item.State.IsClosed())
            return null;
        await upkeep.FreshenAsync(cancellationToken);
        return await forecast.OfItemAsync(item.Id, person, cancellationToken) is { Verdicts.Count: > 0 } outlook ? outlook : null;
    }
}
