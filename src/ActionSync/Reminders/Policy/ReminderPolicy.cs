using ActionSync.People;

namespace ActionSync.Reminders.Policy;

/// <param name="Way">What the way is called.</param>
/// <param name="Entries">What is said now; the rest was said that way before.</param>
internal sealed record SaidByWay(string Way, IReadOnlyList<DigestEntry> Entries)
{
    public string WhyNotAgain => $"{Way} says it once, and did so before";
}

/// <summary>
/// Decides who is reminded of what, and why not: items x what was already told x people x calendar x now -> digests.
/// Pure: the moment is a parameter, and the same facts give the same plan.
/// </summary>
/// <param name="options">Whom, when and how often.</param>
/// <param name="people">Who is who.</param>
/// <param name="said">What of a digest its way says now; null where every way says all of it.</param>
internal sealed class ReminderPolicy(RemindingOptions options, PeopleDirectory people, Func<Digest, SaidByWay?>? said = null)
{
    private readonly PersonalCalendars _calendars = new(options);
    private readonly Recipients _recipients = new(people);

    public ReminderPlan Plan(ReminderFacts facts)
    {
        var gate = new ReminderEligibility(options, _calendars.Of(options.TimeZone), facts.Now);
        var verdicts = new List<Verdict>();
        var silence = new Silence(facts.Mutes, _calendars.Of(options.TimeZone).DayOf(facts.Now));
        var asks = AskAll(facts, gate, silence, verdicts);
        var mentioned = new MentionedItems(gate, item => MentionedItems.ReaderOf(item, _recipients, silence));
        mentioned.AddAll(facts.Items);
        var digests = asks
            .GroupBy(a => a.Person.Address)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => DigestFor(g.ToList(), facts, verdicts))
            .OfType<Digest>()
            .Select(mentioned.AddTo)
            .ToList();
        var order = facts.Items.Select((item, n) => (item.Key, n)).ToDictionary(x => x.Key, x => x.n);
        var owners = facts.Items.ToDictionary(i => i.Key, OwnerOf);
        return new(digests, [.. verdicts.OrderBy(v => order[v.ItemKey]).Select(v => v with { Owner = owners[v.ItemKey] })]);
    }

    /// <summary>The verdict on an item of which nobody is asked now.</summary>
    private Verdict Out(ReminderItem item, string reason)
    {
        var owner = OwnerOf(item);
        return new(item.Key, owner, Included: false, reason) { Owner = owner };
    }

    private string? OwnerOf(ReminderItem item) => _recipients.Find(item.Owner, item.Participants)?.Address;

    private List<Ask> AskAll(ReminderFacts facts, ReminderEligibility gate, Silence silence, List<Verdict> verdicts)
    {
        var routing = new ReminderRouting(options, _recipients, facts.Unreachable, silence);
        var cadence = new ReminderCadence(options, _calendars, facts.Tally, facts.Now);
        var asks = new List<Ask>();
        foreach (var item in facts.Items)
        {
            if (gate.Refuse(item) is { } reason)
                verdicts.Add(Out(item, reason));
            else
                asks.AddRange(AskAbout(item, gate.TimingOf(item), routing, cadence, facts, verdicts));
        }
        return asks;
    }

    private List<Ask> AskAbout(
        ReminderItem item, Timing timing, ReminderRouting routing, ReminderCadence cadence, ReminderFacts facts, List<Verdict> verdicts)
    {
        var first = routing.FirstAsked(item);
        if (first.Person is not { } person)
        {
            verdicts.Add(new(item.Key, null, Included: false, first.Why) { ReachesNobody = timing.IsOverdue && !first.IsMuted });
            return [];
        }

        var kind = first.IsOwner ? timing.IsOverdue ? ReminderKind.Overdue : ReminderKind.DueSoon : ReminderKind.Orphan;
        var decided = new List<(Ask Ask, CadenceAnswer Answer)> { Decide(kind, person, first.ToReader, first.Why) };
        if (first.IsOwner && timing is { IsOverdue: true, IsOld: false } && cadence.EscalatesSince(item, person) is { } since)
            Escalate(since);

        verdicts.AddRange(decided.Where(d => !d.Answer.Due && d.Ask.WhyAlone is null)
            .Select(d => new Verdict(item.Key, d.Ask.Person.Address, Included: false, NotAgain(d.Ask, facts.Now) ?? d.Answer.Why)));
        var told = cadence.ToldAbout(item);
        var names = decided.Select(d => d.Ask.Person).DistinctBy(p => p.Address).ToDictionary(p => p.Address, p => p.Name);
        if (routing.OwnerOf(item) is { } owner)
            names.TryAdd(owner.Address, owner.Name);
        foreach (var address in told)
            names.TryAdd(address, address);
        return [.. decided.Where(d => d.Answer.Due || d.Ask.WhyAlone is not null).Select(d => d.Ask with
        {
            AlsoAsked = [.. names.Where(n => n.Key != d.Ask.Person.Address).Select(n => n.Value == n.Key ? n.Key : $"{n.Value} ({n.Key})")],
        })];

        (Ask, CadenceAnswer) Decide(ReminderKind k, Recipient to, string role, string why)
        {
            var answer = OffDuty(to, facts) is { } quiet ? new CadenceAnswer(Due: false, IsNew: true, quiet) : cadence.Answer(item, timing, k, to);
            var reason = string.Join("; ", new[] { why, answer.WhyJoined ?? answer.Why }.Where(s => s.Length > 0));
            var ask = new Ask(to, k, item, timing, answer.IsNew, role, reason);
            return (answer.WhyJoined is not null && NotAgain(ask, facts.Now) is null ? ask with { WhyAlone = answer.Why } : ask, answer);
        }

        void Escalate(FirstReminder since)
        {
            var boss = routing.EscalatedTo(item, person);
            if (boss.Person is null)
                verdicts.Add(new(item.Key, null, Included: false, boss.Why));
            else
            {
                var (ask, answer) = Decide(
                    ReminderKind.Escalated, boss.Person, $"{person.Address} was first reminded on {since.Day:yyyy-MM-dd}, and {boss.ToReader}",
                    $"{person.Address} {(since.IsForetold ? "is" : "was")} first reminded on {since.Day:yyyy-MM-dd}; {boss.Why}");
                decided.Add((ask with { IsLastResort = boss.IsLastResort }, answer));
            }
        }
    }

    /// <summary>Why no day comes on which the person is told of it again; null where one does.</summary>
    private string? NotAgain(Ask ask, DateTimeOffset now) =>
        !ask.IsNew && said?.Invoke(DigestOf(ask.Person, _calendars.Of(ask.Person).DayOf(now), [], [ask.ToEntry()], now)) is { Entries.Count: 0 } nothing
            ? nothing.WhyNotAgain
            : null;

    /// <summary>Why the person is told nothing now, whatever it is; null where it is their working day and hour.</summary>
    private string? OffDuty(Recipient person, ReminderFacts facts)
    {
        if (facts.Mode != ReminderMode.OnSchedule)
            return null;
        var calendar = _calendars.Of(person);
        var today = calendar.DayOf(facts.Now);
        var place = person.TimeZone is null ? "" : $" where {person.Address} is ({calendar.Zone.Id})";
        return !calendar.IsWorkingDay(today) ? $"{today.DayOfWeek} {today:yyyy-MM-dd} is no working day{place}"
            : facts.Zones?.Contains(calendar.Zone.Id) == false ? $"no slot has come{place}"
            : null;
    }

    private Digest? DigestFor(List<Ask> asks, ReminderFacts facts, List<Verdict> verdicts)
    {
        var to = asks[0].Person;
        var today = _calendars.Of(to).DayOf(facts.Now);
        var used = facts.Used.Where(u => u.Person == to.Address && u.Day == today).ToList();
        var live = used.Where(u => !u.Dropped).ToList();
        var toldToday = live.SelectMany(u => u.ItemKeys).ToHashSet();
        var (entries, before) = (new List<DigestEntry>(), verdicts.Count);
        // What only joins comes last: it makes no message.
        foreach (var ask in asks.OrderBy(a => a.WhyAlone is not null).ThenBy(a => a.Kind).DistinctBy(a => a.Item.Key))
        {
            var refusal = entries.Count == 0 && ask.WhyAlone is { } alone ? alone
                : toldToday.Contains(ask.Item.Key) ? $"{to.Address} was asked about it today"
                : live.Count >= options.MaxPerPersonPerDay
                ? $"{to.Address} already has {(live.Count == 1 ? "a digest" : $"{live.Count} digests")} today (MaxPerPersonPerDay {options.MaxPerPersonPerDay})"
                : null;
            verdicts.Add(new(ask.Item.Key, to.Address, refusal is null, refusal ?? ask.Reason));
            if (refusal is null)
                entries.Add(ask.ToEntry());
        }
        entries.Sort(DigestEntry.ReadingOrder);
        return entries.Count == 0 ? null : WhatIsSaid(DigestOf(to, today, used, entries, facts.Now), verdicts, before);
    }

    /// <summary>A way on which words stay says nothing twice, so what it said before is no part of a message, and makes none.</summary>
    /// <param name="digest">All that it is time for.</param>
    /// <param name="verdicts">Those on its items are put right.</param>
    /// <param name="from">Where those begin.</param>
    private Digest? WhatIsSaid(Digest digest, List<Verdict> verdicts, int from)
    {
        if (said?.Invoke(digest) is not { } now || now.Entries.Count == digest.Entries.Count)
            return digest;
        var before = digest.Entries.Except(now.Entries).Select(entry => entry.Item.Key).ToHashSet();
        for (var n = from; n < verdicts.Count; n++)
        {
            if (before.Contains(verdicts[n].ItemKey))
                verdicts[n] = verdicts[n] with { Included = false, Reason = now.WhyNotAgain };
        }
        return now.Entries.Count == 0 ? null : digest with { Entries = now.Entries };
    }

    private Digest DigestOf(Recipient to, DateOnly today, List<UsedDigest> used, IReadOnlyList<DigestEntry> entries, DateTimeOffset now) => new()
    {
        To = to,
        Day = today,
        Sequence = used.Select(u => u.Sequence).DefaultIfEmpty(0).Max() + 1,
        PlannedAt = now,
        Entries = entries,
        MaxSnoozeDays = options.MaxSnoozeDays,
    };

    private sealed record Ask(Recipient Person, ReminderKind Kind, ReminderItem Item, Timing Timing, bool IsNew, string Role, string Reason)
    {
        public IReadOnlyList<string> AlsoAsked { get; init; } = [];

        /// <summary>Why nothing is told of it where no message goes out anyway; null where it makes one.</summary>
        public string? WhyAlone { get; init; }

        public bool IsLastResort { get; init; }

        public DigestEntry ToEntry() => DigestEntry.Of(Item, Kind, Timing, Role) with { AlsoAsked = AlsoAsked, IsNew = IsNew, IsLastResort = IsLastResort };
    }
}
