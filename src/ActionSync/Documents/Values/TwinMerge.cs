namespace ActionSync.Documents.Values;

/// <summary>An item that a document gives, before it is compared with the others.</summary>
/// <param name="TextLine">Where its text stands.</param>
/// <param name="TicketLine">Where its ticket stands.</param>
internal sealed record ItemCandidate(ActionItem Item, int TextLine, int TicketLine);

/// <summary>
/// Items of one document that are one and the same, by their text or by the id that they are given, are one item with a warning. Two items with one ticket
/// stay two, with a warning.
/// </summary>
internal static class TwinMerge
{
    public static (List<ActionItem> Items, List<Warning> Warnings) Of(IEnumerable<ItemCandidate> candidates)
    {
        var (items, warnings) = (new List<ActionItem>(), new List<Warning>());
        var (places, tickets) = (new Dictionary<ItemIdentity, int>(), new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        foreach (var (item, textLine, ticketLine) in candidates)
        {
            ItemIdentity text = ItemIdentity.Of(null, item.Title), own = ItemIdentity.Of(item);
            if (places.TryGetValue(own, out var place) || places.TryGetValue(text, out place))
            {
                items[place] = Filled(items[place], item);
                places.TryAdd(own, place);
                places.TryAdd(text, place);
                warnings.Add(new Warning(textLine, Warning.SameItem, Quoted.Short(item.Title)));
                continue;
            }
            (places[own], places[text]) = (items.Count, items.Count);
            items.Add(item);
            if ((item.Url ?? item.Ticket) is { } ticket && !tickets.Add(ticket))
                warnings.Add(new Warning(ticketLine, Warning.SameTicket, Quoted.Short(ticket)));
        }
        return (items, warnings);
    }

    /// <summary>The first item's values count; what it leaves open the second one may say.</summary>
    private static ActionItem Filled(ActionItem item, ActionItem twin) => item with
    {
        Owner = item.Owner ?? twin.Owner,
        Owners = item.Owner is null ? twin.Owners : item.Owners,
        Priority = item.Priority ?? twin.Priority,
        Deadline = item.Deadline ?? twin.Deadline,
        WrittenDeadline = item.Deadline is null ? twin.WrittenDeadline : item.WrittenDeadline,
        Type = item.Type ?? twin.Type,
        Status = item.Status ?? twin.Status,
        Url = item.Url ?? (item.Ticket is null ? twin.Url : null),
        Ticket = item.Ticket ?? (item.Url is null ? twin.Ticket : null),
        Details = item.Details.Count > 0 ? item.Details : twin.Details,
    };
}
