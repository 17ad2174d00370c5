using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Links;
using ActionSync.People;
using ActionSync.Reminders.Policy;

namespace ActionSync.Reminders;

/// <summary>
/// Hands an item on when whoever is reminded of it says that it is not theirs: the owner's manager is asked from then on, else <c>Reminding:Orphans</c>. Who
/// owns it stays as the tracker has it, and as soon as that is somebody else, they are asked. Its issue is told by the next pass of publishing.
/// </summary>
internal sealed class Handovers(LedgerDatabase database, RemindingOptions options, PeopleDirectory people, Mutes mutes, TimeProvider clock)
{
    private readonly Recipients _recipients = new(people);

    /// <summary>Hands an item on for whoever followed the link.</summary>
    /// <exception cref="LinkUsedException">Nothing was changed.</exception>
    public async Task<HandoverOutcome> HandOnAsync(string itemKey, LinkUse use, CancellationToken cancellationToken)
    {
        var (person, routing) = (use.Link.Person, await RoutingAsync(cancellationToken));
        await using var work = await database.BeginAsync(cancellationToken);
        if (await work.Items.FindAsync(itemKey, cancellationToken) is not { } item)
            return new HandoverOutcome.Refused("it is not in the ledger any more");
        if (item.State.IsClosed())
            return new HandoverOutcome.Refused($"it is {item.State.ToWord()} already, and nobody is reminded of it");
        var next = await NextAsync(work, item, person, routing, cancellationToken);
        if (next.Person is not { } to)
            return new HandoverOutcome.Refused($"nobody else can be asked about it; assign it to somebody in its issue, or set {next.Why}");
        await use.TakeAsync(work, item, cancellationToken);
        var now = clock.GetUtcNow();
        await new HandoverStore(work).AddAsync(
            [new LedgerHandover { ItemKey = item.Key, At = now, Person = person, Owner = item.Owner, GivenTo = to.Address }], cancellationToken);
        await work.Events.AddAsync([new LedgerEvent
        {
            At = now,
            IncidentId = item.IncidentId,
            ItemKey = item.Key,
            Kind = EventKind.HandedOver,
            Who = use.By,
            // What a lost ledger's handovers are made again from.
            Old = item.Owner,
            New = to.Address,
            Text = $"{person} said that it is not theirs; {to.Address} is asked in their place.",
        }], cancellationToken);
        await work.CommitAsync(cancellationToken);
        return new HandoverOutcome.HandedTo(to, item.Tracker);
    }

    /// <summary>Whom it would be handed to now; where nobody can be asked, what to set.</summary>
    public async Task<Route> NextAsync(LedgerTransaction work, LedgerItem item, string person, CancellationToken cancellationToken) =>
        await NextAsync(work, item, person, await RoutingAsync(cancellationToken), cancellationToken);

    /// <summary>The handover that counts now; null where the item's owner, or who stands in for them, is asked.</summary>
    public static async Task<Handover?> OfAsync(LedgerTransaction work, LedgerItem item, CancellationToken cancellationToken) =>
        Handover.Latest(await new HandoverStore(work).OfItemAsync(item.Key, cancellationToken), item.Owner);

    private static async Task<Route> NextAsync(
        LedgerTransaction work, LedgerItem item, string person, ReminderRouting routing, CancellationToken cancellationToken)
    {
        var incident = await work.Incidents.WithIdsAsync([item.IncidentId], cancellationToken);
        var participants = incident.GetValueOrDefault(item.IncidentId)?.Brief.Participants ?? [];
        var declined = (await OfAsync(work, item, cancellationToken))?.Declined ?? new HashSet<string>();
        return routing.InsteadOf(person, item.Owner, participants, item.Priority, declined);
    }

    private async Task<ReminderRouting> RoutingAsync(CancellationToken cancellationToken) => new(
        options, _recipients, new HashSet<string>(),
        new Silence(await mutes.InForceAsync(cancellationToken), new ReminderCalendar(options).DayOf(clock.GetUtcNow())));
}

/// <summary>What became of the wish to hand an item on.</summary>
internal abstract record HandoverOutcome
{
    private HandoverOutcome() { }

    /// <param name="To">Who is asked from now on.</param>
    /// <param name="Tracker">Where its issue is to be told; null where it has none.</param>
    public sealed record HandedTo(Recipient To, string? Tracker) : HandoverOutcome;

    /// <param name="Reason">The end of a sentence, without its full stop.</param>
    public sealed record Refused(string Reason) : HandoverOutcome;
}
