using ActionSync.Configuration;
using ActionSync.Items;

namespace ActionSync.Tests.Reminders;

/// <summary>When an item is told again: days overdue, weekly summaries, old incidents, and whose clocks count. 15 January 2024 is a Monday.</summary>
public sealed class ReminderCadenceTests
{
    private const string Monday = "2024-01-15 09:00";
    private const string Tuesday = "2024-01-16 09:00";
    private const string Wednesday = "2024-01-17 09:00";
    private const string Thursday = "2024-01-18 09:00";
    private const string Friday = "2024-01-19 09:00";
    private const string Sunday = "2024-01-21 09:00";
    private const string NextMonday = "2024-01-22 09:00";
    private const string NextTuesday = "2024-01-23 09:00";
    private const string NextWednesday = "2024-01-24 09:00";
    private const string NextThursday = "2024-01-25 09:00";
    private const string ThirdMonday = "2024-01-29 09:00";

    private static readonly Dictionary<string, (Func<PolicyScenario, PolicyScenario> Story, string Outcome)> Stories = new()
    {
        ["An overdue item is told on its 1st, 3rd and 7th working day overdue, and then every 5"] = (
            s => s.Item("2024-01-12", boss: null).OnWorkingDays("2024-01-15", 18), OnDays(18, 1, 3, 7, 12, 17)),
        ["On the days of the list and then every 5, if so configured"] = (
            s => s.With(o => o.OverdueEveryDays = NumberOrList.Of(4, 2)).Item("2024-01-12", boss: null).OnWorkingDays("2024-01-15", 10), OnDays(10, 2, 4, 9)),
        ["Every working day, if so configured"] = (
            s => s.Daily().Item("2024-01-12", boss: null).OnWorkingDays("2024-01-15", 4), OnDays(4, 1, 2, 3, 4)),
        ["A day on which nobody ran is made up at the next slot"] = (
            s => s.Item("2024-01-12", boss: null).At(Monday, Thursday, Friday, NextMonday, NextTuesday),
            "alice: overdue a | alice: overdue a | nobody | nobody | alice: overdue a"),
        ["What is seen late is told at once, and again after 5 working days"] = (
            s => s.Item("2024-01-02", boss: null).OnWorkingDays("2024-01-15", 7), OnDays(7, 1, 6)),
        ["What is told in the morning of its own day is not told again the next"] = (
            s => s.Item("2024-01-15T08:30:00+00:00", boss: null).At(Monday, Tuesday, Wednesday, Thursday),
            "alice: overdue a | nobody | nobody | alice: overdue a"),
        ["Every second working day, if so configured"] = (
            s => s.With(o => o.OverdueEveryDays = NumberOrList.One(2)).Item("2024-01-12", boss: null).At(Monday, Tuesday, Wednesday, Thursday, Friday),
            "alice: overdue a | nobody | alice: overdue a | nobody | alice: overdue a"),
        ["The weekend does not count towards every second working day"] = (
            s => s.With(o => o.OverdueEveryDays = NumberOrList.One(2)).Item("2024-01-12", boss: null).At(Friday, NextMonday, NextTuesday),
            "alice: overdue a | nobody | alice: overdue a"),

        // Managers
        ["An item is escalated once, and then stands in the manager's summary at the first slot of each week"] = (
            s => s.With(o => o.EscalateAfterDays = 2).Item("2024-01-12").At(Monday, Wednesday, Thursday, Friday, NextMonday, NextTuesday, NextWednesday)
                .At(ThirdMonday),
            "alice: overdue a | alice: overdue a; boss: escalated a | nobody | nobody | boss: summary a | alice: overdue a | nobody | boss: summary a"),
        ["A summary that was slept through is made up, once"] = (
            s => s.With(o => o.EscalateAfterDays = 1).Item("2024-01-12").At(Monday, Tuesday, NextWednesday, NextThursday),
            "alice: overdue a | boss: escalated a | alice: overdue a; boss: summary a | nobody"),
        ["What is escalated anew comes at once, beside no summary"] = (
            s => s.With(o => o.EscalateAfterDays = 1).Item("2024-01-12").At(Monday, Tuesday).Item("2024-01-16").At(Wednesday, Thursday),
            "alice: overdue a | boss: escalated a | alice: overdue b, overdue a | boss: escalated b"),
        ["Whom the manager has done with drops out of the summary"] = (
            s => s.With(o => o.EscalateAfterDays = 1).Item("2024-01-12").At(Monday, Tuesday).Now("a", i => i with { State = ItemState.Done }).At(NextMonday),
            "alice: overdue a | boss: escalated a | nobody"),

        // Old incidents
        ["An item of an old incident is told at the next slot and then in the first slot of each week"] = (
            s => s.Item("2023-11-01", seen: "2024-01-15").OnWorkingDays("2024-01-15", 16),
            string.Join(" | ", Enumerable.Range(0, 16).Select(n => n % 5 == 0 ? "alice: old a" : "nobody"))),
        ["Seen in the middle of a week, it is not told again before four working days were quiet"] = (
            s => s.Item("2023-11-01", seen: "2024-01-17").OnWorkingDays("2024-01-17", 9),
            string.Join(" | ", Enumerable.Range(0, 9).Select(n => n is 0 or 8 ? "alice: old a" : "nobody"))),
        ["Where Monday is a holiday, Tuesday has the week's first slot"] = (
            s => s.With(o => o.Holidays = new HashSet<DateOnly> { new(2024, 1, 15) }).Item("2023-11-01", seen: "2024-01-12")
                .At(Monday, Tuesday, Wednesday, NextMonday),
            "nobody | alice: old a | nobody | alice: old a"),
        ["A first slot that nobody ran at is made up, and the next week's comes all the same"] = (
            s => s.Item("2023-11-01", seen: "2024-01-12").At(Monday, NextWednesday, NextThursday, ThirdMonday),
            "alice: old a | alice: old a | nobody | alice: old a"),
        ["Where work begins on Sunday, so does the week"] = (
            s => s.With(o => o.WorkingDays = Enum.GetValues<DayOfWeek>().Except([DayOfWeek.Friday, DayOfWeek.Saturday]).ToHashSet())
                .Item("2023-11-01", seen: "2024-01-14").At("2024-01-14 09:00", Monday, Thursday, Sunday, NextMonday),
            "alice: old a | nobody | nobody | alice: old a | nobody"),
        ["Told by hand on a Saturday, it does not come again on Monday"] = (
            s => s.Item("2023-11-01", seen: "2024-01-13").Once("2024-01-13 10:00").At(Monday, Tuesday, NextMonday),
            "alice: old a | nobody | nobody | alice: old a"),
        ["An item of an old incident is never escalated"] = (
            s => s.With(o => o.EscalateAfterDays = 1).Item("2023-11-01", seen: "2024-01-15").At(Monday, Friday, NextMonday, ThirdMonday),
            "alice: old a | nobody | alice: old a | alice: old a"),
        ["30 days overdue when first seen is no old incident, 31 are"] = (
            s => s.Item("2023-12-16", boss: null, seen: "2024-01-15").Item("2023-12-15", boss: null, seen: "2024-01-15").At(Monday, NextMonday),
            "alice: overdue a, old b | alice: overdue a, old b"),
        ["What becomes overdue under our eyes grows old as any other"] = (
            s => s.Item("2023-11-01", boss: null, seen: "2023-11-20").At(Monday, Tuesday, NextMonday), "alice: overdue a | nobody | alice: overdue a"),
        ["With a new date it is an item like any other"] = (
            s => s.Item("2023-11-01", boss: null, seen: "2024-01-15").At(Monday).Now("a", i => i with { Deadline = Deadline.On(new(2024, 1, 16)) })
                .At(Tuesday, Wednesday, Thursday, Friday),
            "alice: old a | alice: due soon a | alice: overdue a | nobody | alice: overdue a"),
        ["An old incident's item that nobody owns is the commander's, weekly"] = (
            s => s.Item("2023-11-01", owner: null, commander: "jane@x.org", seen: "2024-01-15").At(Monday, Tuesday, NextMonday),
            "jane: old a | nobody | jane: old a"),
        ["What is new leads, then the most urgent, then the oldest, and old incidents stand last"] = (
            s => s.Item("2024-01-11", boss: null).Item("2023-10-01", boss: null, seen: "2024-01-12").At("2024-01-12 09:00")
                .Item("2024-01-14", boss: null).Item("2024-01-12", boss: null).Item("2024-01-15", boss: null, priority: Priority.P0)
                .Item("2023-10-01", boss: null, seen: "2024-01-16").At(Tuesday),
            "alice: overdue a, old b | alice: overdue e, overdue d, overdue c, overdue a, old f, also b"),

        // People in other time zones
        ["A person's day and hour are those where they are"] = (
            s => s.Person("alice@x.org", zone: "Pacific/Auckland").Daily().Item("2024-01-12", boss: null).Item("2024-01-12", owner: "bob@x.org", boss: null)
                .AtSlotOf("Pacific/Auckland", "2024-01-14T20:00:00Z").AtSlotOf("UTC", "2024-01-15T09:00:00Z")
                .AtSlotOf("Pacific/Auckland", "2024-01-15T20:00:00Z"),
            "alice: overdue a | bob: overdue b | alice: overdue a"),
        ["Friday evening in Greenwich is Saturday in Auckland, and Sunday evening is Monday"] = (
            s => s.Person("alice@x.org", zone: "Pacific/Auckland").Item("2024-01-12", boss: null).AtUtc("2024-01-19T20:00:00Z").AtUtc("2024-01-21T20:00:00Z"),
            "nobody | alice: overdue a"),
        ["A deadline ends where the house is, wherever its owner is"] = (
            s => s.With(o => o.DueSoonDays = []).Person("alice@x.org", zone: "Pacific/Auckland").Item("2024-01-15", boss: null)
                .AtUtc("2024-01-15T20:00:00Z").AtUtc("2024-01-16T00:00:00Z"), "nobody | alice: overdue a"),
        ["The manager is told by the manager's clocks"] = (
            s => s.With(o => o.EscalateAfterDays = 1).Person("alice@x.org", manager: "mia@x.org").Person("mia@x.org", zone: "America/New_York")
                .Item("2024-01-12")
                .AtSlotOf("UTC", "2024-01-15T09:00:00Z").AtSlotOf("UTC", "2024-01-16T09:00:00Z").AtSlotOf("America/New_York", "2024-01-16T14:00:00Z"),
            "alice: overdue a | nobody | mia: escalated a"),
    };

    public static TheoryData<string> Sentences => [.. Stories.Keys];

    [Theory]
    [MemberData(nameof(Sentences))]
    public void The_policy_says(string sentence)
    {
        var (story, outcome) = Stories[sentence];

        Assert.Equal(outcome, story(new PolicyScenario()).Outcome);
    }

    /// <summary>What is told on the so-manieth of so many working days.</summary>
    private static string OnDays(int days, params int[] told) =>
        string.Join(" | ", Enumerable.Range(1, days).Select(day => told.Contains(day) ? "alice: overdue a" : "nobody"));
}
