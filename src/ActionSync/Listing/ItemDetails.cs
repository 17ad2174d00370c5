using ActionSync.Items;
using ActionSync.Ledger;

namespace ActionSync.Listing;

/// <summary>One item whole, for <c>item</c> and its page: where it stands, where its document says otherwise, and what happened.</summary>
/// <param name="Item">As <c>status --json</c> has it.</param>
/// <param name="Differences">The fields of which the document says something else than what counts.</param>
/// <param name="Details">What else the document says of it.</param>
internal sealed record ItemDetails(
    StatusEntry Item, IReadOnlyList<DocumentDifference> Differences, IReadOnlyList<string> Details, IReadOnlyList<string> Links,
    IReadOnlyList<HistoryEntry> History)
{
    public static async Task<ItemDetails> ReadAsync(LedgerTransaction work, ListedItem listed, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var item = listed.Item;
        var scope = new HistoryScope(item.IncidentId, item.Key, DateTimeOffset.UnixEpoch);
        var history = await HistoryListing.ListAsync(work, scope, new Dictionary<string, string> { [item.Key] = listed.Short }, cancellationToken)
            .ToListAsync(cancellationToken);
        return new(StatusEntry.Of(listed, zone), [.. DifferencesOf(item)], item.Fields.Extras?.Details ?? [], item.Links, history);
    }

    public static IEnumerable<DocumentDifference> DifferencesOf(LedgerItem item) => Enum.GetValues<ItemField>()
        .Select(field => new DocumentDifference(field.ToWord(), item.Fields[field].Desired, Counts(item, field)))
        .Where(difference => item.Issue is not null && difference.Document != difference.Tracker
            && !Deadline.SameMeaning(difference.Document, difference.Tracker));

    private static string? Counts(LedgerItem item, ItemField field) => field switch
    {
        ItemField.Title => item.Title,
        ItemField.Owner => item.Owner,
        ItemField.Priority => item.Priority.ToString(),
        ItemField.Deadline => item.Deadline?.ToWord(),
        _ => item.State.ToWord(),
    };
}

/// <param name="Field">title, owner, priority, deadline or state.</param>
/// <param name="Document">What the latest document asks; null for nothing.</param>
/// <param name="Tracker">What the tracker shows, which counts.</param>
internal sealed record DocumentDifference(string Field, string? Document, string? Tracker);
