using ActionSync.Documents;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Naming;
using ActionSync.Trackers;

namespace ActionSync.Intake;

/// <summary>Finds the items, of documents and ledger together, that have one issue.</summary>
internal sealed class SharedTickets(DocumentPlanner planner, TrackerSet trackers)
{
    /// <param name="documents">What is looked at; an issue that only others share is left out.</param>
    /// <param name="work">The ledger; null where there is none yet.</param>
    /// <param name="now">When the documents would be taken in.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    public async Task<IReadOnlyList<SharedTicket>> FindAsync(
        IReadOnlyList<IncidentDocument> documents, LedgerTransaction? work, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var items = new List<LedgerItem>();
        foreach (var document in documents)
        {
            var known = work is null ? [] : await work.Items.OfIncidentAsync(document.Incident.Id, cancellationToken);
            items.AddRange(planner.Plan(document, known, now).Steps.Select(step => step.Item));
        }
        // Below those that the ledger gives; only this look knows them.
        List<LedgerItem> all = [.. items.Select((item, n) => item.Id != 0 ? item : item with { Id = -1 - n })];
        var planned = all.Where(HasTicket).ToList();
        var keys = planned.Select(item => item.Key).ToHashSet();
        var others = work is null ? [] : (await OthersAsync(planned, work, cancellationToken)).Where(item => HasTicket(item) && !keys.Contains(item.Key));
        var named = planned.ToLookup(TicketOf);
        var names = await ShortNames.ForeseeAsync(work, all.Where(item => item.Id < 0).DistinctBy(item => item.Key), cancellationToken);
        return
        [
            .. planned.Concat(others.DistinctBy(item => item.Key)).GroupBy(TicketOf).Where(same => same.Count() > 1 && named.Contains(same.Key))
                .Select(same => new SharedTicket(same.First().Issue?.Url ?? same.First().Url!, [.. same], names)),
        ];
    }

    /// <summary>It follows an issue, has one of its own, or is about to take one.</summary>
    private static bool HasTicket(LedgerItem item) =>
        !item.IsWithdrawn && (item.Issue is not null || item is { PendingAction: PendingAction.Adopt, Url: not null });

    private static async Task<IReadOnlyList<LedgerItem>> WithIssuesAsync(
        IEnumerable<IssueRef> issues, LedgerTransaction work, CancellationToken cancellationToken)
    {
        var items = new List<LedgerItem>();
        foreach (var place in issues.GroupBy(issue => (issue.Server, issue.Place)).ToList())
            items.AddRange(await work.Items.WithNumbersAsync(place.Key.Server, place.Key.Place, place.Select(issue => issue.Number), cancellationToken));
        return items;
    }

    private async Task<IReadOnlyList<LedgerItem>> OthersAsync(IReadOnlyList<LedgerItem> planned, LedgerTransaction work, CancellationToken cancellationToken) =>
    [
        .. await WithIssuesAsync(planned.Select(item => item.Issue ?? Recognise(item.Url!)).OfType<IssueRef>(), work, cancellationToken),
        .. await work.Items.WithUrlsAsync(planned.Where(item => item.Issue is null).Select(item => item.Url!), cancellationToken),
    ];

    /// <summary>A number in a place; where no tracker knows the address, the address.</summary>
    private (string Server, string Place, string Number) TicketOf(LedgerItem item) =>
        (item.Issue ?? Recognise(item.Url!)) is { } issue ? (issue.Server, issue.Place, issue.Number) : ("", "", item.Url!);

    private IssueRef? Recognise(string url) => trackers.All.Select(tracker => tracker.Recognise(url)).FirstOrDefault(issue => issue is not null);
}

/// <summary>Items that have one issue.</summary>
internal sealed record SharedTicket(string Url, IReadOnlyList<LedgerItem> Items, ShortNames Names)
{
    /// <summary>The item that follows the issue already; null where none of them has it yet.</summary>
    public LedgerItem? Follower => Items.Any(item => item.Issue is not null) ? SharedIssues.FollowerOf(Items.Where(item => item.Issue is not null)) : null;

    public string Sentence =>
        $"{string.Join(" and ", Items.Select(Names.Of))} have the same url, {Url}: " +
        $"{(Follower is { } follower ? Names.Of(follower) : "the first of them in the ledger")} follows that issue, the others are linked to it.";
}
