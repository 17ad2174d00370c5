using ActionSync.Ledger;

namespace ActionSync.Listing;

/// <summary>One incident whole, for its page and the API: what its latest document says, its items, and what happened.</summary>
/// <param name="Revision">Which of its documents is the latest, from 1.</param>
/// <param name="TakenInAt">When that was.</param>
/// <param name="Items">As <c>status --json</c> has them, in the order of the document; those that it no longer names, too.</param>
/// <param name="History">As <c>history --json</c> has it, oldest first.</param>
internal sealed record IncidentDetails(
    string Id, string Title, string? Severity, string? Status, string? Service, IReadOnlyList<string> AffectedServices, string? Commander,
    DateTimeOffset? DeclaredAt, DateTimeOffset? ResolvedAt, string? RootCause, string? PermanentFix, string? Url, int Revision, DateTimeOffset TakenInAt,
    IReadOnlyList<StatusEntry> Items, IReadOnlyList<HistoryEntry> History)
{
    /// <summary>The id of the incident that a person means, in any case; null where there is none.</summary>
    public static async Task<string?> FindAsync(LedgerTransaction work, string text, CancellationToken cancellationToken) =>
        IncidentNames.Whole(await work.Incidents.IdsLikeAsync([text], cancellationToken), text);

    public static async Task<IncidentDetails> ReadAsync(
        LedgerTransaction work, string id, ItemPages pages, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var incident = await work.Incidents.RequireAsync(id, cancellationToken);
        var items = await pages.OfIncidentAsync(work, id, cancellationToken);
        var names = items.ToDictionary(listed => listed.Item.Key, listed => listed.Short);
        var history = await HistoryListing.ListAsync(work, new HistoryScope(id, null, DateTimeOffset.UnixEpoch), names, cancellationToken)
            .ToListAsync(cancellationToken);
        var brief = incident.Brief;
        return new(
            brief.Id, brief.Title, brief.Severity, brief.Status, brief.Service, brief.AffectedServices, brief.Commander, brief.DeclaredAt, brief.ResolvedAt,
            brief.RootCause, brief.PermanentFix, brief.Url, incident.Revision, incident.TakenInAt,
            [.. items.Select(listed => StatusEntry.Of(listed, zone))], history);
    }
}
