using System.Globalization;
using ActionSync.Configuration;
using ActionSync.Items;
using ActionSync.People;
using ActionSync.Reminders;
using ActionSync.Reminders.Policy;

namespace ActionSync.Tests.Reminders;

/// <summary>
/// A case of the reminder policy, told as a story: options, people, items, and the moments at which the policy is asked. What it decides at one moment
/// is what was told at the next. The outcome is one line a moment: <c>alice: overdue a, due soon b; boss: escalated a</c>, or <c>nobody</c>.
/// </summary>
internal sealed class PolicyScenario
{
    private readonly List<ReminderItem> _items = [];
    private readonly List<ReminderTally> _told = [];
    private readonly List<UsedDigest> _used = [];
    private readonly List<string> _lines = [];
    private readonly HashSet<string> _unreachable = [];
    private readonly Dictionary<string, Mute> _mutes = [];
    private ReminderMode _mode = ReminderMode.OnSchedule;
    private IReadOnlySet<string>? _zones;
    private IReadOnlyList<Verdict> _verdicts = [];

    public RemindingOptions Options { get; } = new();

    public Dictionary<string, PersonOptions> People { get; } = new(StringComparer.OrdinalIgnoreCase);

    public string Outcome => string.Join(" | ", _lines);

    public string WhyOf(string key) => string.Join("; ", _verdicts.Where(v => v.ItemKey == key).Select(v => v.Reason));

    public PolicyScenario In(string zone)
    {
        Options.TimeZone = TimeZoneInfo.FindSystemTimeZoneById(zone);
        return this;
    }

    public PolicyScenario With(Action<RemindingOptions> change)
    {
        change(Options);
        return this;
    }

    public PolicyScenario EveryDayIsWorked() => With(o => o.WorkingDays = Enum.GetValues<DayOfWeek>().ToHashSet());

    /// <summary>Every working day, rather than on some of them.</summary>
    public PolicyScenario Daily() => With(o => o.OverdueEveryDays = NumberOrList.One(1));

    public PolicyScenario Person(string address, string? name = null, string? manager = null, string? backup = null, string? zone = null)
    {
        People[address] = new PersonOptions
        {
            Name = name,
            Manager = manager,
            Backup = backup,
            TimeZone = zone is null ? null : TimeZoneInfo.FindSystemTimeZoneById(zone),
        };
        return this;
    }

    public PolicyScenario Left(string address)
    {
        People[address].Left = true;
        return this;
    }

    public PolicyScenario Muted(string address, string until, string? reason = null)
    {
        _mutes[address] = new Mute(Day(until), "office", reason);
        return this;
    }

    /// <summary>Only what is P0 or P1 still comes, until that is taken back.</summary>
    public PolicyScenario Unsubscribed(string address)
    {
        _mutes[address] = new Mute(Mute.Endless, $"link:{address}", "unsubscribed from a mail") { StillUpTo = Priority.P1 };
        return this;
    }

    public PolicyScenario WithoutChannel(string address)
    {
        People[address].Channel = PersonOptions.NoChannel;
        return this;
    }

    public PolicyScenario Unreachable(string address)
    {
        _unreachable.Add(address);
        return this;
    }

    /// <summary>An open P1 item of alice's; keys are a, b, c in order.</summary>
    public PolicyScenario Item(
        string? due, string? owner = "alice@x.org", Priority priority = Priority.P1, ItemState state = ItemState.Open, string? boss = "boss@x.org",
        string? commander = null, string seen = "2023-12-01", params Participant[] participants)
    {
        var key = KeyOf(_items.Count);
        _items.Add(new ReminderItem
        {
            Key = key,
            Title = $"Item {key}",
            IncidentId = "INC-1",
            IncidentTitle = "It broke",
            Severity = "SEV1",
            Owner = owner,
            Priority = priority,
            Deadline = due is null ? null : ActionSync.Items.Deadline.ParseOrNull(due) ?? throw new FormatException(due),
            State = state,
            FirstSeenAt = new DateTimeOffset(Day(seen).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero),
            EscalationManager = boss,
            Commander = commander,
            Participants = participants,
            Issue = new IssueRef("file", "/board", key, $"{key}.md", ""),
        });
        return this;
    }

    /// <summary>Something happens to an item.</summary>
    public PolicyScenario Now(string key, Func<ReminderItem, ReminderItem> change)
    {
        var at = _items.FindIndex(i => i.Key == key);
        _items[at] = change(_items[at]);
        return this;
    }

    public PolicyScenario Snoozed(string key, string until, string on = "2024-01-10") =>
        Now(key, i => i with { Snooze = new Snooze(Day(until), Day(on), "alice", "waiting for parts") });

    /// <summary>The policy is asked at a local time, as <c>run</c> does; what it decides is sent.</summary>
    public PolicyScenario At(params string[] localTimes)
    {
        foreach (var time in localTimes)
        {
            var local = DateTime.ParseExact(time, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            Ask(new DateTimeOffset(local, Options.TimeZone.GetUtcOffset(local)));
        }
        return this;
    }

    /// <summary>At nine on so many working days from this one on.</summary>
    public PolicyScenario OnWorkingDays(string first, int days) =>
        At([.. new ReminderCalendar(Options).WorkingDaysFrom(Day(first)).Take(days).Select(day => $"{day:yyyy-MM-dd} 09:00")]);

    /// <summary>The slot of one time zone has come, and that of no other.</summary>
    public PolicyScenario AtSlotOf(string zone, string time)
    {
        _zones = new HashSet<string> { zone };
        AtUtc(time);
        _zones = null;
        return this;
    }

    public PolicyScenario AtUtc(string time)
    {
        Ask(DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
        return this;
    }

    /// <summary>As <c>once</c> does: whatever the day.</summary>
    public PolicyScenario Once(params string[] localTimes)
    {
        _mode = ReminderMode.Now;
        At(localTimes);
        _mode = ReminderMode.OnSchedule;
        return this;
    }

    /// <summary>The last moment's messages never arrived.</summary>
    public PolicyScenario AllFailed()
    {
        for (var n = 0; n < _told.Count; n++)
            _told[n] = _told[n] with { LastSent = null, Times = 0 };
        return this;
    }

    public IReadOnlyList<Digest> Last { get; private set; } = [];

    private void Ask(DateTimeOffset now)
    {
        var plan = new ReminderPolicy(Options, new PeopleDirectory(People)).Plan(new ReminderFacts
        {
            Now = now,
            Mutes = _mutes,
            Mode = _mode,
            Items = [.. _items],
            Tally = [.. _told],
            Zones = _zones,
            Used = [.. _used],
            Unreachable = _unreachable,
        });
        (Last, _verdicts) = (plan.Digests, plan.Verdicts);
        Assert.All(_items, item => Assert.Contains(plan.Verdicts, v => v.ItemKey == item.Key && v.Reason.Length > 0));
        foreach (var digest in plan.Digests)
            Tell(digest);
        _lines.Add(plan.Digests.Count == 0
            ? "nobody"
            : string.Join("; ", plan.Digests.Select(d =>
                $"{d.To.Address.Split('@')[0]}: {string.Join(", ", d.Entries.Select(Word).Concat(d.AlsoOverdue.Select(e => $"also {e.Item.Key}")))}")));
    }

    private void Tell(Digest digest)
    {
        _used.Add(new UsedDigest(digest.To.Address, digest.Day, digest.Sequence, Dropped: false, [.. digest.Entries.Select(e => e.Item.Key)]));
        foreach (var entry in digest.Entries)
        {
            var deadline = entry.Item.Deadline?.ToWord()!;
            var at = _told.FindIndex(t => t.ItemKey == entry.Item.Key && t.Person == digest.To.Address && t.Kind == entry.Kind && t.Deadline == deadline);
            if (at < 0)
                _told.Add(new ReminderTally(entry.Item.Key, digest.To.Address, entry.Kind, deadline, digest.Day, digest.Day, 1));
            else
                _told[at] = _told[at] with { LastSent = digest.Day, Times = _told[at].Times + 1 };
        }
    }

    private static string Word(DigestEntry entry) => $"{entry switch
    {
        { Part: DigestPart.OldIncidents } => "old",
        { Part: DigestPart.InYourTeam } => "summary",
        { Kind: ReminderKind.DueSoon } => "due soon",
        { Kind: ReminderKind.Orphan } => "orphan",
        { Kind: ReminderKind.Escalated } => "escalated",
        _ => "overdue",
    }} {entry.Item.Key}";

    /// <summary>a to z, then a1, b1, ...</summary>
    private static string KeyOf(int n) => $"{(char)('a' + (n % 26))}{(n < 26 ? "" : $"{n / 26}")}";

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
