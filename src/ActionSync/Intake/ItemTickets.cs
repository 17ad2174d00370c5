using System.Text.RegularExpressions;
using ActionSync.Documents;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Trackers;

namespace ActionSync.Intake;

/// <summary>
/// Tells the tickets that items name apart: an issue of a configured tracker, by whatever name, is followed, and its address takes the name's place; any other
/// ticket is a link, and the item gets an issue of its own.
/// </summary>
internal sealed partial class ItemTickets(TrackerSet trackers)
{
    /// <summary>The document with each ticket as an address to follow or a link to keep, and a warning of each number that says nothing of its place.</summary>
    public IncidentDocument Read(IncidentDocument document) => Read(document, KnownIssues.None);

    /// <summary>As above. The issue of a known item keeps the address that it has there, however the document writes it.</summary>
    public IncidentDocument Read(IncidentDocument document, KnownIssues known)
    {
        if (document.ActionItems is not { } items || items.All(item => item is { Url: null, Ticket: null }))
            return document;
        var read = items.Select(item => Read(item, known)).ToList();
        var unread =
            from item in read
            where item.Url is null
            from link in item.Links
            where Number().IsMatch(link)
            select new Warning(item.Line, Warning.UnreadTicket, link);
        return document with
        {
            ActionItems = read,
            Warnings = [.. document.Warnings.Concat(unread.Except(document.Warnings)).OrderBy(warning => warning.Line)],
        };
    }

    /// <summary>What the ledger remembers of an item's ticket, told apart in the same way.</summary>
    public LedgerItem Read(LedgerItem item, KnownIssues known)
    {
        if ((item.Fields.NamedUrl ?? (item.Issue is null ? item.Url : null)) is not { } named)
            return item;
        var address = Find(named, known) is { } issue ? known.AddressOf(issue) : null;
        return item with
        {
            Url = item.Issue is null ? address : item.Url,
            PendingAction = address is null && item.PendingAction == PendingAction.Adopt ? PendingAction.Create : item.PendingAction,
            Fields = item.Fields with { NamedUrl = address, Extras = address is null ? ItemExtras.Linked(item.Fields.Extras, named) : item.Fields.Extras },
        };
    }

    /// <summary>The trackers that a key without an address may mean.</summary>
    public IReadOnlyList<string> TrackersOf(string key) =>
        [.. trackers.All.Where(tracker => tracker.RecogniseKey(key) is not null).Select(tracker => tracker.Name)];

    private ActionItem Read(ActionItem item, KnownIssues known)
    {
        var named = new[] { item.Url, item.Ticket }.OfType<string>().Select(ticket => (Ticket: ticket, Issue: Find(ticket, known))).ToList();
        var followed = named.Select(ticket => ticket.Issue).FirstOrDefault(issue => issue is not null);
        var links = named.Where(other => other.Issue is null || KnownIssues.Place(other.Issue) != KnownIssues.Place(followed!)).Select(other => other.Ticket);
        return item with { Url = followed is null ? null : known.AddressOf(followed), Ticket = null, Links = [.. item.Links.Concat(links).Distinct()] };
    }

    /// <summary>The one issue of a configured tracker that is meant. A key that several places may mean is none: nothing is guessed.</summary>
    private IssueRef? Find(string ticket, KnownIssues known) =>
        known.FormerlyAt(ticket)
        ?? trackers.All.Select(tracker => tracker.Recognise(ticket)).FirstOrDefault(issue => issue is not null)
        ?? (trackers.All.Select(tracker => tracker.RecogniseKey(ticket)).OfType<IssueRef>().DistinctBy(KnownIssues.Place).ToList() is [var only] ? only : null);

    [GeneratedRegex(@"^#[0-9]+\z", RegexOptions.None, 1000)]
    private static partial Regex Number();
}

/// <summary>The issues that an incident's items have, by place and number.</summary>
internal sealed class KnownIssues(IReadOnlyCollection<LedgerItem> items)
{
    private readonly Dictionary<(string Server, string Place, string Number), string> _addresses =
        items.Select(item => item.Issue).OfType<IssueRef>().DistinctBy(Place).ToDictionary(Place, issue => issue.Url);

    private readonly Dictionary<string, IssueRef> _moved = items.Where(item => item is { Issue: not null, Fields.FormerUrl: not null })
        .DistinctBy(item => item.Fields.FormerUrl).ToDictionary(item => item.Fields.FormerUrl!, item => item.Issue!);

    public static KnownIssues None { get; } = new([]);

    public static (string Server, string Place, string Number) Place(IssueRef issue) => (issue.Server, issue.Place, issue.Number);

    /// <summary>The issue that had this address before it moved to another server; documents go on naming it.</summary>
    public IssueRef? FormerlyAt(string address) => _moved.GetValueOrDefault(address);

    public string AddressOf(IssueRef issue) => _addresses.GetValueOrDefault(Place(issue), issue.Url);
}
