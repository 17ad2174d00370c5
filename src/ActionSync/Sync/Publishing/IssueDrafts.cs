using ActionSync.Archive;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Trackers;

namespace ActionSync.Sync.Publishing;

/// <summary>An item's new issue as its tracker is told of it, be it to create it or to say what creating it would do.</summary>
internal sealed class IssueDrafts(ArchiveFolder archive)
{
    public IssueDraft Of(LedgerItem item, IncidentBrief brief) => new()
    {
        Key = item.Key,
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
        ArchiveFolder = archive.Of(item.IncidentId),
    };
}
