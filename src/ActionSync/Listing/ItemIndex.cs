using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.People;
using ActionSync.Reminders;
using ActionSync.Text;

namespace ActionSync.Listing;

/// <summary>
/// Works out what lists ask of an item: its owner and team by the configuration and its incident, when it is overdue in the reminding time zone, and when its
/// promise counts. Whatever <see cref="FilterMatch"/> decides item by item, the database decides by these entries.
/// </summary>
internal sealed class ItemIndex : IItemIndex
{
    /// <summary>To be raised when entries are worked out otherwise than before.</summary>
    private const string Rules = "3";

    private readonly PeopleDirectory _people;
    private readonly GroupDirectory _groups;
    private readonly TimeZoneInfo _zone;

    public ItemIndex(PeopleDirectory people, GroupDirectory groups, IReadOnlyDictionary<string, GroupOptions> groupOptions, RemindingOptions reminding)
    {
        (_people, _groups, _zone) = (people, groups, reminding.TimeZone);
        Configuration = ShortHash.Of(string.Join('\n', Decisive(people, groupOptions, _zone).Select(text => $"{text.Length}:{text}")));
    }

    /// <summary>Stands for all of the configuration that entries follow from.</summary>
    public string Configuration { get; }

    public async Task<IReadOnlyList<ItemIndexEntry>> OfAsync(
        LedgerTransaction work, IReadOnlyCollection<LedgerItem> items, CancellationToken cancellationToken)
    {
        var briefs = await work.Incidents.ReadableBriefsAsync(items.Select(item => item.IncidentId), cancellationToken);
        return [.. items.Select(item => Of(item, briefs.GetValueOrDefault(item.IncidentId) ?? new() { Id = item.IncidentId, Title = item.IncidentId }))];
    }

    public ItemIndexEntry Of(LedgerItem item, IncidentBrief incident)
    {
        var owner = item.Owner is { } name ? OwnerIdentity.Of(name, incident.Participants, _people) : null;
        var due = item.Deadline?.EndsAt(_zone).ToUnixTimeMilliseconds();
        long? overdue = item is { IsOpen: true, IsBacklog: false, IsWithdrawn: false } ? due : null;
        var promise = PromiseDay(item, overdue);
        var team = _groups.Of(item.Owner, incident);
        return new()
        {
            ItemId = item.Id,
            MadeBy = Configuration,
            IncidentId = item.IncidentId,
            Incident = Folded.Of(item.IncidentId),
            Position = item.Position,
            Priority = (int)item.Priority,
            State = (int)item.State,
            IsOpen = item.IsOpen ? 1 : 0,
            Due = due ?? ItemIndexEntry.NeverDue,
            Overdue = overdue,
            OwnerAddress = _people.AddressOf(item.Owner) is { } address ? Folded.Of(address) : null,
            Person = owner is null ? "" : Folded.Of(owner.Address),
            PersonName = owner?.Address ?? "",
            Words = owner is null ? "" : Folded.Of(string.Join('\n', owner.Words.Distinct(StringComparer.OrdinalIgnoreCase))),
            Team = Folded.Of(team ?? PersonText.Nobody),
            Tracker = Folded.Of(item.Tracker ?? ""),
            Search = SearchText.Of(item, incident),
            PromiseMonth = promise is { } counted ? $"{counted.Day:yyyy-MM}" : null,
            PromiseKept = promise is { } known ? known.IsKept ? 1 : 0 : null,
            ChangedAt = item.FirstSeenAt,
            OwnerReads = OwnerReads(item, incident) ? 1 : 0,
            Commander = AddressOf(incident.Commander, incident),
            Escalation = AddressOf(incident.EscalationManager, incident),
            Outcome = OutcomeOf(item),
            TeamName = team ?? "",
        };
    }

    /// <summary>The owner is somebody who can be written to, as far as it follows from who they are: others are asked in the place of anybody else.</summary>
    private bool OwnerReads(LedgerItem item, IncidentBrief incident) =>
        !item.Fields.OwnerHasLeft && _people.AddressOf(item.Owner, incident.Participants) is { } address
        && _people.FindByAddress(address) is not { Left: true };

    private string AddressOf(string? name, IncidentBrief incident) => _people.AddressOf(name, incident.Participants) is { } address ? Folded.Of(address) : "";

    /// <summary>The day on which the promise was kept, or on which it is broken if it is overdue; null where it is none. The report counts the same.</summary>
    private (DateOnly Day, bool IsKept)? PromiseDay(LedgerItem item, long? overdue) => item switch
    {
        { IsCounted: false } or { State: ItemState.WontDo } => null,
        { State: ItemState.Done } => item.IsOnTime(_zone) switch
        {
            true => (ZonedTime.DayOf(item.DoneAt!.Value, _zone), true),
            false => (item.PromisedDeadline!.Value.DayIn(_zone), false),
            null => null,
        },
        _ => overdue is null ? null : (item.Deadline!.Value.DayIn(_zone), false),
    };

    /// <summary>As the report counts it, but for what only the hour decides.</summary>
    private string OutcomeOf(LedgerItem item) => item switch
    {
        { IsCounted: false } => "",
        { State: ItemState.WontDo } => "wont_do",
        { State: ItemState.Done } => item.IsOnTime(_zone) switch { true => "on_time", false => "late", null => "done_before" },
        { IsBacklog: true } or { IsIgnored: true } => "backlog",
        _ => "open",
    };

    private static IEnumerable<string> Decisive(PeopleDirectory people, IReadOnlyDictionary<string, GroupOptions> groups, TimeZoneInfo zone)
    {
        yield return Rules;
        yield return zone.ToSerializedString();
        foreach (var person in people.All)
        {
            yield return $"person {person.Address}";
            yield return person.Name ?? "";
            yield return person.Left ? "has left" : "";
            foreach (var (kind, account) in person.Accounts.OrderBy(account => account.Key, StringComparer.OrdinalIgnoreCase))
                yield return $"{kind} {account}";
        }
        foreach (var (name, group) in groups)
        {
            yield return $"group {name}";
            foreach (var member in group.Members)
                yield return $"member {member}";
            foreach (var service in group.Services)
                yield return $"service {service}";
        }
    }
}
