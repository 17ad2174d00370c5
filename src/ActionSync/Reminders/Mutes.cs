using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Links;
using ActionSync.People;
using ActionSync.Reminders.Policy;
using ActionSync.Reminders.Store;

namespace ActionSync.Reminders;

/// <summary>Leaves people in peace for some days: nothing is sent to them, and what is urgent goes to who stands in. Always on record.</summary>
internal sealed class Mutes(LedgerDatabase database, RemindingOptions options, PeopleDirectory people, KnownPeople known, TimeProvider clock)
{
    private readonly ReminderCalendar _calendar = new(options);

    private readonly ReminderItems _items = new(database);
    private readonly Recipients _recipients = new(people);

    private DateOnly Today => _calendar.DayOf(clock.GetUtcNow());

    /// <param name="person">An address, or a name that stands under <c>People</c>.</param>
    /// <param name="until">The day on which messages come again.</param>
    /// <param name="reason">Read by who stands in.</param>
    /// <param name="by">Who asks, as the machine knows them.</param>
    public async Task<MuteOutcome> MuteAsync(string person, DateOnly until, string? reason, string by, CancellationToken cancellationToken)
    {
        if (people.AddressOf(person)?.ToLowerInvariant() is not { } address)
            return Unknown(person);
        if (until <= Today)
            return new MuteOutcome.Refused($"{until:yyyy-MM-dd} is not ahead; give a day after {Today:yyyy-MM-dd}, on which messages come again");
        var owned = await OwnedAsync(address, cancellationToken);
        var mute = new LedgerMute { Person = address, At = clock.GetUtcNow(), Until = until, Who = by, Reason = Blank(reason) };
        await using (var work = await database.BeginAsync(cancellationToken))
        {
            await new MuteStore(work).ReplaceAsync(mute, Today, cancellationToken);
            await TraceAsync(
                work, owned, mute.At, by, mute.Reason, $"{until:yyyy-MM-dd}",
                $"its owner {address} was muted until {until:yyyy-MM-dd} by {Actor.NameOf(by)}{(mute.Reason is { } why ? $": {why}" : "")}", cancellationToken);
            await work.CommitAsync(cancellationToken);
        }
        return new MuteOutcome.Muted(
            address, until, (await known.AllAsync(cancellationToken)).Contains(address), await known.NearestToAsync(address, cancellationToken))
        {
            StandIn = new ReminderRouting(options, _recipients, new HashSet<string>(), new Silence(await InForceAsync(cancellationToken), Today))
                .StandInOf(address)?.Address,
        };
    }

    /// <summary>Nothing less urgent than P1 any more for whoever followed the link to unsubscribe, until they are muted no longer.</summary>
    /// <exception cref="LinkUsedException">The link was used before.</exception>
    public async Task UnsubscribeAsync(LinkUse use, CancellationToken cancellationToken)
    {
        var mute = new LedgerMute
        {
            Person = use.Link.Person,
            At = clock.GetUtcNow(),
            Until = Mute.Endless,
            Who = use.By,
            Reason = "unsubscribed from a mail",
            StillUpTo = ReminderRouting.LeastUrgent,
        };
        var owned = (await OwnedAsync(mute.Person, cancellationToken)).Where(item => item.Priority > ReminderRouting.LeastUrgent).ToList();
        await using var work = await database.BeginAsync(cancellationToken);
        await use.TakeAsync(work, null, cancellationToken);
        await new MuteStore(work).ReplaceAsync(mute, Today, cancellationToken);
        await TraceAsync(
            work, owned, mute.At, mute.Who, mute.Reason, null,
            $"its owner {mute.Person} unsubscribed from what is less urgent than {mute.StillUpTo}", cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    /// <summary>From now on messages come again.</summary>
    public async Task<MuteOutcome> EndAsync(string person, string by, CancellationToken cancellationToken)
    {
        if (people.AddressOf(person)?.ToLowerInvariant() is not { } address)
            return Unknown(person);
        var (owned, now) = (await OwnedAsync(address, cancellationToken), clock.GetUtcNow());
        await using var work = await database.BeginAsync(cancellationToken);
        var ended = await new MuteStore(work).EndAsync(address, Today, now, by, cancellationToken);
        if (ended > 0)
            await TraceAsync(work, owned, now, by, null, null, $"the mute of its owner {address} was ended by {Actor.NameOf(by)}", cancellationToken);
        await work.CommitAsync(cancellationToken);
        return ended > 0 ? new MuteOutcome.Ended(address)
            : new MuteOutcome.Refused(people.FindByAddress(address) is { HasNoChannel: true }
                ? $"{address} is muted by the configuration: People:{address}:Channel is None"
                : $"{address} is not muted; actionsync mute --list shows who is");
    }

    /// <summary>Who is muted on a day, by address.</summary>
    public async Task<IReadOnlyDictionary<string, Mute>> InForceAsync(DateOnly day, CancellationToken cancellationToken)
    {
        await using var work = await database.ReadAsync(cancellationToken);
        return MuteStore.LatestOf(await new MuteStore(work).InForceAsync(day, cancellationToken));
    }

    /// <summary>Who of these people is muted now, by address.</summary>
    /// <param name="work">The ledger.</param>
    /// <param name="addresses">In lower case.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyDictionary<string, Mute>> InForceAsync(
        LedgerTransaction work, IReadOnlyCollection<string> addresses, CancellationToken cancellationToken) =>
        MuteStore.LatestOf(await new MuteStore(work).InForceAsync(Today, addresses, cancellationToken));

    public Task<IReadOnlyDictionary<string, Mute>> InForceAsync(CancellationToken cancellationToken) => InForceAsync(Today, cancellationToken);

    /// <summary>The items whose reminders a mute of their owner changes.</summary>
    private async Task<IReadOnlyList<ReminderItem>> OwnedAsync(string address, CancellationToken cancellationToken) =>
    [
        .. (await _items.ReadAsync(Priority.P4, asked => new Snooze(asked, asked, "", null), cancellationToken))
            .Where(item => item is { OwnerHasLeft: false, Withdrawn: false, IsBacklog: false, IsIgnored: false }
                && _recipients.Find(item.Owner, item.Participants)?.Address == address),
    ];

    /// <summary>Why an item's owner hears nothing of it, or again, stands in its history.</summary>
    private static Task TraceAsync(
        LedgerTransaction work, IReadOnlyList<ReminderItem> owned, DateTimeOffset now, string by, string? reason, string? until, string text,
        CancellationToken cancellationToken) => work.Events.AddAsync([.. owned.Select(item => new LedgerEvent
        {
            At = now,
            IncidentId = item.IncidentId,
            ItemKey = item.Key,
            Kind = EventKind.Muted,
            Who = by,
            Field = reason,
            New = until,
            Text = text,
        })], cancellationToken);

    private static MuteOutcome.Refused Unknown(string person) =>
        new($"{person} is nobody who is known; give an e-mail address, or a name that stands under People");

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

internal abstract record MuteOutcome
{
    private MuteOutcome() { }

    /// <param name="Until">The day on which messages come again.</param>
    /// <param name="IsKnown">See <see cref="KnownPeople"/>.</param>
    /// <param name="Nearest">Who was perhaps meant, where they are not known.</param>
    public sealed record Muted(string Person, DateOnly Until, bool IsKnown, string? Nearest) : MuteOutcome
    {
        /// <summary>Who is asked about their urgent items until then; null where nobody can be.</summary>
        public string? StandIn { get; init; }
    }

    public sealed record Ended(string Person) : MuteOutcome;

    /// <param name="Reason">A sentence part with a next step.</param>
    public sealed record Refused(string Reason) : MuteOutcome;
}
