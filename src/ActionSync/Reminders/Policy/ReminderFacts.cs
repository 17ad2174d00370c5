namespace ActionSync.Reminders.Policy;

/// <summary>Why a person is asked about an item; the order is the order of a digest.</summary>
internal enum ReminderKind
{
    /// <summary>The owner was reminded for long enough; now their manager is told.</summary>
    Escalated,

    /// <summary>Nobody owns it, or the owner cannot be reached; this person stands in.</summary>
    Orphan,
    Overdue,
    DueSoon,
}

internal enum ReminderMode
{
    /// <summary>Working days only: what <c>run</c> does at its slots.</summary>
    OnSchedule,

    /// <summary>What becomes files whatever the hour or weekday, all else only for a slot that has just come: what <c>once</c> does.</summary>
    CatchUp,

    /// <summary>Whatever the hour or weekday: what <c>once --remind</c> does.</summary>
    Now,
}

/// <summary>All that decides who is reminded of what.</summary>
internal sealed record ReminderFacts
{
    public required DateTimeOffset Now { get; init; }
    public required IReadOnlyList<ReminderItem> Items { get; init; }
    public ReminderMode Mode { get; init; } = ReminderMode.OnSchedule;

    /// <summary>What each person was told of each item, over all days.</summary>
    public IReadOnlyList<ReminderTally> Tally { get; init; } = [];

    /// <summary>The time zones whose slot has come, by their ids: whoever lives by another one is told later. Null for all of them.</summary>
    public IReadOnlySet<string>? Zones { get; init; }

    /// <summary>The digests of these days, wherever their readers are, sent or about to be.</summary>
    public IReadOnlyList<UsedDigest> Used { get; init; } = [];

    /// <summary>Who is left in peace, by address in lower case.</summary>
    public IReadOnlyDictionary<string, Mute> Mutes { get; init; } = new Dictionary<string, Mute>();

    /// <summary>Addresses that no channel can deliver to.</summary>
    public IReadOnlySet<string> Unreachable { get; init; } = new HashSet<string>();

    /// <summary>The facts once these digests have arrived, which is foretold.</summary>
    public ReminderFacts After(IReadOnlyList<Digest> digests)
    {
        if (digests.Count == 0)
            return this;
        var tally = Tally.ToDictionary(t => (t.ItemKey, t.Person, t.Kind, t.Deadline));
        foreach (var (digest, entry) in digests.SelectMany(digest => digest.Entries.Select(entry => (digest, entry))))
        {
            var key = (entry.Item.Key, digest.To.Address, entry.Kind, entry.Item.Deadline!.Value.ToWord());
            var before = tally.GetValueOrDefault(key) ?? new(key.Key, key.Address, key.Kind, key.Item4, FirstTried: digest.Day, LastSent: null, Times: 0);
            tally[key] = before with { LastSent = digest.Day, Times = before.Times + 1, ForetoldFrom = before.ForetoldFrom ?? digest.Day };
        }
        return this with
        {
            Tally = [.. tally.Values],
            Used = [.. Used, .. digests.Select(d => new UsedDigest(d.To.Address, d.Day, d.Sequence, Dropped: false, [.. d.Entries.Select(e => e.Item.Key)]))],
        };
    }
}

/// <summary>How often one person was told of one item, of one kind, under one deadline: a moved deadline or a new owner starts anew.</summary>
/// <param name="Deadline">The deadline's text.</param>
/// <param name="FirstTried">The day of the first attempt, delivered or not: it starts the escalation's clock.</param>
/// <param name="LastSent">The last day on which a message went out, or may have; null while all attempts failed.</param>
internal sealed record ReminderTally(string ItemKey, string Person, ReminderKind Kind, string Deadline, DateOnly FirstTried, DateOnly? LastSent, int Times)
{
    /// <summary>What is told from this day on is still to come; null where all of it was.</summary>
    public DateOnly? ForetoldFrom { get; init; }

    public bool IsFirstForetold => FirstTried >= ForetoldFrom;

    public bool IsLastForetold => LastSent >= ForetoldFrom;
}

/// <summary>One digest that a person has for a day; <paramref name="Dropped"/> where all of it was settled before it went out.</summary>
internal sealed record UsedDigest(string Person, DateOnly Day, int Sequence, bool Dropped, IReadOnlyList<string> ItemKeys);

/// <summary>What is to be sent, and for every item why it is in or not.</summary>
internal sealed record ReminderPlan(IReadOnlyList<Digest> Digests, IReadOnlyList<Verdict> Verdicts);

/// <summary>One sentence of explanation.</summary>
/// <param name="Person">Whom the item goes to, or would have gone to; null where it does not come so far.</param>
internal sealed record Verdict(string ItemKey, string? Person, bool Included, string Reason)
{
    /// <summary>The owner's address, where the item has one who is known; it may differ from the person who is asked in their place.</summary>
    public string? Owner { get; init; }

    /// <summary>It is overdue and to be reminded of, and there is nobody to tell; the reason says what would help.</summary>
    public bool ReachesNobody { get; init; }
}
