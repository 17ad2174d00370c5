using System.Runtime.CompilerServices;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Naming;
using ActionSync.People;
using ActionSync.Reminders;

namespace ActionSync.Listing;

/// <summary>Lists items by a filter, incident by incident, for <c>status</c>, the pages and the API alike.</summary>
internal sealed class ItemListing(Snoozes snoozes, PeopleDirectory people, ItemDescriber describer, TimeProvider clock)
{
    /// <summary>The items that pass, streamed: there may be many thousands.</summary>
    public async IAsyncEnumerable<ListedItem> ListAsync(
        LedgerTransaction work, ItemFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (await FilterMatch.SelectionAsync(filter, work, cancellationToken) is not { } selection)
            yield break;
        // Read before the stream begins: a connection answers one question at a time.
        var match = new FilterMatch(filter, await OwnerFilter.OfAsync(filter.Owners, people, work, cancellationToken));
        var incidents = selection.Incidents.Count > 0 ? selection.Incidents : await work.Incidents.IdsAsync(cancellationToken);
        var describe = await DescriptionAsync(work, incidents, cancellationToken);
        await foreach (var item in work.Items.SelectedAsync(selection).WithCancellation(cancellationToken))
        {
            if (describe(item) is var listed && match.Passes(listed))
                yield return listed;
        }
    }

    /// <summary>The same items, described for a list.</summary>
    public async Task<IReadOnlyList<ListedItem>> DescribeAsync(
        LedgerTransaction work, IReadOnlyCollection<LedgerItem> items, CancellationToken cancellationToken) =>
        [.. items.Select(await DescriptionAsync(work, items.Select(item => item.IncidentId), cancellationToken))];

    /// <summary>What the ledger knows of items elsewhere: names, incidents, snoozes.</summary>
    private async Task<Func<LedgerItem, ListedItem>> DescriptionAsync(
        LedgerTransaction work, IEnumerable<string> incidents, CancellationToken cancellationToken)
    {
        var names = await ShortNames.LoadAsync(work, cancellationToken);
        var current = await snoozes.CurrentAsync(work, cancellationToken);
        var briefs = await BriefsAsync(work, incidents, cancellationToken);
        var now = clock.GetUtcNow();
        return item => describer.Of(item, briefs.GetValueOrDefault(item.IncidentId), names.Of(item), current.GetValueOrDefault(item.Key), now);
    }

    /// <summary>Without the long texts, of which a list shows nothing.</summary>
    private static async Task<IReadOnlyDictionary<string, IncidentBrief>> BriefsAsync(
        LedgerTransaction work, IEnumerable<string> incidents, CancellationToken cancellationToken)
    {
        var briefs = new Dictionary<string, IncidentBrief>();
        foreach (var chunk in incidents.Distinct().Chunk(ItemStore.ChunkSize))
        {
            foreach (var (id, incident) in await work.Incidents.WithIdsAsync(chunk, cancellationToken))
                briefs[id] = incident.Brief with { RootCause = null, PermanentFix = null, Impact = [] };
        }
        return briefs;
    }
}
