using ActionSync.People;

namespace ActionSync.Reminders.Policy;

/// <summary>
/// Decides who is reminded of what, and why not: items x what was already told x people x calendar x now -> digests.
/// Pure: the moment is a parameter, and the same facts give the same plan.
/// </summary>
internal sealed class ReminderPolicy(RemindingOptions options, PeopleDirectory people)
{
    private readonly ReminderCalendar _calendar = new(options);
    private readonly Recipients _recipients = new(people);

    public ReminderPlan Plan(ReminderFacts facts)
    {
        var today = _calendar.DayOf(facts.Now);
        if (facts.Mode == ReminderMode.OnSchedule && !_calendar.IsWorkingDay(today))
            return new([], [.. facts.Items.Select(i => Out(i, $"{today.DayOfWeek} {today:yyyy-MM-dd} is no working day"))]);

        var verdicts = new List<Verdict>();
        var asks = AskAll(facts, today, verdicts);
        var digests = asks
            .GroupBy(a => a.Person.Address)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => DigestFor(g.ToList(), facts, today, verdicts))
            .OfType<Digest>()
            .ToList();
        var order = facts.Items.Select((item, n) => (item.Key, n)).ToDictionary(x => x.Key, x => x.n);
        var owners = facts.Items.ToDictionary(i => i.Key, OwnerOf);
        return new(digests, [.. verdicts.OrderBy(v => order[v.ItemKey]).Select(v => v with { Owner = owners[v.ItemKey] })]);
    }

    /// <summary>The verdict on an item of which nobody is asked now.</summary>
    private Verdict Out(ReminderItem item, string reason)
    {
        var owner = OwnerOf(item);
        return new(item.Key, item.Title, owner, Included: false, reason) { Owner = owner };
    }

    private string? OwnerOf(ReminderItem item) => _recipients.Find(item.Owner, item.Participants)?.Address;

    private List<Ask> AskAll(ReminderFacts facts, DateOnly today, List<Verdict> verdicts)
    {
        var gate = new ReminderEligibility(options, _calendar, facts.Now);
        var routing = new ReminderRouting(options, _recipients, facts.Unreachable);
        var cadence = new ReminderCadence(options, _calendar, facts.Tally, today);
        var asks = new List<Ask>();
        foreach (var item in facts.Items)
        {
            if (gate.Refuse(item) is { } reason)
                verdicts.Add(Out(item, reason));
            else
                asks.AddRange(AskAbout(item, gate.TimingOf(item), routing, cadence, verdicts));
        }
        return asks;
    }

    private static List<Ask> AskAbout(ReminderItem item, Timing timing, ReminderRouting routing, ReminderCadence cadence, List<Verdict> verdicts)
    {
        var first = routing.FirstAsked(item);
        if (first.Person is not { } person)
        {
            verdicts.Add(new(item.Key, item.Title, null, Included: false, first.Why) { ReachesNobody = timing.IsOverdue });
            return [];
        }

        var kind = first.IsOwner ? timing.IsOverdue ? ReminderKind.Overdue : ReminderKind.DueSoon : ReminderKind.Orphan;
        var decided = new List<(Ask Ask, CadenceAnswer Answer)> { Decide(kind, person, first.Why) };
        if (first.IsOwner && timing.IsOverdue && cadence.EscalatesSince(item, person) is { } since)
            Escalate(since);

        verdicts.AddRange(decided.Where(d => !d.Answer.Due)
            .Select(d => new Verdict(item.Key, item.Title, d.Ask.Person.Address, Included: false, d.Answer.Why)));
        var told = cadence.ToldAbout(item);
        var names = decided.Select(d => d.Ask.Person).ToDictionary(p => p.Address, p => p.Name);
        if (routing.OwnerOf(item) is { } owner)
            names.TryAdd(owner.Address, owner.Name);
        foreach (var address in told)
            names.TryAdd(address, address);
        return [.. decided.Where(d => d.Answer.Due).Select(d => d.Ask with
        {
            AlsoAsked = [.. names.Where(n => n.Key != d.Ask.Person.Address).Select(n => n.Value == n.Key ? n.Key : $"{n.Value} ({n.Key})")],
        })];

        (Ask, CadenceAnswer) Decide(ReminderKind k, Recipient to, string why)
        {
            var answer = cadence.Answer(item, timing, k, to);
            return (new Ask(to, k, item, timing, why, string.Join("; ", new[] { why, answer.Why }.Where(s => s.Length > 0))), answer);
        }

        void Escalate(DateOnly firstReminder)
        {
            var boss = routing.EscalatedTo(item, person);
            if (boss.Person is null)
                verdicts.Add(new(item.Key, item.Title, null, Included: false, boss.Why));
            else
                decided.Add(Decide(ReminderKind.Escalated, boss.Person, $"{person.Address} was first reminded on {firstReminder:yyyy-MM-dd}; {boss.Why}"));
        }
    }

    private Digest? DigestFor(List<Ask> asks, ReminderFacts facts, DateOnly today, List<Verdict> verdicts)
    {
        var to = asks[0].Person;
        var used = facts.Used.Where(u => u.Person == to.Address).ToList();
        var live = used.Where(u => !u.Dropped).ToList();
        var toldToday = live.SelectMany(u => u.ItemKeys).ToHashSet();
        var entries = new List<DigestEntry>();
        foreach (var ask in asks.OrderBy(a => a.Kind).DistinctBy(a => a.Item.Key))
        {
            var refusal = toldToday.Contains(ask.Item.Key) ? $"{to.Address} was asked about it today"
                : live.Count >= options.MaxPerPersonPerDay
                ? $"{to.Address} already has {(live.Count == 1 ? "a digest" : $"{live.Count} digests")} today (MaxPerPersonPerDay {options.MaxPerPersonPerDay})"
                : null;
            verdicts.Add(new(ask.Item.Key, ask.Item.Title, to.Address, refusal is null, refusal ?? ask.Reason));
            if (refusal is null)
                entries.Add(ask.ToEntry());
        }
        if (entries.Count == 0)
            return null;
        entries.Sort(DigestEntry.ReadingOrder);
        return new Digest
        {
            To = to,
            Day = today,
            Sequence = used.Select(u => u.Sequence).DefaultIfEmpty(0).Max() + 1,
            PlannedAt = facts.Now,
            Entries = entries
        };
    }

    private sealed record Ask(Recipient Person, ReminderKind Kind, ReminderItem Item, Timing Timing, string Role, string Reason)
    {
        public IReadOnlyList<string> AlsoAsked { get; init; } = [];

        public DigestEntry ToEntry() => new()
        {
            Kind = Kind,
            Item = Item,
            DueDay = Timing.DueDay,
            DueTime = Timing.DueTime,
            DaysOverdue = Timing.DaysOverdue,
            IsOverdue = Timing.IsOverdue,
            AlsoAsked = AlsoAsked,
            Role = Role,
        };
    }
}
