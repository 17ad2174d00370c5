using ActionSync.Items;

namespace ActionSync.Reminders.Policy;

/// <summary>Who is asked, and in what role.</summary>
/// <param name="Person">Null where nobody can be asked; then <paramref name="Why"/> says what would help.</param>
internal sealed record Route(Recipient? Person, bool IsOwner, string Why)
{
    /// <summary>The same as the person who is asked reads it.</summary>
    public string ToReader { get; init; } = "";

    /// <summary>The person is asked since nobody else can be, and has no other part in it.</summary>
    public bool IsLastResort { get; init; }

    /// <summary>Nobody is asked, and that is meant so.</summary>
    public bool IsMuted { get; init; }

    /// <param name="person">Who is asked.</param>
    /// <param name="before">What is so, with which it begins.</param>
    /// <param name="what">What the person is, as others say it.</param>
    /// <param name="toReader">What the person is, as they are told.</param>
    public static Route To(Recipient person, string before, string what, string toReader) =>
        new(person, IsOwner: false, $"{before}{person.Address} {what}") { ToReader = $"{before}{toReader}" };
}

/// <summary>Finds whom to ask: the owner, else who stands in; and whom to escalate to.</summary>
internal sealed class ReminderRouting(RemindingOptions options, Recipients recipients, IReadOnlySet<string> unreachable, Silence silence)
{
    /// <summary>While their owner is left in peace, items of this priority or more urgent go to somebody else.</summary>
    public const Priority LeastUrgent = Priority.P1;

    /// <summary>
    /// The owner; where there is none who can be reached: their backup, for one who left their manager, else the commander, else <c>Reminding:Orphans</c>.
    /// </summary>
    public Route FirstAsked(ReminderItem item)
    {
        if (item.Handover is { } handover && HandedTo(item, handover) is { } handed)
            return handed;
        if (OwnerOf(item) is { } owner)
            return new(owner, IsOwner: true, "");
        if (!item.OwnerHasLeft && recipients.Find(item.Owner, item.Participants) is { HasLeft: false } silent && silence.Of(silent, item.Priority) is { } why)
            return InPlaceOf(item, silent, why);
        var known = recipients.Known(item.Owner, item.Participants);
        var hasLeft = item.OwnerHasLeft || known is { Left: true };
        var missing = string.IsNullOrWhiteSpace(item.Owner) ? "nobody owns it" : $"its owner {item.Owner} {(hasLeft ? "has left" : "cannot be reached")}";
        return (Reach(item, known?.Backup), hasLeft ? Reach(item, known?.Manager) : null, Reach(item, item.Commander), Reach(item, options.Orphans)) switch
        {
            ({ } person, _, _, _) => Route.To(person, $"{missing}, and ", "is the owner's backup", "you are their backup"),
            (_, { } person, _, _) => Route.To(person, $"{missing}, and ", "was the owner's manager", "you were their manager"),
            (_, _, { } person, _) => Route.To(person, $"{missing}, and ", "led the response", "you led the response"),
            (_, _, _, { } person) => Route.To(person, $"{missing}, and ", "is told of such items", "you are told of such items"),
            _ => new(null, IsOwner: false, $"{missing}, and neither a backup, a commander nor Reminding:Orphans can be asked: {OrphansAdvice(item)}"),
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
            ({ } person, _, _) => Route.To(person, $"{silent}, and ", "is the owner's backup", "you are their backup"),
            (_, { } person, _) => Route.To(person, $"{silent}, and ", "is the owner's manager", "you are their manager"),
            (_, _, { } person) => Route.To(person, $"{silent}, and ", "is told of such items", "you are told of such items"),
            _ => new(null, IsOwner: false, $"{silent}, and neither a backup, a manager nor Reminding:Orphans can be asked: {OrphansAdvice(item)}"),
        };
    }

    /// <summary>Whom it was handed to, else <c>Reminding:Orphans</c>; null where neither can be asked.</summary>
    private Route? HandedTo(ReminderItem item, Handover handover)
    {
        var before = $"{handover.By} said that it is not theirs, and ";
        return Reach(item, handover.To) is { } person ? Route.To(person, before, "was asked in their place", "it was handed to you")
            : Reach(item, options.Orphans) is { } last && !handover.Declined.Contains(last.Address)
                ? Route.To(last, before, "is told of such items", "you are told of such items")
            : null;
    }

    /// <summary>
    /// Who is asked once somebody says that an item is not theirs: its owner's manager, else that person's own, else <c>Reminding:Orphans</c>; never its owner,
    /// nor whoever said the same. Where nobody is left, it says what to have set.
    /// </summary>
    public Route InsteadOf(string person, string? owner, IReadOnlyList<Participant> participants, Priority priority, IReadOnlySet<string> declined)
    {
        var owned = recipients.Find(owner, participants)?.Address;
        var without = declined.Append(person).Append(owned).ToHashSet();
        var managed = new[] { owned, person }.OfType<string>().Distinct().Select(of => (Of: of, recipients.Known(of, participants)?.Manager)).ToList();
        if (managed.Select(each => each.Manager).Append(options.Orphans).Select(text => Reach(participants, text, priority)).OfType<Recipient>()
            .FirstOrDefault(to => !without.Contains(to.Address)) is { } next)
            return new(next, IsOwner: false, "");
        var (of, manager) = managed.Find(each => each.Manager is null) is { Of: not null } missing ? missing : managed[0];
        var what = $"{(manager is null ? "Manager" : "another Manager")} of People:{of}";
        return new(null, IsOwner: false, options.Orphans is not { } orphans ? $"{what} or Reminding:Orphans"
            : $"{what}, since Reminding:Orphans is {WhyNotNext(orphans)}");

        string WhyNotNext(string text) => recipients.Find(text, participants)?.Address is not { } address || !without.Contains(address)
            ? WhyUnasked(participants, priority, text)
            : $"{address}, who {(address == person ? "would hand it on" : address == owned ? "owns it" : "handed it on before")}";
    }

    /// <summary>Who is asked about what is urgent of somebody's while they are left in peace, whichever item it is; null where nobody can be.</summary>
    public Recipient? StandInOf(string owner)
    {
        var known = recipients.Known(owner, []);
        return Reach([], known?.Backup, LeastUrgent) ?? Reach([], known?.Manager, LeastUrgent) ?? Reach([], options.Orphans, LeastUrgent);
    }

    /// <summary>The owner's manager, else the document's escalation manager, else <c>Reminding:Orphans</c>; never the owner.</summary>
    public Route EscalatedTo(ReminderItem item, Recipient owner)
    {
        var manager = recipients.Known(owner.Address, item.Participants)?.Manager;
        return (Other(item, manager, owner), Other(item, item.EscalationManager, owner), Other(item, options.Orphans, owner)) switch
        {
            ({ } person, _, _) => Route.To(person, "", "is their manager", "you are their manager"),
            (_, { } person, _) => Route.To(person, "", "is the incident's escalation manager", "you are the incident's escalation manager"),
            (_, _, { } person) => Route.To(person, "", "is told of what nobody else can be told of", "nobody else can be told of it") with
            {
                IsLastResort = true,
            },
            _ => new(null, IsOwner: false, $"it would be escalated, but there is nobody to escalate to: {ManagerAdvice(item, manager, owner)}"),
        };
    }

    /// <summary>What would help where nobody can be asked: that somebody is named, or somebody else.</summary>
    private string OrphansAdvice(ReminderItem item) => options.Orphans is not { } orphans ? "set Reminding:Orphans"
        : $"Reminding:Orphans is {WhyUnasked(item, orphans)}; name somebody else there, too";

    private string ManagerAdvice(ReminderItem item, string? manager, Recipient owner) =>
        manager is not null && recipients.Find(manager, item.Participants)?.Address != owner.Address
            ? $"their manager is {WhyUnasked(item, manager)}; set another Manager of People:{owner.Address}, or Reminding:Orphans"
        : options.Orphans is { } orphans && recipients.Find(orphans, item.Participants)?.Address != owner.Address
            ? $"Reminding:Orphans is {WhyUnasked(item, orphans)}; set Manager of People:{owner.Address}"
        : $"set Manager of People:{owner.Address}";

    /// <summary>Who is named, and why they are not asked all the same.</summary>
    private string WhyUnasked(ReminderItem item, string text) => WhyUnasked(item.Participants, item.Priority, text);

    private string WhyUnasked(IReadOnlyList<Participant> participants, Priority priority, string text) => recipients.Find(text, participants) is { } person
        ? $"{person.Address}, who {(person.HasLeft ? "has left" : silence.Of(person, priority) ?? "cannot be reached")}"
        : $"{text}, who is not known";

    public Recipient? OwnerOf(ReminderItem item) => item.OwnerHasLeft ? null : Reach(item, item.Owner);

    private Recipient? Reach(ReminderItem item, string? text) => Reach(item.Participants, text, item.Priority);

    private Recipient? Reach(IReadOnlyList<Participant> participants, string? text, Priority priority) =>
        recipients.Find(text, participants) is { HasLeft: false } person && !unreachable.Contains(person.Address) && silence.Of(person, priority) is null
            ? person
            : null;

    private Recipient? Other(ReminderItem item, string? text, Recipient owner) =>
        Reach(item, text) is { } person && person.Address != owner.Address ? person : null;
}
