using ActionSync.Items;
using ActionSync.Ledger;

namespace ActionSync.Reminders.Policy;

/// <summary>An action item as far as reminding is concerned: owner, priority, deadline and state are the tracker's, where it shows any.</summary>
internal sealed record ReminderItem
{
    public required string Key { get; init; }
    public required string Title { get; init; }
    public required string IncidentId { get; init; }
    public required string IncidentTitle { get; init; }
    public string? Severity { get; init; }

    /// <summary>Whoever the issue is assigned to now: an address or a name.</summary>
    public string? Owner { get; init; }

    /// <summary>The tracker shows that the owner's account there is deactivated.</summary>
    public bool OwnerHasLeft { get; init; }
    public required Priority Priority { get; init; }
    public Deadline? Deadline { get; init; }
    public required ItemState State { get; init; }

    /// <summary>When the ledger first knew it.</summary>
    public required DateTimeOffset FirstSeenAt { get; init; }

    /// <summary>The document no longer names it.</summary>
    public bool Withdrawn { get; init; }

    /// <summary>It gets no issue before a person confirms it.</summary>
    public bool IsHeld { get; init; }

    /// <summary>It was recorded without an issue.</summary>
    public bool IsBacklog { get; init; }

    /// <summary>Its route leads to no tracker on purpose.</summary>
    public bool IsIgnored { get; init; }

    /// <summary>The issue, once there is one.</summary>
    public IssueRef? Issue { get; init; }

    /// <summary>When the tracker was last read, if the poll since then failed; null where the facts are fresh.</summary>
    public DateTimeOffset? StaleSince { get; init; }

    /// <summary>What of the issue cannot be read now; the values here are the last known ones.</summary>
    public IReadOnlyList<ReadingProblem> Unread { get; init; } = [];

    /// <summary>The latest snooze, over or not.</summary>
    public Snooze? Snooze { get; init; }

    /// <summary>Who is asked in the owner's place, since somebody said that it is not theirs; null where nobody did of this owner.</summary>
    public Handover? Handover { get; init; }

    /// <summary>The incident's service, and those that it affected.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>Who led the response: a name or an address.</summary>
    public string? Commander { get; init; }

    public string? EscalationManager { get; init; }

    /// <summary>The document's people, so that owners written as names can be found.</summary>
    public IReadOnlyList<Participant> Participants { get; init; } = [];
}

/// <summary>Somebody said that an item is not theirs.</summary>
/// <param name="To">Who is asked since: an address, in lower case.</param>
/// <param name="By">Who said so.</param>
/// <param name="At">When.</param>
/// <param name="Declined">Everybody who said so, of this owner.</param>
internal sealed record Handover(string To, string By, DateTimeOffset At, IReadOnlySet<string> Declined)
{
    /// <summary>The one that counts: the last one while the item had the owner that it has now.</summary>
    /// <param name="handovers">Those of one item, oldest first.</param>
    /// <param name="owner">The item's owner.</param>
    public static Handover? Latest(IEnumerable<LedgerHandover> handovers, string? owner)
    {
        var ofOwner = handovers.Where(handover => handover.Owner == owner).ToList();
        return ofOwner is [.., var last] ? new(last.GivenTo, last.Person, last.At, ofOwner.Select(handover => handover.Person).ToHashSet()) : null;
    }
}

/// <summary>Nobody is reminded of the item before <paramref name="Until"/>, which was capped when the snooze was recorded on <paramref name="On"/>.</summary>
internal sealed record Snooze(DateOnly Until, DateOnly On, string By, string? Reason);
