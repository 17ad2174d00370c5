namespace ActionSync.Ledger;

/// <summary>What lists ask of one item, as the database compares it. Texts are in capitals (<see cref="Text.Folded"/>), so that case counts nowhere.</summary>
internal sealed record ItemIndexEntry
{
    /// <summary>Of an entry that is yet to be worked out.</summary>
    public const string ByNobody = "";

    /// <summary>Of an item without a deadline: behind all others.</summary>
    public const long NeverDue = long.MaxValue;

    public required long ItemId { get; init; }

    /// <summary>By which configuration.</summary>
    public string MadeBy { get; init; } = ByNobody;
    public string IncidentId { get; init; } = "";
    public string Incident { get; init; } = "";
    public int Position { get; init; }
    public int Priority { get; init; }
    public int State { get; init; }

    /// <summary>1 where something is left to do.</summary>
    public int IsOpen { get; init; }

    /// <summary>When its deadline passes, in epoch milliseconds.</summary>
    public long Due { get; init; } = NeverDue;

    /// <summary>From when on it is overdue unless something changes; null where it never will be.</summary>
    public long? Overdue { get; init; }

    /// <summary>The address that its owner's text gives or that is configured for the name in it; null where there is none.</summary>
    public string? OwnerAddress { get; init; }

    /// <summary>Who its owner is; empty for nobody.</summary>
    public string Person { get; init; } = "";

    /// <summary>What to call that person, as it is spelled.</summary>
    public string PersonName { get; init; } = "";

    /// <summary>All by parts of which its owner is found, a line each.</summary>
    public string Words { get; init; } = "";
    public string Team { get; init; } = "";
    public string Tracker { get; init; } = "";

    /// <summary>All in which a search looks, a line each.</summary>
    public string Search { get; init; } = "";

    /// <summary>The month (yyyy-MM) in which its promise was kept or broken, or is broken once it is overdue; null where it is no promise.</summary>
    public string? PromiseMonth { get; init; }

    /// <summary>1 where it was kept.</summary>
    public int? PromiseKept { get; init; }

    /// <summary>1 where its owner is known by an address and has not left.</summary>
    public int OwnerReads { get; init; }

    /// <summary>The address of who led the response; empty where there is none.</summary>
    public string Commander { get; init; } = "";

    /// <summary>The address of its incident's escalation manager; empty where there is none.</summary>
    public string Escalation { get; init; } = "";

    /// <summary>
    /// What became of it, for the report: on_time, late, wont_do, done_before, backlog or open, which is overdue once that has passed; empty where it is not
    /// counted.
    /// </summary>
    public string Outcome { get; init; } = "";

    /// <summary>The team as it is spelled; empty for none.</summary>
    public string TeamName { get; init; } = "";

    /// <summary>Of an entry that is new: the last change so far.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>The entry of an item that is yet to be worked out.</summary>
    public static ItemIndexEntry Unmade(LedgerItem item) => new() { ItemId = item.Id, ChangedAt = item.FirstSeenAt };
}
