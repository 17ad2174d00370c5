using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Links;
using ActionSync.Naming;
using ActionSync.People;
using ActionSync.Trackers;

namespace ActionSync.Reminders.Following;

/// <summary>Reads what a link that somebody follows can still do. Nothing is changed by it.</summary>
internal sealed class FollowedLinks(
    LinkKeys keys, LedgerDatabase database, RemindingOptions options, Snoozes snoozes, Handovers handovers, PeopleDirectory people, TrackerSet trackers,
    TimeProvider clock)
{
    /// <param name="token">As it stands in the address.</param>
    /// <param name="user">Who is signed on, where the company's sign-on says so.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<FollowedLink> ReadAsync(string token, string? user, CancellationToken cancellationToken)
    {
        var reading = await keys.ReadAsync(token, cancellationToken);
        await using var work = await database.ReadAsync(cancellationToken);
        var link = reading switch { LinkReading.Valid valid => valid.Link, LinkReading.Expired expired => expired.Link, _ => null };
        if (link is not null && user is not null && !IsOf(link, user))
            return new FollowedLink.OtherPerson(link, user);
        var item = link is null ? null : await ItemOfAsync(work, link, cancellationToken);
        if (reading is not LinkReading.Valid(_, var id))
            return new FollowedLink.Refused(reading, item?.Name);
        if (await new LinkStore(work).FindAsync(id, cancellationToken) is { } used)
            return new FollowedLink.Used(link!, used.UsedAt, item);
        var use = new LinkUse(link!, id, clock.GetUtcNow());
        if (link!.Act == LinkAct.Unsubscribe)
            return new FollowedLink.Ready(use, null, LinkStanding.ToUnsubscribe);
        if (item is null)
            return new FollowedLink.Gone(link);
        var standing = await StandingAsync(work, link, item, cancellationToken);
        return standing.WhyNot(link, item) is { } why ? new FollowedLink.Changed(link, item, why) : new FollowedLink.Ready(use, item, standing.What(link));
    }

    private bool IsOf(SignedLink link, string user) => link.Person.Equals(people.AddressOf(user) ?? user, StringComparison.OrdinalIgnoreCase);

    private async Task<LinkStanding> StandingAsync(LedgerTransaction work, SignedLink link, LinkedItem linked, CancellationToken cancellationToken) => new(
        options.TimeZone,
        trackers.EditableHomeOf(linked.Item.Issue) is not null,
        options.MaxSnoozeDays == 0 ? null : snoozes.DayAfter(link),
        link.Act == LinkAct.NotMine ? await handovers.NextAsync(work, linked.Item, link.Person, cancellationToken) : null);

    private async Task<LinkedItem?> ItemOfAsync(LedgerTransaction work, SignedLink link, CancellationToken cancellationToken)
    {
        if (link.Marker is not { } marker || await work.Items.WithMarkersAsync([marker], cancellationToken) is not [var item])
            return null;
        var incident = (await work.Incidents.WithIdsAsync([item.IncidentId], cancellationToken)).GetValueOrDefault(item.IncidentId)?.Brief
            ?? new IncidentBrief { Id = item.IncidentId, Title = item.IncidentId };
        var name = await ShortNames.OfAsync(work, item, cancellationToken);
        var snooze = (await snoozes.CurrentAsync(work, [item], cancellationToken)).GetValueOrDefault(item.Key);
        return new LinkedItem(item, name, incident, snooze, await Handovers.OfAsync(work, item, cancellationToken));
    }
}
