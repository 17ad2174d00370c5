using ActionSync.Items;
using ActionSync.Links;
using ActionSync.Reminders.Policy;

namespace ActionSync.Reminders.Following;

/// <summary>What stands in a link's way, and what it will do, in sentences. Pure.</summary>
/// <param name="zone">In which days are told.</param>
/// <param name="isClosedHere">The item's issue is closed by a command, and not where it lives.</param>
/// <param name="until">The day on which reminders would come again; null where snoozing is turned off.</param>
/// <param name="next">Who would be asked in the reader's place, or what to set where nobody can be; null where that is no matter.</param>
internal sealed class LinkStanding(TimeZoneInfo zone, bool isClosedHere, DateOnly? until, Route? next)
{
    /// <summary>Why the link does nothing; null where it can act.</summary>
    public string? WhyNot(SignedLink link, LinkedItem linked)
    {
        var (item, handover) = (linked.Item, linked.Handover);
        return item switch
        {
            { State: ItemState.Missing } => "Its issue is not there any more.",
            { State: ItemState.Done, DoneAt: { } at } => $"It is done already, since {ZonedTime.DayOf(at, zone):yyyy-MM-dd}.",
            _ when item.State.IsClosed() => $"It is closed already: {item.State.ToText()}.",
            _ when !link.IsOfOwner(item.Owner) => item.Owner is { } owner ? $"Its owner is {owner} by now." : "Nobody owns it by now.",
            _ when handover?.Declined.Contains(link.Person) == true => $"You have said that it is not yours, and {handover.To} is asked.",
            _ when handover is not null && handover.To != link.Person => $"{handover.By} said that it is not theirs, and {handover.To} is asked by now.",
            _ => ActWhyNot(link.Act, linked),
        };
    }

    private string? ActWhyNot(LinkAct act, LinkedItem linked) => act switch
    {
        LinkAct.Done when !isClosedHere => $"Its issue {linked.Item.Issue?.Number} is closed where it lives, and ActionSync follows.",
        _ when act.SnoozeDays() is not null && linked.Snooze is { } snooze && !(snooze.Until < until) =>
            $"It is snoozed already, until {snooze.Until:yyyy-MM-dd} by {snooze.By}.",
        _ when act.SnoozeDays() is not null && until is null => "Snoozing is turned off.",
        LinkAct.NotMine when next is not { Person: not null } =>
            $"Nobody else can be asked about it. Assign it to somebody in its issue, or have its operator set {next?.Why}.",
        _ => null,
    };

    /// <summary>What will happen.</summary>
    public string What(SignedLink link) => link.Act switch
    {
        LinkAct.Done => "It will be closed as done.",
        LinkAct.NotMine =>
            $"{next!.Person!.Address} will be asked about it in your place, and a comment on its issue will say so. Who is assigned there stays.",
        _ => $"Nobody will be reminded of it until {until:yyyy-MM-dd}.",
    };

    public static string ToUnsubscribe =>
        $"Nothing will be sent to you any more about action items that are less urgent than {ReminderRouting.LeastUrgent}. What is as urgent as that still will.";

    public static string Unsubscribed =>
        $"Nothing is sent any more about action items that are less urgent than {ReminderRouting.LeastUrgent}. What is as urgent as that still is.";
}
