using ActionSync.Ledger;
using ActionSync.People;
using ActionSync.Reminders.Policy;
using ActionSync.Reminders.Store;

namespace ActionSync.Reminders;

/// <summary>Leaves people in peace for some days: nothing is sent to them, and what is urgent goes to who stands in. Always on record.</summary>
internal sealed class Mutes(LedgerDatabase database, RemindingOptions options, PeopleDirectory people, KnownPeople known, TimeProvider clock)
{
    private readonly ReminderCalendar _calendar = new(options);

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
        await using var work = await database.BeginAsync(cancellationToken);
        var (store, now) = (new MuteStore(work), clock.GetUtcNow());
        await store.EndAsync(address, Today, now, by, cancellationToken);
        await store.AddAsync(new LedgerMute { Person = address, At = now, Until = until, Who = by, Reason = Blank(reason) }, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return new MuteOutcome.Muted(
            address, until, (await known.AllAsync(cancellationToken)).Contains(address), await known.NearestToAsync(address, cancellationToken));
    }

    /// <summary>From now on messages come again.</summary>
    public async Task<MuteOutcome> EndAsync(string person, string by, CancellationToken cancellationToken)
    {
        if (people.AddressOf(person)?.ToLowerInvariant() is not { } address)
            return Unknown(person);
        await using var work = await database.BeginAsync(cancellationToken);
        var ended = await new MuteStore(work).EndAsync(address, Today, clock.GetUtcNow(), by, cancellationToken);
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
        var mutes = await new MuteStore(work).InForceAsync(day, cancellationToken);
        return mutes.GroupBy(mute => mute.Person, mute => new Mute(mute.Until, mute.Who, mute.Reason)).ToDictionary(of => of.Key, of => of.Last());
    }

    public Task<IReadOnlyDictionary<string, Mute>> InForceAsync(CancellationToken cancellationToken) => InForceAsync(Today, cancellationToken);

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
    public sealed record Muted(string Person, DateOnly Until, bool IsKnown, string? Nearest) : MuteOutcome;

    public sealed record Ended(string Person) : MuteOutcome;

    /// <param name="Reason">A sentence part with a next step.</param>
    public sealed record Refused(string Reason) : MuteOutcome;
}
