using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Reminders.Policy;

namespace ActionSync.Reminders.Store;

/// <summary>One request to leave somebody in peace.</summary>
internal sealed record LedgerMute
{
    /// <summary>The address, in lower case.</summary>
    public required string Person { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>The first day on which messages come again.</summary>
    public required DateOnly Until { get; init; }
    public required string Who { get; init; }
    public string? Reason { get; init; }

    /// <summary>See <see cref="Mute.StillUpTo"/>.</summary>
    public Priority? StillUpTo { get; init; }
}

/// <summary>Mutes; a newer one takes the place of an older one, and rows are kept.</summary>
internal sealed class MuteStore(LedgerTransaction work)
{
    public Task<IReadOnlyList<LedgerMute>> InForceAsync(DateOnly today, CancellationToken cancellationToken) => work.QueryAsync<LedgerMute>(
        "select person, at, until, who, reason, still_up_to from mutes where until > @today and ended_at is null order by person, at", new { today },
        cancellationToken);

    /// <summary>Those of some people.</summary>
    public Task<IReadOnlyList<LedgerMute>> InForceAsync(DateOnly today, IReadOnlyCollection<string> people, CancellationToken cancellationToken) =>
        work.QueryAsync<LedgerMute>(
            "select person, at, until, who, reason, still_up_to from mutes where person in @people and until > @today and ended_at is null order by person, at",
            new { people = people.ToArray(), today }, cancellationToken);

    /// <summary>What counts of each person's: a mute of everything while it lasts, and then what was unsubscribed from.</summary>
    /// <param name="mutes">Those in force, oldest first.</param>
    public static IReadOnlyDictionary<string, Mute> LatestOf(IEnumerable<LedgerMute> mutes) =>
        mutes.GroupBy(mute => mute.Person, mute => new Mute(mute.Until, mute.Who, mute.Reason) { StillUpTo = mute.StillUpTo })
            .ToDictionary(of => of.Key, of => of.LastOrDefault(mute => mute.StillUpTo is null) ?? of.Last());

    public Task AddAsync(LedgerMute mute, CancellationToken cancellationToken) => work.ExecuteAsync(
        "insert into mutes (person, at, until, who, reason, still_up_to) values (@Person, @At, @Until, @Who, @Reason, @StillUpTo)", mute, cancellationToken);

    /// <summary>In the place of an earlier one that leaves out the same.</summary>
    public async Task ReplaceAsync(LedgerMute mute, DateOnly today, CancellationToken cancellationToken)
    {
        await work.ExecuteAsync(
            """
            update mutes set ended_at = @At, ended_by = @Who
            where person = @Person and until > @today and ended_at is null and coalesce(still_up_to, -1) = coalesce(@StillUpTo, -1)
            """, new { mute.At, mute.Who, mute.Person, today, mute.StillUpTo }, cancellationToken);
        await AddAsync(mute, cancellationToken);
    }

    /// <summary>Ends all of a person's.</summary>
    /// <returns>How many were in force.</returns>
    public Task<int> EndAsync(string person, DateOnly today, DateTimeOffset now, string who, CancellationToken cancellationToken) => work.ExecuteAsync(
        "update mutes set ended_at = @now, ended_by = @who where person = @person and until > @today and ended_at is null",
        new { person, today, now, who }, cancellationToken);
}
