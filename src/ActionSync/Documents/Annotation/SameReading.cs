namespace ActionSync.Documents.Annotation;

/// <summary>Tells whether a document that was filled in still says what it said before.</summary>
internal static class SameReading
{
    /// <summary>As many incidents and items as before, under the same names, and nothing new that cannot be read.</summary>
    public static bool IsSameOutline(ParsedFile before, ParsedFile after) =>
        after.Problems.Count == 0 && before.Incidents.Count == after.Incidents.Count
            && before.Incidents.Zip(after.Incidents).All(pair => IsSameOutline(pair.First, pair.Second));

    /// <summary>All but status and ticket, which are what is filled in.</summary>
    public static bool IsSameItem(ActionItem before, ActionItem after) => Words(before) == Words(after);

    /// <summary>The same ticket, whatever stands beside it.</summary>
    public static bool IsSameTicket(ActionItem before, ActionItem after) => before.Url == after.Url && before.Ticket == after.Ticket;

    /// <summary>The first item that is not what it was; null where all are.</summary>
    public static string? Changed(ParsedFile before, ParsedFile after) =>
        !IsSameOutline(before, after) ? "the document's outline"
            : Items(before).Zip(Items(after)).FirstOrDefault(pair => !IsSameItem(pair.First, pair.Second)).First?.Title;

    public static IEnumerable<ActionItem> Items(ParsedFile file) => file.Incidents.SelectMany(incident => incident.ActionItems ?? []);

    private static bool IsSameOutline(IncidentDocument before, IncidentDocument after) =>
        before.Written == after.Written && before.Incident.Id == after.Incident.Id && before.ActionItems?.Count == after.ActionItems?.Count
            && Unread(after).All(kind => kind.Value <= Unread(before).GetValueOrDefault(kind.Key));

    /// <summary>A second ticket beside the first is what was asked for.</summary>
    private static Dictionary<string, int> Unread(IncidentDocument document) => document.Warnings.Select(warning => warning.Why)
        .Where(why => why is not (Warning.SeveralTickets or Warning.SameTicket)).CountBy(why => why).ToDictionary();

    private static string Words(ActionItem item) => string.Join('\u001f',
    [
        item.Title, item.Id, item.Owner, .. item.Owners.Prepend("owners"), item.Priority?.ToString(), item.WrittenDeadline, item.Deadline?.ToWord(), item.Type,
        .. item.Details.Prepend("details"),
    ]);
}
