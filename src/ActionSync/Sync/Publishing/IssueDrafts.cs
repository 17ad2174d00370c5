using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Trackers;

namespace ActionSync.Sync.Publishing;

/// <summary>An item's new issue as its tracker is told of it, be it to create it or to say what creating it would do.</summary>
internal static class IssueDrafts
{
    /// <param name="ordinal">Which of its incident's items it is, from 1, by when they were first seen; null where the ledger has it not yet.</param>
    public static IssueDraft Of(LedgerItem item, IncidentBrief brief, long? ordinal) => new()
    {
        Key = item.Key,
        ShortName = $"{item.IncidentId}/{ordinal ?? item.Position}",
        Marker = item.Marker,
        Title = item.Title,
        Owner = item.Owner,
        Priority = item.Priority,
        Deadline = item.Deadline,
        Type = item.Type,
        Details = item.Fields.Extras?.Details ?? [],
        Owners = item.Fields.Extras?.Owners is { } further ? [.. new[] { item.Owner }.OfType<string>().Concat(further)] : [],
        Links = item.Links,
        Defaults = [.. item.Defaults],
        State = ItemStates.FromWord(item.Fields.State.Desired!),
        Position = item.Position,
        Incident = brief,
    };
}
