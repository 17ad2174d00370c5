using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Links;
using ActionSync.Reminders.Policy;

namespace ActionSync.Reminders.Following;

/// <summary>What a link that somebody follows can still do.</summary>
internal abstract record FollowedLink
{
    private FollowedLink() { }

    /// <summary>It is none that can be used: altered, expired, of another ledger.</summary>
    /// <param name="Reading">What it is instead.</param>
    /// <param name="Name">What people call its item, where the link was ours and the item is there.</param>
    public sealed record Refused(LinkReading Reading, string? Name) : FollowedLink;

    /// <summary>Somebody else is signed on.</summary>
    public sealed record OtherPerson(SignedLink Link, string User) : FollowedLink;

    /// <summary>Its item is not in the ledger any more.</summary>
    public sealed record Gone(SignedLink Link) : FollowedLink;

    /// <summary>It did what it could.</summary>
    /// <param name="Item">Null for a link that is about no item.</param>
    public sealed record Used(SignedLink Link, DateTimeOffset At, LinkedItem? Item) : FollowedLink;

    /// <summary>What it is about is not as it was when the message was written.</summary>
    /// <param name="Why">A sentence.</param>
    public sealed record Changed(SignedLink Link, LinkedItem Item, string Why) : FollowedLink;

    /// <summary>It can act.</summary>
    /// <param name="Use">What the act takes.</param>
    /// <param name="Item">Null for a link that is about no item.</param>
    /// <param name="What">What will happen, a sentence.</param>
    public sealed record Ready(LinkUse Use, LinkedItem? Item, string What) : FollowedLink
    {
        public SignedLink Link => Use.Link;
    }
}

/// <summary>The item of a link, as the ledger shows it now.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Snooze">Nobody is reminded of it for now; null where they are.</param>
/// <param name="Handover">Who is asked in its owner's place; null where they are.</param>
internal sealed record LinkedItem(LedgerItem Item, string Name, IncidentBrief Incident, Snooze? Snooze, Handover? Handover);
