using ActionSync.Items;
using ActionSync.Ledger;

namespace ActionSync.Sync.Publishing;

/// <summary>Words what happened to an item as events.</summary>
internal static class ItemEvents
{
    /// <summary>An event of this item.</summary>
    public static LedgerEvent Event(this LedgerItem item, string kind, DateTimeOffset at, string who, string text) =>
        new() { At = at, IncidentId = item.IncidentId, ItemKey = item.Key, Kind = kind, Who = who, Text = text };

    /// <summary>Its issue is not there any more.</summary>
    public static LedgerEvent IssueGone(this LedgerItem item, DateTimeOffset at, string who, string reason) => item.Event(
        EventKind.Missing, at, who, item.State.IsClosed() ? $"{reason} The item stays {(item.State == ItemState.Done ? "done" : "closed")}." : reason);

    /// <summary>What differs between two looks at one issue, as events of people's doing.</summary>
    public static IEnumerable<LedgerEvent> Differences(LedgerItem before, LedgerItem after, string who, DateTimeOffset at)
    {
        if (before.IsIssueGone && before.State.IsClosed() && !after.IsIssueGone)
            yield return after.Event(EventKind.Remark, at, who, $"{after.Issue?.Number} is there again.");
        foreach (var field in Enum.GetValues<ItemField>())
        {
            var (old, now) = (before.Fields[field].Current, after.Fields[field].Current);
            if (old == now && !(field == ItemField.State && before.State == ItemState.Missing))
                continue;
            // The first sight of what we wrote is no change.
            if (before.Fields[field].Unseen && !after.Fields[field].ChangedByPeople)
                continue;
            var from = field == ItemField.State ? before.State.ToWord() : before.Fields[field].Unseen ? before.Fields[field].LastWritten : old;
            var isOurs = before.Fields[field].InFlight is not null && !after.Fields[field].ChangedByPeople;
            var kind = field switch
            {
                _ when isOurs => EventKind.Updated,
                ItemField.State => EventKind.StateChanged,
                ItemField.Deadline => EventKind.DeadlineMoved,
                _ => EventKind.FieldChanged,
            };
            var text = isOurs
                ? $"Wrote {field.ToWord()}, though no answer came: {from ?? "none"} -> {now ?? "none"}."
                // A person asked ActionSync for it, so nothing happened in the tracker by itself.
                : field == ItemField.State && Actor.IsPerson(who) ? $"Marked {after.State.ToText()} by {Actor.NameOf(who)}."
                : Actor.IsPerson(who) ? $"{field} changed by {Actor.NameOf(who)}: {from ?? "none"} -> {now ?? "none"}."
                : $"{field} changed in the tracker: {from ?? "none"} -> {now ?? "none"}.";
            yield return after.Event(kind, at, isOurs ? Actor.ActionSync : who, text) with
            {
                Field = field.ToWord(),
                Old = from,
                New = now,
            };
        }
    }

    /// <summary>What can no longer be read of the issue, and what can be read again.</summary>
    public static IEnumerable<LedgerEvent> Readings(LedgerItem before, LedgerItem after, string who, DateTimeOffset at) =>
        ReadingChange.Between(before, after).Select(change => change.Event(who, at));

    /// <summary>The document and the tracker differ, and the tracker wins.</summary>
    public static LedgerEvent Conflict(LedgerItem item, ItemField field, DateTimeOffset at) =>
        item.Event(EventKind.Conflict, at, Actor.Document,
            $"The document asks for {field.ToWord()} {item.Fields[field].Desired ?? "none"}; the tracker shows {item.Fields[field].Current ?? "none"} and keeps it.") with
        {
            Field = field.ToWord(),
            Old = item.Fields[field].Current,
            New = item.Fields[field].Desired,
        };
}
