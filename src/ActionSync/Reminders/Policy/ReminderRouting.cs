using ActionSync.Items;

namespace ActionSync.Reminders.Policy;

/// <summary>Who is asked, and in what role.</summary>
/// <param name="Person">Null where nobody can be asked; then <paramref name="Why"/> says what would help.</param>
internal sealed record Route(Recipient? Person, bool IsOwner, string Why)
{
    /// <summary>Nobody is asked, and that is meant so.</summary>
    public bool IsMuted { get; init; }
}

/// <summary>Finds whom to ask: the owner, else who stands in; and whom to escalate to.</summary>
internal sealed class ReminderRouting(RemindingOptions options, Recipients recipients, IReadOnlySet<string> unreachable, Silence silence)
{
    /// <summary>While their owner is left in peace, items of this priority or more urgent go to somebody else.</summary>
    private const Priority LeastUrgent = Priority.P1;

    /// <summary>
    /// The owner; where there is none who can be reached: their backup, for one who left their manager, else the commander, else <c>Reminding:Orphans</c>.
    /// </summary>
    public Route FirstAsked(ReminderItem item)
    {
        if (OwnerOf(item) is { } owner)
            return new(owner, IsOwner: true, "");
        if (!item.OwnerHasLeft && recipients.Find(item.Owner, item.Participants) is { HasLeft: false } silent && silence.Of(silent) is { } why)
            return InPlaceOf(item, silent, why);
        var known = recipients.Known(item.Owner, item.Participants);
        var hasLeft = item.OwnerHasLeft || known is { Left: true };
        var missing = string.IsNullOrWhiteSpace(item.Owner) ? "nobody owns it" : $"its owner {item.Owner} {(hasLeft ? "has left" : "cannot be reached")}";
        return (Reach(item, known?.Backup), hasLeft ? Reach(item, known?.Manager) : null, Reach(item, item.Commander), Reach(item, options.Orphans)) switch
        {
            ({ } person, _, _, _) => new(person, IsOwner: false, $"{missing}, and {person.Address} is the owner's backup"),
            (_, { } person, _, _) => new(person, IsOwner: false, $"{missing}, and {person.Address} was the owner's manager"),
            (_, _, { } person, _) => new(person, IsOwner: false, $"{missing}, and {person.Address} led the response"),
            (_, _, _, { } person) => new(person, IsOwner: false, $"{missing}, and {person.Address} is told of such items"),
            _ =>
                new(null, IsOwner: false, $"{missing}, and neither is there a backup, a commander or Reminding:Orphans with an address: set Reminding:Orphans"),
        };
    }

    /// <summary>
    /// Who is asked while the owner is left in peace: their backup, else their manager, else <c>Reminding:Orphans</c>, and only of what is urgent.
    /// </summary>
    private Route InPlaceOf(ReminderItem item, Recipient owner, string why)
    {
        var silent = $"its owner {owner.Address} {why}";
        if (item.Priority > LeastUrgent)
            return new(null, IsOwner: false, $"{silent}, and only P0 and P1 go to somebody else") { IsMuted = true };
        var known = recipients.Known(owner.Address, item.Participants);
        return (Reach(item, known?.Backup), Reach(item, known?.Manager), Reach(item, options.Orphans)) switch
        {
            ({ } person, _, _) => new(person, IsOwner: false, $"{silent}, and {person.Address} is the owner's backup"),
            (_, { } person, _) => new(person, IsOwner: false, $"{silent}, and {person.Address} is the owner's manager"),
            (_, _, { } person) => new(person, IsOwner: false, $"{silent}, and {person.Address} is told of such items"),
            _ => new(null, IsOwner: false, $"{silent}, and neither a backup, a manager nor Reminding:Orphans can be asked: set Reminding:Orphans"),
        };
    }

    /// <summary>The owner's manager, else the document's escalation manager, else <c>Reminding:Orphans</c>; never the owner.</summary>
    public Route EscalatedTo(ReminderItem item, Recipient owner)
    {
        var manager = recipients.Known(owner.Address, item.Participants)?.Manager;
        return (Other(item, manager, owner), Other(item, item.EscalationManager, owner), Other(item, options.Orphans, owner)) switch
        {
            ({ } person, _, _) => new(person, IsOwner: false, $"{person.Address} is their manager"),
            (_, { } person, _) => new(person, IsOwner: false, $"{person.Address} is the incident's escalation manager"),
            (_, _, { } person) => new(person, IsOwner: false, $"nobody else is named to escalate to than {person.Address}"),
            _ => new(null, IsOwner: false, $"it would be escalated, but there is nobody to escalate to: set Manager of People:{owner.Address}"),
        };
    }

    public Recipient? OwnerOf(ReminderItem item) => item.OwnerHasLeft ? null : Reach(item, item.Owner);

    private Recipient? Reach(ReminderItem item, string? text) =>
        recipients.Find(text, item.Participants) is { HasLeft: false } person && !unreachable.Contains(person.Address) && silence.Of(person) is null
            ? person
            : null;

    private Recipient? Other(ReminderItem item, string? text, Recipient owner) =>
        Reach(item, text) is { } person && person.Address != owner.Address ? person : null;
}
