using ActionSync.Items;
using ActionSync.Links;
using ActionSync.Reminders.Following;

namespace ActionSync.Web.Links;

/// <summary>What the page of a link shows; public, since the page takes it.</summary>
/// <param name="Status">The answer's status.</param>
/// <param name="Heading">What the link is for, or what is wrong with it.</param>
/// <param name="Text">A sentence or two below it.</param>
public sealed record LinkView(int Status, string Heading, string Text)
{
    /// <summary>Whose link it is; null where it may be nobody's.</summary>
    public string? Person { get; init; }

    /// <summary>The item; null for none.</summary>
    public ShownItem? Item { get; init; }

    /// <summary>What people call the item, where only that is known of it.</summary>
    public string? Name { get; init; }

    /// <summary>When the link was used; null where it was not.</summary>
    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>What the button says; null where there is nothing to do.</summary>
    public string? Button { get; init; }

    private const string OpenItem = "Open the item to see where it stands.";

    /// <param name="link">The link as it is now.</param>
    /// <param name="result">What became of pressing its button; null where nobody did.</param>
    internal static LinkView Of(FollowedLink link, LinkResult? result) => link switch
    {
        FollowedLink.Ready ready => new(
            result is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict, HeadingOf(ready.Link.Act),
            result?.Problem is { } problem ? $"Nothing was changed: {problem}." : ready.What)
        {
            Person = ready.Link.Person,
            Item = ShownItem.Of(ready.Item),
            Button = ButtonOf(ready.Link.Act),
        },
        FollowedLink.Used used => new(StatusOf(result), DoneHeadingOf(used.Link.Act), DoneTextOf(used))
        {
            Person = used.Link.Person,
            Item = ShownItem.Of(used.Item),
            UsedAt = used.At,
        },
        FollowedLink.Changed changed => new(StatusOf(result), "Nothing to do by this link", changed.Why)
        {
            Person = changed.Link.Person,
            Item = ShownItem.Of(changed.Item),
        },
        FollowedLink.Gone => new(StatusCodes.Status410Gone, "The item is gone", "The action item that this link is about is not known any more."),
        FollowedLink.OtherPerson(var signed, var user) => new(
            StatusCodes.Status403Forbidden, "This is somebody else's link",
            $"This link is for {signed.Person}, and you are signed on as {user}. Open the item to do it as yourself."),
        FollowedLink.Refused(var reading, var name) => Refused(reading) with { Name = name },
        _ => throw new InvalidOperationException($"{link.GetType().Name} has no page."),
    };

    private static LinkView Refused(LinkReading reading) => reading switch
    {
        LinkReading.Expired expired => new(
            StatusCodes.Status410Gone, "This link has expired", $"Links of reminders last for {(int)SignedLink.Lifetime.TotalDays} days. {OpenItem}")
        {
            Person = expired.Link.Person,
        },
        LinkReading.UnknownKey => new(
            StatusCodes.Status410Gone, "This link is no longer valid",
            $"The key that it was signed with is not in use any more: it was changed, or the ledger was restored since. The next reminder has new links. {OpenItem}"),
        LinkReading.OtherVersion => new(
            StatusCodes.Status410Gone, "This link is no longer valid",
            $"It was written by another version of ActionSync. The next reminder has new links. {OpenItem}"),
        LinkReading.OtherLedger => new(
            StatusCodes.Status404NotFound, "This link is of another installation",
            "It is about action items of another ledger. Open it where its reminder came from."),
        _ => new(
            StatusCodes.Status404NotFound, "This is no link of a reminder",
            $"It is not as it was sent: perhaps a part of it is missing. Copy it whole from the message. {OpenItem}"),
    };

    /// <summary>A button that did nothing is told apart from a page that was only opened.</summary>
    private static int StatusOf(LinkResult? result) => result is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict;

    private static string HeadingOf(LinkAct act) => act switch
    {
        LinkAct.Done => "Is it done?",
        LinkAct.NotMine => "Not yours?",
        LinkAct.Unsubscribe => "Unsubscribe?",
        LinkAct.SnoozeDay => "Snooze it for a day?",
        _ => "Snooze it for a week?",
    };

    private static string ButtonOf(LinkAct act) => act switch
    {
        LinkAct.Done => "Yes, it is done",
        LinkAct.NotMine => "It is not mine",
        LinkAct.Unsubscribe => "Unsubscribe",
        LinkAct.SnoozeDay => "Snooze 1 day",
        _ => "Snooze 1 week",
    };

    private static string DoneHeadingOf(LinkAct act) => act switch
    {
        LinkAct.Done => "Closed as done",
        LinkAct.NotMine => "Handed on",
        LinkAct.Unsubscribe => "Unsubscribed",
        _ => "Snoozed",
    };

    /// <summary>What came of it, as far as it still holds.</summary>
    private static string DoneTextOf(FollowedLink.Used used) => (used.Link.Act, used.Item) switch
    {
        (LinkAct.Unsubscribe, _) => LinkStanding.Unsubscribed,
        (_, null) => "The action item is not known any more.",
        (LinkAct.Done, _) => "Nobody is reminded of it again.",
        (LinkAct.NotMine, { Handover: { } handover }) => $"{handover.To} is asked about it.",
        (LinkAct.NotMine, _) => "Somebody else owns it by now, and is asked about it.",
        (_, { Snooze: { } snooze }) => $"Nobody is reminded of it until {snooze.Until:yyyy-MM-dd}.",
        _ => "The snooze is over by now.",
    };
}

/// <summary>The item of a link as its page shows it.</summary>
/// <param name="Name">What people call it.</param>
public sealed record ShownItem(
    string Name, string Title, string IncidentId, string IncidentTitle, string? Owner, Priority Priority, Deadline? Deadline, ItemState State)
{
    internal static ShownItem? Of(LinkedItem? linked) => linked is not { Item: var item } ? null : new(
        linked.Name, item.Title, item.IncidentId, linked.Incident.Title, item.Owner, item.Priority, item.Deadline, item.State);
}
