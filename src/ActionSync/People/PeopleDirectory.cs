using ActionSync.Items;

namespace ActionSync.People;

/// <summary>
/// Finds people by what documents and trackers call them. Case is ignored, and nothing is guessed: a name, login or id that fits two people
/// finds nobody.
/// </summary>
public sealed class PeopleDirectory
{
    private readonly Dictionary<string, Person> _byAddress = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Person?> _byName;
    private readonly Dictionary<string, Dictionary<string, Person?>> _byAccount;

    public PeopleDirectory(IReadOnlyDictionary<string, PersonOptions> people)
    {
        foreach (var (address, person) in people)
            _byAddress[address] = new Person(
                address, person.Name?.Trim(), person.Accounts.AsReadOnly(), person.Manager, person.Backup, person.Channel, person.Left)
            {
                TimeZone = person.TimeZone,
            };
        _byName = Unique(person => person.Name is { } name ? PersonText.KeyOf(name) : null);
        _byAccount = people.Values.SelectMany(person => person.Accounts.Keys).Distinct(StringComparer.OrdinalIgnoreCase)
            .ToDictionary(kind => kind, kind => Unique(person => person.AccountOf(kind)), StringComparer.OrdinalIgnoreCase);
    }

    public IReadOnlyCollection<Person> All => _byAddress.Values;

    /// <summary>
    /// The person whom a text means, by an address or a name; null where nobody or more than one is. See <see cref="PersonText"/> for the forms.
    /// </summary>
    public Person? Find(string? owner) => PersonText.Read(owner) switch
    {
        null => null,
        // Whoever writes an address means it, whatever name stands beside it.
        { Address: { } address } => FindByAddress(address),
        { NameKey: var name } => _byName.GetValueOrDefault(name),
    };

    /// <summary>The address that a text gives or that is configured for the name in it, as it is spelled there; null where there is none.</summary>
    public string? AddressOf(string? owner) => Find(owner)?.Address ?? PersonText.Read(owner)?.Address;

    /// <summary>
    /// Who an owner is, for all stages alike: an address, a configured name, or a name that the document gives one address for. Null where the text
    /// is of nobody who could be found.
    /// </summary>
    public string? AddressOf(string? owner, IReadOnlyList<Participant> participants)
    {
        if (AddressOf(owner) is { } address)
            return address;
        if (PersonText.Read(owner) is not { NameKey: { Length: > 0 } name })
            return null;
        var addresses = participants
            .Where(p => name.Equals(PersonText.KeyOf(p.Name), StringComparison.OrdinalIgnoreCase))
            .Select(p => PersonText.Read(p.Email)?.Address).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return addresses.Count == 1 ? addresses[0] : null;
    }

    /// <summary>Whether the text means somebody who is configured to have left: never assigned, never written to.</summary>
    public bool HasLeft(string? owner) => Find(owner) is { Left: true };

    public Person? FindByAddress(string address) => _byAddress.GetValueOrDefault(address);

    /// <summary>By an account in a tracker or channel, with or without an @ before it.</summary>
    /// <param name="kind">The key of such accounts under <c>People:&lt;address&gt;</c>.</param>
    /// <param name="account">The login or id.</param>
    public Person? FindByAccount(string kind, string account) => _byAccount.GetValueOrDefault(kind)?.GetValueOrDefault(account.TrimStart('@'));

    private Dictionary<string, Person?> Unique(Func<Person, string?> word) =>
        _byAddress.Values.Where(person => !string.IsNullOrEmpty(word(person))).GroupBy(person => word(person)!.TrimStart('@'), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.Count() == 1 ? group.Single() : null, StringComparer.OrdinalIgnoreCase);
}

/// <summary>One person of <c>People</c>; see <see cref="PersonOptions"/> for what the rest means.</summary>
/// <param name="Address">The e-mail address, as it is spelled in the configuration.</param>
public sealed record Person(
    string Address, string? Name, IReadOnlyDictionary<string, string> Accounts, string? Manager, string? Backup, string? Channel, bool Left = false)
{
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>Nothing is sent to them.</summary>
    public bool HasNoChannel => Channel == PersonOptions.NoChannel;

    /// <summary>Who the person is in a tracker or channel; null where that is not configured.</summary>
    public string? AccountOf(string kind) => Accounts.GetValueOrDefault(kind);
}
