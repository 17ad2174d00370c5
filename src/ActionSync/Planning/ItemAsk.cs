using ActionSync.Documents;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.People;

namespace ActionSync.Planning;

/// <summary>What a document asks for one item once defaults are filled in and its owner is looked up, in canonical words.</summary>
internal sealed record ItemAsk
{
    public required ActionItem Source { get; init; }
    public required string Identity { get; init; }
    public required int Position { get; init; }
    public required string? Owner { get; init; }
    public required Priority Priority { get; init; }
    public required Deadline? Deadline { get; init; }
    public required ItemState State { get; init; }

    /// <summary>What the document says beside the fields; null for nothing.</summary>
    public ItemExtras? Extras { get; init; }

    public string this[ItemField field] => field switch
    {
        ItemField.Title => Source.Title,
        ItemField.Owner => Owner ?? "",
        ItemField.Priority => Priority.ToString(),
        ItemField.Deadline => Deadline?.ToWord() ?? "",
        _ => State.ToWord(),
    };

    /// <summary>The ask as the ledger remembers it: null for none.</summary>
    public string? Word(ItemField field) => this[field] is { Length: > 0 } word ? word : null;
}

/// <summary>Fills in what a document leaves open.</summary>
internal sealed class ItemAsker(PlanningOptions options, TimeZoneInfo zone, PeopleDirectory people)
{
    /// <param name="firstSeen">When the item was first taken in: deadlines by default are counted from it where the incident has no times.</param>
    public ItemAsk Ask(IncidentDocument document, ActionItem item, int position, DateTimeOffset firstSeen)
    {
        var priority = item.Priority ?? options.DefaultPriority;
        var deadline = item.Deadline?.In(zone) ?? DefaultDeadline(document.Incident, priority, firstSeen);
        return new ItemAsk
        {
            Source = item,
            Identity = ItemIdentity.Normalise(item.Title),
            Position = position,
            Owner = item.Owner is { } owner ? Resolve(owner, document) : null,
            Priority = priority,
            Deadline = deadline,
            State = item.Status ?? ItemState.Open,
            Extras = ItemExtras.Of(item.Details, [.. Others(item, document)], item.Links, Defaults(item, deadline)),
        };
    }

    /// <summary>The owners beside the first.</summary>
    private IEnumerable<string> Others(ActionItem item, IncidentDocument document) =>
        item.Owners.Skip(1).Select(owner => Resolve(owner, document)).OfType<string>().Distinct();

    private static IEnumerable<ItemField> Defaults(ActionItem item, Deadline? deadline)
    {
        if (item.Priority is null)
            yield return ItemField.Priority;
        if (item.Deadline is null && deadline is not null)
            yield return ItemField.Deadline;
    }

    private Deadline? DefaultDeadline(IncidentBrief incident, Priority priority, DateTimeOffset firstSeen)
    {
        if (!options.DefaultDeadlineDays.TryGetValue(priority, out var days))
            return null;
        var from = incident.ResolvedAt ?? incident.DeclaredAt ?? firstSeen;
        return Deadline.On(ZonedTime.DayOf(from, zone).AddDays(days));
    }

    /// <summary>An address where the owner is known to the configuration or the document; else the name as it stands.</summary>
    private string? Resolve(string owner, IncidentDocument document) =>
        people.AddressOf(owner, document.Incident.Participants) ?? PersonText.Read(owner)?.Text;
}
