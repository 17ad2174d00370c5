using ActionSync.Items;
using ActionSync.Text;

namespace ActionSync.People;

/// <summary>
/// Which team an item belongs to: the group of its owner, else that of its incident's service, else none. Report, filters, metrics and weekly lists all
/// ask here. Pure.
/// </summary>
public sealed class GroupDirectory
{
    private readonly IReadOnlyDictionary<string, GroupOptions> _groups;
    private readonly PeopleDirectory _people;
    private readonly Dictionary<string, string> _byMember = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="groups">By name, in the order of the configuration: whoever is in two belongs to the first.</param>
    /// <param name="people">Who owners are.</param>
    public GroupDirectory(IReadOnlyDictionary<string, GroupOptions> groups, PeopleDirectory people)
    {
        (_groups, _people) = (groups, people);
        foreach (var (name, group) in groups)
        {
            foreach (var member in group.Members)
                _byMember.TryAdd(member, name);
        }
    }

    /// <summary>As the configuration spells and orders them.</summary>
    public IReadOnlyCollection<string> Names => [.. _groups.Keys];

    /// <summary>The group's name; null where the item belongs to none.</summary>
    /// <param name="owner">The item's owner, as the ledger knows them.</param>
    /// <param name="incident">Whose services count where the owner is in no group; the service itself before those that were affected.</param>
    public string? Of(string? owner, IncidentBrief incident) =>
        Of(owner, incident.Participants, [.. incident.AffectedServices.Prepend(incident.Service).OfType<string>()]);

    /// <param name="owner">The item's owner, as the ledger knows them.</param>
    /// <param name="participants">By whom an owner's name is found.</param>
    /// <param name="services">The incident's services; the first that a group has counts.</param>
    public string? Of(string? owner, IReadOnlyList<Participant> participants, IReadOnlyList<string> services) => _groups.Count == 0
        ? null
        : OfMember(_people.AddressOf(owner, participants)) ?? services.Select(OfService).FirstOrDefault(name => name is not null);

    private string? OfMember(string? address) => address is null ? null : _byMember.GetValueOrDefault(address);

    private string? OfService(string service) =>
        _groups.FirstOrDefault(group => group.Value.Services.Any(glob => Glob.Matches(glob, service))).Key;
}
