using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Listing;
using ActionSync.People;
using ActionSync.Reminders;
using ActionSync.Reminders.Policy;

namespace ActionSync.Web.Pages.People;

/// <summary>What the page of all people shows.</summary>
/// <param name="Search">The part of a name that was asked for; null for none.</param>
/// <param name="Loads">Who has how much open.</param>
/// <param name="Rows">The same with what is known of each.</param>
/// <param name="Idle">Who has nothing open, where the search finds them.</param>
internal sealed record PeopleView(string? Search, OwnerLoads Loads, IReadOnlyList<PeopleRow> Rows, IReadOnlyList<Person> Idle);

/// <param name="Person">Null where they do not stand under <c>People</c>.</param>
/// <param name="Mute">Null where they are not muted.</param>
/// <param name="Marks">What keeps messages from them.</param>
internal sealed record PeopleRow(OwnerLoad Load, Person? Person, Mute? Mute, IReadOnlyList<string> Marks)
{
    /// <summary>By which their page is found.</summary>
    public string Name => Load.Name.Length == 0 ? PersonText.Nobody : Load.Name;

    public string Title => Person?.Name ?? Name;
}

/// <summary>Reads what the page of all people shows.</summary>
internal sealed class PeopleViewReader(
    LedgerDatabase ledger, ItemIndexUpkeep upkeep, PeopleDirectory people, Mutes mutes, RemindingOptions reminding, TimeProvider clock)
{
    private const int MostIdle = 20;
    private const int LongestSearch = 200;

    /// <param name="search">A part of a name, an address or an account; null or empty for all.</param>
    /// <param name="page">From 1.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<PeopleView> ReadAsync(string? search, int page, CancellationToken cancellationToken)
    {
        var part = string.IsNullOrWhiteSpace(search) ? null : search.Trim() is { Length: > LongestSearch } lengthy ? lengthy[..LongestSearch] : search.Trim();
        await upkeep.FreshenAsync(cancellationToken);
        await using var work = await ledger.ReadAsync(cancellationToken);
        var loads = await new OwnerLoadStore(work).ReadAsync(part, Math.Max(1, page), clock.GetUtcNow(), reminding.TimeZone, cancellationToken);
        var muted = await mutes.InForceAsync(work, [.. loads.Owners.Select(load => load.Name.ToLowerInvariant())], cancellationToken);
        return new(part, loads, [.. loads.Owners.Select(load => RowOf(load, muted.GetValueOrDefault(load.Name.ToLowerInvariant())))], IdleOf(part, loads));
    }

    private PeopleRow RowOf(OwnerLoad load, Mute? mute)
    {
        var person = people.FindByAddress(load.Name);
        var isUnlisted = load.Name.Length > 0 && person is null && people.All.Count > 0;
        return new(load, person, mute, [.. new[]
        {
            person is { Left: true } ? "has left" : null, mute is null ? null : mute.StillUpTo is null ? "muted" : "unsubscribed",
            person is { HasNoChannel: true } ? "no messages" : null,
            load.Name.Length > 0 && people.AddressOf(load.Name) is null ? "no address" : isUnlisted ? "not in People" : null,
        }.OfType<string>()]);
    }

    /// <summary>Whoever is looked for and configured is found, though nothing is open.</summary>
    private IReadOnlyList<Person> IdleOf(string? part, OwnerLoads loads) => part is null || loads.Pages > 1 ? [] :
    [
        .. people.All.Where(person => new[] { person.Address, person.Name }.Concat(person.Accounts.Values)
                .Any(word => word?.Contains(part, StringComparison.OrdinalIgnoreCase) == true))
            .Where(person => !loads.Owners.Any(load => person.Address.Equals(load.Name, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(person => person.Address, StringComparer.OrdinalIgnoreCase).Take(MostIdle),
    ];
}
