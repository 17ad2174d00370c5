using System.Globalization;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Naming;
using ActionSync.Reminders.Policy;

namespace ActionSync.Reminders.Store;

/// <summary>An item with all that decides about its reminders.</summary>
/// <param name="Owner">Who its owner is, as the item index has them.</param>
/// <param name="ShortName">The name to type.</param>
/// <param name="Tally">What each person was told of it under its deadline.</param>
internal sealed record ScopedItem(long Id, ReminderItem Item, string Owner, string ShortName, IReadOnlyList<ReminderTally> Tally);

/// <summary>The same as one row, so that an item costs no more than one.</summary>
internal sealed class ScopedItemRow : ReminderItemRow
{
    /// <summary>Of a statement that selects from <c>items i</c>, with <c>incidents n</c>, <c>trackers t</c>, and the latest of its snoozes.</summary>
    public static readonly string ScopedColumns =
        $"""
        {Columns}, i.explicit_id, i.ordinal, {TakenNames.Columns}, n.brief, x.person, t.refreshed_at, t.read_failing_since,
          (select string_agg(y.kind || ' ' || y.first_tried || ' ' || coalesce(y.last_sent, '-') || ' ' || cast(y.times as text) || ' ' || y.person, @separator)
             from reminder_tally y where y.item_key = i.key and y.deadline = i.deadline) as tally,
          (select string_agg(cast(h.at as text) || ' ' || h.person || ' ' || h.given_to, @separator)
             from handovers h where h.item_key = i.key and (h.owner = i.owner or (h.owner is null and i.owner is null))) as handed,
          c.asked as command_asked, c.until as command_until, c.on_day as command_on_day, c.who as command_who, c.reason as command_reason, c.at as command_at,
          r.asked as tracker_asked, r.until as tracker_until, r.on_day as tracker_on_day, r.who as tracker_who, r.reason as tracker_reason, r.at as tracker_at
        """;

    public const string Joins =
        """
        join items i on i.id = x.item_id
          left join incidents n on n.id = i.incident_id
          left join trackers t on t.name = i.tracker and t.read_problem is not null
          left join snoozes c on c.item_key = i.key and c.source = 'command'
            and c.at = (select max(at) from snoozes where item_key = i.key and source = 'command')
          left join snoozes r on r.item_key = i.key and r.source = 'tracker' and r.asked = i.snooze_until
            and r.at = (select max(at) from snoozes where item_key = i.key and source = 'tracker' and asked = i.snooze_until)
        """;

    /// <summary>Between the parts of <see cref="Tally"/>.</summary>
    public const string Separator = "\n";

    private const int TallyParts = 5;

    public string? ExplicitId { get; set; }
    public long Ordinal { get; set; }
    public int IdTaken { get; set; }
    public int OrdinalTaken { get; set; }
    public int NumberTaken { get; set; }
    public string? Brief { get; set; }
    public string Person { get; set; } = "";
    public DateTimeOffset? RefreshedAt { get; set; }
    public DateTimeOffset? ReadFailingSince { get; set; }
    public string? Tally { get; set; }
    public string? Handed { get; set; }
    public DateOnly? CommandAsked { get; set; }
    public DateOnly? CommandUntil { get; set; }
    public DateOnly? CommandOnDay { get; set; }
    public string? CommandWho { get; set; }
    public string? CommandReason { get; set; }
    public DateTimeOffset? CommandAt { get; set; }
    public DateOnly? TrackerAsked { get; set; }
    public DateOnly? TrackerUntil { get; set; }
    public DateOnly? TrackerOnDay { get; set; }
    public string? TrackerWho { get; set; }
    public string? TrackerReason { get; set; }
    public DateTimeOffset? TrackerAt { get; set; }

    /// <param name="cap">Makes the snooze of a label that is yet to be recorded.</param>
    public ScopedItem ToScoped(Func<DateOnly, Snooze> cap)
    {
        var brief = IncidentStore.BriefOrNull(IncidentId, Brief) ?? new IncidentBrief { Id = IncidentId, Title = IncidentId };
        return new(Id, ToItem(brief, SnoozeReading.Latest(Snoozes(), SnoozeUntil, cap), RefreshedAt ?? ReadFailingSince) with
        {
            Handover = Handover.Latest(Handovers(), Owner),
        }, Person, ShortName(), TallyLines());
    }

    private string ShortName() => ShortNames.Of(
        new ItemName { Key = Key, IncidentId = IncidentId, ExplicitId = ExplicitId, Ordinal = Ordinal, Number = Number },
        new TakenNames(IdTaken == 1, OrdinalTaken == 1, NumberTaken == 1));

    private IEnumerable<LedgerSnooze> Snoozes() => new[]
    {
        Of(LedgerSnooze.FromCommand, CommandAsked, CommandUntil, CommandOnDay, CommandWho, CommandReason, CommandAt),
        Of(LedgerSnooze.FromTracker, TrackerAsked, TrackerUntil, TrackerOnDay, TrackerWho, TrackerReason, TrackerAt),
    }.OfType<LedgerSnooze>();

    private LedgerSnooze? Of(string source, DateOnly? asked, DateOnly? until, DateOnly? onDay, string? who, string? reason, DateTimeOffset? at) =>
        (asked, until, onDay, who, at) is ({ } a, { } u, { } o, { } w, { } t)
            ? new() { ItemKey = Key, Source = source, Asked = a, Until = u, OnDay = o, Who = w, Reason = reason, At = t }
            : null;

    private IReadOnlyList<ReminderTally> TallyLines() =>
        Tally is null ? [] : [.. Tally.Split(Separator).Select(line => LedgerCell.Read($"reminder_tally row {Key}", "kind", () => TallyOf(line)))];

    private ReminderTally TallyOf(string line) => line.Split(' ', TallyParts) is [var kind, var first, var last, var times, var person]
        ? new(
            Key, person, ReminderStore.KindOrNull(kind) ?? throw new FormatException($"\"{kind}\" is no kind."), Deadline!, Day(first),
            last == "-" ? null : Day(last), int.Parse(times, CultureInfo.InvariantCulture))
        : throw new FormatException($"\"{line}\" is no line of it.");

    private IEnumerable<LedgerHandover> Handovers() => Handed is null ? [] :
        Handed.Split(Separator).Select(line => LedgerCell.Read($"handovers row {Key}", "given_to", () => HandoverOf(line))).OrderBy(handover => handover.At);

    private LedgerHandover HandoverOf(string line) => line.Split(' ') is [var at, var person, var to]
        ? new()
        {
            ItemKey = Key,
            At = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(at, CultureInfo.InvariantCulture)),
            Person = person,
            Owner = Owner,
            GivenTo = to,
        }
        : throw new FormatException($"\"{line}\" is no line of it.");

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
