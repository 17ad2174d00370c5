using ActionSync.Items;
using ActionSync.Ledger;

namespace ActionSync.Publishing;

/// <summary>Words what happened to an item as events.</summary>
internal static class ItemTrace
{
    /// <summary>An event of this item.</summary>
    public static LedgerEvent Event(this LedgerItem item, string kind, DateTimeOffset at, string who, string text) =>
        new() { At = at, IncidentId = item.IncidentId, ItemKey = item.Key, Kind = kind, Who = who, Text = text };

    /// <summary>What differs between two looks at one issue, as events of people's doing.</summary>
    public static IEnumerable<LedgerEvent> Differences(LedgerItem before, LedgerItem after, string who, DateTimeOffset at)
    {
        foreach (var field in Enum.GetValues<ItemField>())
        {
            var (old, now) = (before.Fields[field].Shown, after.Fields[field].Shown);
            if (old == now && !(field == ItemField.State && before.State == ItemState.Missing))
                continue;
            var from = field == ItemField.State ? before.State.ToWord() : old;
            var isOurs = before.Fields[field].Sending is not null && !after.Fields[field].ChangedByPeople;
            var kind = field switch
            {
                _ when isOurs => EventKind.Updated,
                ItemField.State => EventKind.StateChanged,
                ItemField.Deadline => EventKind.DeadlineMoved,
                _ => EventKind.FieldChanged,
            };
            var text = isOurs ? $"Wrote {field.ToString().ToLowerInvariant()}, though no answer came: {from ?? "none"} -> {now ?? "none"}." : $"{field} changed in the tracker: {from ?? "none"} -> {now ?? "none"}.";
            yield return after.Event(kind, at, isOurs ? "actionsync" : who, text) with
            {
                Field = field.ToString().ToLowerInvariant(),
                Old = from,
                New = now,
            };
        }
    }

    /// <summary>The document and the tracker differ, and the tracker wins.</summary>
    public static LedgerEvent Conflict(LedgerItem item, ItemField field, DateTimeOffset at) =>
        item.Event(EventKind.Conflict, at, "document",
            $"The document asks for {field.ToString().ToLowerInvariant()} {item.Fields[field].Asked ?? "none"}; the tracker shows {item.Fields[field].Shown ?? "none"} and keeps it.") with
        {
            Field = field.ToString().ToLowerInvariant(),
            Old = item.Fields[field].Shown,
            New = item.Fields[field].Asked,
        };
}
