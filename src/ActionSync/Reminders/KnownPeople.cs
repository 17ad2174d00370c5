using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.People;
using ActionSync.Reminders.Policy;
using ActionSync.Reminders.Store;
using ActionSync.Text;

namespace ActionSync.Reminders;

/// <summary>Addresses that some other part of the configuration names as readers of messages.</summary>
internal sealed record NamedReaders(IReadOnlyList<string> Addresses);

/// <summary>Everybody who is known by an address: from the configuration, and from the items. Any other address is rather a slip of the pen.</summary>
internal sealed class KnownPeople(
    PeopleDirectory people, IReadOnlyDictionary<string, GroupOptions> groups, RemindingOptions options, IEnumerable<NamedReaders> readers,
    LedgerDatabase database)
{
    /// <summary>In lower case.</summary>
    public async Task<IReadOnlySet<string>> AllAsync(CancellationToken cancellationToken)
    {
        var items = await new ReminderItems(database).ReadAsync(Priority.P4, asked => new Snooze(asked, asked, "", null), cancellationToken);
        var texts = people.All.SelectMany(person => new[] { person.Address, person.Manager, person.Backup })
            .Concat(groups.Values.SelectMany(group => group.Members))
            .Concat(options.Report).Append(options.Orphans)
            .Concat(readers.SelectMany(each => each.Addresses))
            .Select(people.AddressOf)
            .Concat(items.SelectMany(AddressesOf));
        return texts.OfType<string>().Select(address => address.ToLowerInvariant()).ToHashSet();
    }

    /// <summary>The address that somebody probably meant; null where none is near.</summary>
    public async Task<string?> NearestToAsync(string person, CancellationToken cancellationToken) =>
        Nearest.To(person, await AllAsync(cancellationToken));

    private IEnumerable<string?> AddressesOf(ReminderItem item) =>
        new[] { item.Owner, item.Commander, item.EscalationManager }.Select(text => people.AddressOf(text, item.Participants))
            .Concat(item.Participants.Select(participant => people.AddressOf(participant.Email)));
}
