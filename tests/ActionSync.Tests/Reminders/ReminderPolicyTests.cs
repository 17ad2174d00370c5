using ActionSync.Configuration;
using ActionSync.Items;

namespace ActionSync.Tests.Reminders;

/// <summary>The policy, one sentence a case. 15 January 2024 is a Monday.</summary>
public sealed class ReminderPolicyTests
{
    private const string Monday = "2024-01-15 09:00";
    private const string Tuesday = "2024-01-16 09:00";
    private const string Wednesday = "2024-01-17 09:00";
    private const string Thursday = "2024-01-18 09:00";
    private const string Friday = "2024-01-19 09:00";
    private const string Saturday = "2024-01-20 09:00";
    private const string Sunday = "2024-01-21 09:00";
    private const string NextMonday = "2024-01-22 09:00";
    private const string NextTuesday = "2024-01-23 09:00";
    private const string NextWednesday = "2024-01-24 09:00";

    private static readonly Dictionary<string, (Func<PolicyScenario, PolicyScenario> Story, string Outcome)> Stories = new()
    {
        // Overdue
        ["The owner of an overdue item is reminded"] = (s => s.Item("2024-01-12").At(Monday), "alice: overdue a"),
        ["An item that is due today is not overdue"] = (s => s.With(o => o.DueSoonDays = []).Item("2024-01-15").At(Monday), "nobody"),
        ["An item that was due yesterday is overdue"] = (s => s.Item("2024-01-15").At(Tuesday), "alice: overdue a"),
        ["Nobody is reminded on a weekend"] = (s => s.Item("2024-01-12").At(Saturday, Sunday), "nobody | nobody"),
        ["A worker that slept a weekend sends one message, not three"] = (
            s => s.Daily().Item("2024-01-12", boss: null).At(Friday, NextMonday), "alice: overdue a | alice: overdue a"),
        ["A worker that slept two weeks sends one message"] = (s => s.Item("2024-01-01").At(Monday, "2024-01-29 09:00"),
            "alice: overdue a | alice: overdue a; boss: escalated a"),
        ["A second run on the same day reminds nobody"] = (s => s.Item("2024-01-12").At(Monday, "2024-01-15 15:00"), "alice: overdue a | nobody"),
        ["A deadline with a time is over at that time"] = (s => s.With(o => o.DueSoonDays = []).Item("2024-01-15T08:30:00+00:00").At(Monday),
            "alice: overdue a"),
        ["A deadline with a time is not over before"] = (s => s.With(o => o.DueSoonDays = []).Item("2024-01-15T09:30:00+00:00").At(Monday), "nobody"),
        ["A failed message does not use up the interval"] = (
            s => s.With(o => o.OverdueEveryDays = NumberOrList.One(3)).Item("2024-01-12").At(Monday).AllFailed().At(Tuesday),
            "alice: overdue a | alice: overdue a"),

        // What is not reminded of
        ["A done item is not reminded of"] = (s => s.Item("2024-01-12", state: ItemState.Done).At(Monday), "nobody"),
        ["A won't-do item is not reminded of"] = (s => s.Item("2024-01-12", state: ItemState.WontDo).At(Monday), "nobody"),
        ["A duplicate is not reminded of"] = (s => s.Item("2024-01-12", state: ItemState.Duplicate).At(Monday), "nobody"),
        ["A missing issue is not reminded of"] = (s => s.Item("2024-01-12", state: ItemState.Missing).At(Monday), "nobody"),
        ["An item in progress is reminded of"] = (s => s.Item("2024-01-12", state: ItemState.InProgress).At(Monday), "alice: overdue a"),
        ["An item whose issue is still to be made is reminded of"] = (s => s.Item("2024-01-12", state: ItemState.Pending).At(Monday), "alice: overdue a"),
        ["A withdrawn item is not reminded of"] = (s => s.Item("2024-01-12").Now("a", i => i with { Withdrawn = true }).At(Monday), "nobody"),
        ["An item without a deadline is never overdue"] = (s => s.Item(null).At(Monday), "nobody"),
        ["An item that was closed since yesterday drops out"] = (
            s => s.Item("2024-01-12").At(Monday).Now("a", i => i with { State = ItemState.Done }).At(Tuesday), "alice: overdue a | nobody"),
        ["A reopened item comes back"] = (s =>
            s.Item("2024-01-12", state: ItemState.Done).At(Monday).Now("a", i => i with { State = ItemState.Open }).At(Tuesday), "nobody | alice: overdue a"),

        // People who left
        ["Who has left is not reminded; their backup is asked"] = (
            s => s.Person("alice@x.org", backup: "bob@x.org").Left("alice@x.org").Item("2024-01-12").At(Monday), "bob: orphan a"),
        ["Without a backup, the manager of who has left is asked"] = (
            s => s.Person("alice@x.org", manager: "mia@x.org").Left("alice@x.org").Item("2024-01-12", commander: "jane@x.org").At(Monday), "mia: orphan a"),
        ["Whose account in the tracker is deactivated is not reminded"] = (s => s.Person("alice@x.org", manager: "mia@x.org").Item("2024-01-12")
            .Item("2024-01-12").Now("a", i => i with { OwnerHasLeft = true }).At(Monday), "alice: overdue b; mia: orphan a"),
        ["Who has left is known by name, too"] = (s => s.Person("alice@x.org", "Alice Chen", backup: "bob@x.org").Left("alice@x.org")
            .Item("2024-01-12", owner: "Alice\u00A0Chen.").At(Monday), "bob: orphan a"),
        ["A backup who has left is not asked; the commander is"] = (s => s.Person("alice@x.org", backup: "bob@x.org").Person("bob@x.org").Left("alice@x.org")
            .Left("bob@x.org").Item("2024-01-12", commander: "jane@x.org").At(Monday), "jane: orphan a"),
        ["A manager who has left is not told; the incident's escalation manager is"] = (s => s.With(o => o.EscalateAfterDays = 1)
            .Person("alice@x.org", manager: "mia@x.org").Person("mia@x.org").Left("mia@x.org").Item("2024-01-12").At(Monday, Tuesday),
            "alice: overdue a | boss: escalated a"),
        ["Who has left is not asked as the one for all that nobody owns"] = (
            s => s.With(o => o.Orphans = "gus@x.org").Person("gus@x.org").Left("gus@x.org").Item("2024-01-12", owner: null).At(Monday), "nobody"),

        // Owners as texts
        ["An owner written as name and address is one person with the address"] = (
            s => s.Item("2024-01-12", owner: "Alice Chen <ALICE@x.org>").Item("2024-01-12").At(Monday), "alice: overdue a, overdue b"),
        ["A mailto link is an owner"] = (s => s.Item("2024-01-12", owner: "mailto:alice@x.org").At(Monday), "alice: overdue a"),

        // Priorities
        ["P2 is left alone by default"] = (s => s.Item("2024-01-12", priority: Priority.P2).At(Monday), "nobody"),
        ["P0 is more urgent than P1 and so included"] = (s => s.Item("2024-01-12", priority: Priority.P0).At(Monday), "alice: overdue a"),
        ["Up to P3, if so configured"] = (s => s.With(o => o.Priorities = [Priority.P3]).Item("2024-01-12", priority: Priority.P2)
            .Item("2024-01-12", priority: Priority.P4).At(Monday), "alice: overdue a, also b"),
        ["What is too little urgent stands behind what is reminded of, and makes no message"] = (
            s => s.Item("2024-01-12", priority: Priority.P3).Item("2024-01-12").Item("2024-01-10", owner: "bob@x.org", priority: Priority.P2)
                .Item("2024-03-01", priority: Priority.P2).Item("2024-01-12", priority: Priority.P2).At(Monday, Tuesday),
            "alice: overdue b, also e, also a | nobody"),
        ["What is too little urgent and snoozed, done or nobody's is not mentioned"] = (
            s => s.Item("2024-01-11").Item("2024-01-12", priority: Priority.P3).Snoozed("b", "2024-02-01")
                .Item("2024-01-12", priority: Priority.P3, state: ItemState.Done).Item("2024-01-12", owner: null, priority: Priority.P3).At(Monday),
            "alice: overdue a"),
        ["No priorities, no reminders"] = (s => s.With(o => o.Priorities = []).Item("2024-01-12", priority: Priority.P0).At(Monday), "nobody"),
        ["The tracker's priority counts, now"] = (s => s.Item("2024-01-12").At(Monday).Now("a", i => i with { Priority = Priority.P3 }).At(Tuesday),
            "alice: overdue a | nobody"),

        // Due soon
        ["Two days before its deadline an item is announced"] = (s => s.Item("2024-01-18").At(Monday, Tuesday), "nobody | alice: due soon a"),
        ["It is announced once"] = (s => s.Item("2024-01-18").At(Tuesday, Wednesday, Thursday), "alice: due soon a | nobody | nobody"),
        ["After the announcement comes the first day overdue"] = (s => s.Item("2024-01-17").At(Monday, Tuesday, Wednesday, Thursday),
            "alice: due soon a | nobody | nobody | alice: overdue a"),
        ["What would be announced on a Saturday comes on Friday"] = (s => s.Item("2024-01-22").At(Thursday, Friday, NextMonday),
            "nobody | alice: due soon a | nobody"),
        ["An announcement that was slept through is made up"] = (s => s.Item("2024-01-18").At(Monday, Wednesday), "nobody | alice: due soon a"),
        ["An item taken in a day before its deadline is announced"] = (s => s.Item("2024-01-16").At(Monday), "alice: due soon a"),
        ["Several announcements, if so configured"] = (s => s.With(o => o.DueSoonDays = [7, 1]).Item("2024-01-24")
            .At(Wednesday, Thursday, NextMonday, NextTuesday, NextWednesday), "alice: due soon a | nobody | nobody | alice: due soon a | nobody"),
        ["Of several announcements that were slept through one is made up"] = (s => s.With(o => o.DueSoonDays = [7, 5, 2]).Item("2024-01-24").At(NextTuesday),
            "alice: due soon a"),
        ["No announcements, if so configured"] = (s => s.With(o => o.DueSoonDays = []).Item("2024-01-16").At(Monday), "nobody"),
        ["A deadline that is moved away stops the reminders"] = (
            s => s.Item("2024-01-12").At(Monday).Now("a", i => i with { Deadline = Deadline.On(new(2024, 3, 1)) }).At(Tuesday), "alice: overdue a | nobody"),
        ["A moved deadline is announced anew"] = (s => s.Item("2024-01-17").At(Monday).Now("a", i => i with { Deadline = Deadline.On(new(2024, 1, 19)) })
            .At(Tuesday, Wednesday), "alice: due soon a | nobody | alice: due soon a"),

        // Escalation
        ["Three working days after the first reminder the manager is told too"] = (s => s.Item("2024-01-12").At(Monday, Tuesday, Wednesday, Thursday),
            "alice: overdue a | nobody | alice: overdue a | boss: escalated a"),
        ["The weekend gives the owner two more days"] = (s => s.Item("2024-01-17").At(Thursday, Friday, NextMonday, NextTuesday),
            "alice: overdue a | nobody | alice: overdue a | boss: escalated a"),
        ["A holiday gives the owner one more day"] = (s => s.With(o => o.Holidays = new HashSet<DateOnly> { new(2024, 1, 16) }).Item("2024-01-12")
            .At(Monday, Tuesday, Wednesday, Thursday, Friday),
            "alice: overdue a | nobody | nobody | alice: overdue a | boss: escalated a"),
        ["The person's manager comes before the document's"] = (s => s.Person("alice@x.org", manager: "carol@x.org").With(o => o.EscalateAfterDays = 1)
            .Item("2024-01-12").At(Monday, Tuesday), "alice: overdue a | carol: escalated a"),
        ["Nobody is their own manager"] = (s => s.With(o => o.EscalateAfterDays = 1).Item("2024-01-12", boss: "alice@x.org").At(Monday, Tuesday),
            "alice: overdue a | nobody"),
        ["Without a manager the item goes to whom orphans go to"] = (s => s.With(o => o.EscalateAfterDays = 1).With(o => o.Orphans = "office@x.org")
            .Item("2024-01-12", boss: null).At(Monday, Tuesday), "alice: overdue a | office: escalated a"),
        ["A new owner has the same time as the first"] = (s => s.Item("2024-01-12").At(Monday, Tuesday, Wednesday).Now("a", i => i with { Owner = "bob@x.org" })
            .At(Thursday, Friday), "alice: overdue a | nobody | alice: overdue a | bob: overdue a | nobody"),
        ["A moved deadline gives new time"] = (s => s.With(o => o.DueSoonDays = []).Item("2024-01-12").At(Monday, Tuesday, Wednesday)
            .Now("a", i => i with { Deadline = Deadline.On(new(2024, 1, 17)) }).At(Thursday),
            "alice: overdue a | nobody | alice: overdue a | alice: overdue a"),
        ["An announcement does not start the escalation's clock"] = (s => s.With(o => o.DueSoonDays = [5]).Item("2024-01-19").At(Monday, NextMonday),
            "alice: due soon a | alice: overdue a"),
        ["Reminders that never arrive are escalated too"] = (s => s.With(o => o.EscalateAfterDays = 1).Item("2024-01-12").At(Monday).AllFailed().At(Tuesday),
            "alice: overdue a | alice: overdue a; boss: escalated a"),
        ["What is escalated to somebody stands before what they owe themselves"] = (s => s.With(o => o.EscalateAfterDays = 1)
            .Item("2024-01-11", owner: "boss@x.org").Item("2024-01-12").At(Monday, Tuesday),
            "alice: overdue b; boss: overdue a | boss: escalated b, overdue a"),

        // Orphans
        ["An item without an owner goes to the commander"] = (s => s.Item("2024-01-12", owner: null, commander: "jane@x.org").At(Monday), "jane: orphan a"),
        ["An owner who is only a name goes to the commander"] = (s => s.Item("2024-01-12", owner: "Jane Doe", commander: "jane@x.org").At(Monday),
            "jane: orphan a"),
        ["A name that is configured is a person"] = (s => s.Person("jd@x.org", name: "Jane Doe").Item("2024-01-12", owner: "jane doe").At(Monday),
            "jd: overdue a"),
        ["Two people of one name are nobody"] = (s => s.Person("jd@x.org", name: "Jane Doe").Person("jd2@x.org", name: "Jane Doe")
            .With(o => o.Orphans = "office@x.org").Item("2024-01-12", owner: "Jane Doe").At(Monday), "office: orphan a"),
        ["A name that the document gives an address for is a person"] = (
            s => s.Item("2024-01-12", owner: "Jane Doe", participants: [new Participant("Jane Doe", null, "jd@x.org")]).At(Monday), "jd: overdue a"),
        ["The backup stands in for an owner who cannot be reached"] = (s =>
            s.Person("alice@x.org", backup: "bob@x.org").Unreachable("alice@x.org").Item("2024-01-12", commander: "jane@x.org").At(Monday), "bob: orphan a"),
        ["Where the backup cannot be reached either, the commander does"] = (s => s.Person("alice@x.org", backup: "bob@x.org").Unreachable("alice@x.org")
            .Unreachable("bob@x.org").Item("2024-01-12", commander: "jane@x.org").At(Monday), "jane: orphan a"),
        ["A commander without an address leaves it to Reminding:Orphans"] = (
            s => s.With(o => o.Orphans = "office@x.org").Item("2024-01-12", owner: null, commander: "Jane Smith").At(Monday), "office: orphan a"),
        ["Where nobody is named nobody is told"] = (s => s.Item("2024-01-12", owner: null, commander: "Jane Smith").At(Monday), "nobody"),
        ["An address with a line break in it is no address"] = (
            s => s.With(o => o.Orphans = "office@x.org").Item("2024-01-12", owner: "a@x.org\r\nBcc: all@x.org").At(Monday), "office: orphan a"),
        ["An orphan is announced too"] = (s => s.Item("2024-01-17", owner: null, commander: "jane@x.org").At(Monday, Tuesday), "jane: orphan a | nobody"),
        ["An orphan that gets an owner is the owner's"] = (s => s.Item("2024-01-12", owner: null, commander: "jane@x.org").At(Monday)
            .Now("a", i => i with { Owner = "bob@x.org" }).At(Tuesday), "jane: orphan a | bob: overdue a"),

        // One digest
        ["All of a person's items come in one digest, the oldest first"] = (s => s.Item("2024-01-12").Item("2024-01-17").Item("2024-01-02").At(Monday),
            "alice: overdue c, overdue a, due soon b"),
        ["Addresses in different case are one person"] = (s => s.Item("2024-01-12").Item("2024-01-11", owner: "Alice@X.org").At(Monday),
            "alice: overdue b, overdue a"),
        ["Everybody gets their own"] = (s => s.Item("2024-01-12").Item("2024-01-12", owner: "bob@x.org").At(Monday), "alice: overdue a; bob: overdue b"),
        ["A person who has a digest today gets no second one"] = (s => s.Item("2024-01-12").At(Monday).Item("2024-01-11").At("2024-01-15 15:00"),
            "alice: overdue a | nobody"),
        ["With two a day the second brings only what is new"] = (s => s.With(o => o.MaxPerPersonPerDay = 2).Item("2024-01-12").At(Monday).Item("2024-01-11")
            .At("2024-01-15 15:00", "2024-01-15 17:00"), "alice: overdue a | alice: overdue b, also a | nobody"),
        ["Reassigned means that the new owner is asked, not the old one"] = (
            s => s.Item("2024-01-12").At(Monday).Now("a", i => i with { Owner = "bob@x.org" }).At(Tuesday), "alice: overdue a | bob: overdue a"),

        // Snooze
        ["A snoozed item is quiet until its day, and back on it"] = (s => s.Item("2024-01-12").Snoozed("a", "2024-01-17").At(Monday, Tuesday, Wednesday),
            "nobody | nobody | alice: overdue a"),
        ["A snooze keeps the manager in peace too"] = (s => s.With(o => o.EscalateAfterDays = 1).Item("2024-01-12").At(Monday).Snoozed("a", "2024-01-18")
            .At(Tuesday, Wednesday, Thursday), "alice: overdue a | nobody | nobody | alice: overdue a; boss: escalated a"),
        ["A snooze that ends on a Saturday ends on Monday"] = (s => s.Item("2024-01-12").Snoozed("a", "2024-01-20").At(Friday, Saturday, NextMonday),
            "nobody | nobody | alice: overdue a"),
        ["A snooze of one item leaves the others"] = (s => s.Item("2024-01-12").Item("2024-01-12").Snoozed("a", "2024-01-17").At(Monday), "alice: overdue b"),
        ["A snooze over the announcement leaves the first day overdue"] = (
            s => s.Item("2024-01-17").Snoozed("a", "2024-01-18").At(Monday, Tuesday, Wednesday, Thursday), "nobody | nobody | nobody | alice: overdue a"),

        // once
        ["once reminds on a Saturday"] = (s => s.Item("2024-01-12").Once(Saturday), "alice: overdue a"),
        ["once uses up the day's digest"] = (s => s.Item("2024-01-12").Once("2024-01-15 07:00").At(Monday), "alice: overdue a | nobody"),
        ["once on Saturday and on Sunday reminds once"] = (s => s.Item("2024-01-12").Once(Saturday, Sunday), "alice: overdue a | nobody"),
        ["once on Saturday does not take Monday's place"] = (
            s => s.Daily().Item("2024-01-12").Once(Saturday).At(NextMonday), "alice: overdue a | alice: overdue a"),
        ["once twice a day reminds once"] = (s => s.Item("2024-01-12").Once(Monday, "2024-01-15 09:01"), "alice: overdue a | nobody"),

        // Days, months, years, zones
        ["Holidays are quiet"] = (s => s.With(o => o.Holidays = new HashSet<DateOnly> { new(2024, 1, 15) }).Item("2024-01-12").At(Monday, Tuesday),
            "nobody | alice: overdue a"),
        ["The last day of a month ends with it"] = (s => s.With(o => o.DueSoonDays = []).Item("2024-01-31").At("2024-01-31 23:59", "2024-02-01 00:00"),
            "nobody | alice: overdue a"),
        ["The last day of a year ends with it"] = (s => s.With(o => o.DueSoonDays = []).Item("2024-12-31").At("2024-12-31 23:59", "2025-01-01 00:00"),
            "nobody | alice: overdue a"),
        ["The leap day is a day"] = (s => s.With(o => o.DueSoonDays = []).Item("2024-02-29").At("2024-02-29 23:59", "2024-03-01 00:00"),
            "nobody | alice: overdue a"),
        ["Two days before 1 March of a leap year is 28 February"] = (s => s.Item("2024-03-01").At("2024-02-27 09:00", "2024-02-28 09:00"),
            "nobody | alice: due soon a"),
        ["Two days before 1 March of other years is 27 February"] = (s => s.Item("2023-03-01").At("2023-02-24 09:00", "2023-02-27 09:00"),
            "nobody | alice: due soon a"),
        ["An announcement crosses the year's end"] = (s => s.Item("2025-01-01").At("2024-12-27 09:00", "2024-12-30 09:00"), "nobody | alice: due soon a"),
        ["In Auckland the day is over eleven hours before it is in Greenwich"] = (s => s.In("Pacific/Auckland").With(o => o.DueSoonDays = []).Item("2024-07-16")
            .AtUtc("2024-07-16T11:59:59Z").AtUtc("2024-07-16T12:00:00Z"), "nobody | alice: overdue a"),
        ["In Auckland in summer it is over thirteen hours before"] = (s => s.In("Pacific/Auckland").With(o => o.DueSoonDays = []).Item("2024-01-16")
            .AtUtc("2024-01-16T10:59:59Z").AtUtc("2024-01-16T11:00:00Z"), "nobody | alice: overdue a"),
        ["In New York the day lasts five hours longer"] = (s => s.In("America/New_York").With(o => o.DueSoonDays = []).Item("2024-01-16")
            .AtUtc("2024-01-17T04:59:59Z").AtUtc("2024-01-17T05:00:00Z"), "nobody | alice: overdue a"),
        ["In Kathmandu the day ends at a quarter past six in Greenwich"] = (s => s.In("Asia/Kathmandu").With(o => o.DueSoonDays = []).Item("2024-01-16")
            .AtUtc("2024-01-16T18:14:59Z").AtUtc("2024-01-16T18:15:00Z"), "nobody | alice: overdue a"),
        ["Saturday in Auckland is Saturday, whatever Greenwich says"] = (
            s => s.In("Pacific/Auckland").Item("2024-01-12").AtUtc("2024-01-19T20:00:00Z"), "nobody"),
        ["Monday in Auckland is Monday, whatever Greenwich says"] = (s => s.In("Pacific/Auckland").Item("2024-01-12").AtUtc("2024-01-21T20:00:00Z"),
            "alice: overdue a"),
        ["The short day of New York's spring ends an hour earlier"] = (s => s.In("America/New_York").EveryDayIsWorked().With(o => o.DueSoonDays = [])
            .Item("2024-03-10").AtUtc("2024-03-11T03:59:59Z").AtUtc("2024-03-11T04:00:00Z"), "nobody | alice: overdue a"),
        ["The long day of New York's autumn ends an hour later"] = (s => s.In("America/New_York").EveryDayIsWorked().With(o => o.DueSoonDays = [])
            .Item("2024-11-03").AtUtc("2024-11-04T04:59:59Z").AtUtc("2024-11-04T05:00:00Z"), "nobody | alice: overdue a"),
        ["The day of Auckland's spring ends an hour earlier"] = (s => s.In("Pacific/Auckland").EveryDayIsWorked().With(o => o.DueSoonDays = [])
            .Item("2024-09-29").AtUtc("2024-09-29T10:59:59Z").AtUtc("2024-09-29T11:00:00Z"), "nobody | alice: overdue a"),
        ["The day of Auckland's autumn ends an hour later"] = (s => s.In("Pacific/Auckland").EveryDayIsWorked().With(o => o.DueSoonDays = []).Item("2024-04-07")
            .AtUtc("2024-04-07T11:59:59Z").AtUtc("2024-04-07T12:00:00Z"), "nobody | alice: overdue a"),
        ["Daily reminders lose no day where clocks spring forward"] = (s => s.In("America/New_York").EveryDayIsWorked().Daily().Item("2024-03-01", boss: null)
            .At("2024-03-09 09:00", "2024-03-10 09:00", "2024-03-11 09:00"), "alice: overdue a | alice: overdue a | alice: overdue a"),
        ["Daily reminders gain none where clocks fall back"] = (s => s.In("America/New_York").EveryDayIsWorked().Daily().Item("2024-10-01", boss: null)
            .AtUtc("2024-11-03T05:30:00Z").AtUtc("2024-11-03T06:30:00Z").AtUtc("2024-11-04T06:30:00Z"), "alice: overdue a | nobody | alice: overdue a"),
        ["A deadline's own offset counts, wherever we are"] = (s => s.In("Asia/Kathmandu").With(o => o.DueSoonDays = []).Item("2024-01-15T09:00:00-05:00")
            .AtUtc("2024-01-15T13:59:59Z").AtUtc("2024-01-15T14:00:00Z"), "nobody | alice: overdue a"),
        ["The first and the last day of the calendar break nothing"] = (s => s.Item("0001-01-01").Item("9999-12-31").At(Monday), "alice: old a"),
    };

    public static TheoryData<string> Sentences => [.. Stories.Keys];

    [Theory]
    [MemberData(nameof(Sentences))]
    public void The_policy_says(string sentence)
    {
        var (story, outcome) = Stories[sentence];

        Assert.Equal(outcome, story(new PolicyScenario()).Outcome);
    }

    [Fact]
    public void The_table_has_at_least_sixty_cases() => Assert.True(Stories.Count >= 60, $"{Stories.Count} cases");

    [Fact]
    public void Who_else_is_asked_is_said_to_both()
    {
        var scenario = new PolicyScenario().With(o => o.EscalateAfterDays = 1).Daily().Person("alice@x.org", name: "Alice Chen").Item("2024-01-12")
            .At(Monday, Tuesday);

        Assert.Equal(["boss@x.org"], scenario.Last[0].Entries[0].AlsoAsked);
        Assert.Equal(["Alice Chen (alice@x.org)"], scenario.Last[1].Entries[0].AlsoAsked);
    }

    [Theory]
    [InlineData("a", "it is P3; reminders are for P1 and more urgent")]
    [InlineData("b", "it is due on 2024-03-01, in 46 days; reminders start 2 days before")]
    [InlineData("c", "overdue by 3 days; not reminded of it before")]
    [InlineData("d", "it is snoozed until 2024-01-20 by alice: waiting for parts")]
    [InlineData("e", "nobody owns it, and neither a backup, a commander nor Reminding:Orphans can be asked: set Reminding:Orphans")]
    [InlineData("f", "it has no deadline")]
    public void Every_item_has_a_reason(string key, string reason)
    {
        var scenario = new PolicyScenario()
            .Item("2024-01-12", priority: Priority.P3).Item("2024-03-01").Item("2024-01-12").Item("2024-01-12").Item("2024-01-12", owner: null).Item(null)
            .Snoozed("d", "2024-01-20").At(Monday);

        Assert.Equal(reason, scenario.WhyOf(key));
    }
}
