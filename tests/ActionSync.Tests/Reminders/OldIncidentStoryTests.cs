using ActionSync.Items;
using ActionSync.People;
using ActionSync.Reminders;
using ActionSync.Reminders.Policy;

namespace ActionSync.Tests.Reminders;

/// <summary>A collection of 200 old incidents with 600 items is taken in: what its 40 owners and their managers hear in three weeks.</summary>
public sealed class OldIncidentStoryTests
{
    private const int Incidents = 200;
    private const int ItemsEach = 3;
    private const int Owners = 40;

    private static readonly RemindingOptions Options = new();

    /// <summary>The first day is any day of the week, worked or not, and one after a holiday.</summary>
    [Theory]
    [InlineData("2024-01-15")]
    [InlineData("2024-01-16")]
    [InlineData("2024-01-17")]
    [InlineData("2024-01-18")]
    [InlineData("2024-01-19")]
    [InlineData("2024-01-20")]
    public void Each_owner_gets_one_message_on_the_first_working_day_none_on_the_next_four_and_at_most_four_in_three_weeks(string seen)
    {
        var days = MessagesByDay(DateOnly.Parse(seen, System.Globalization.CultureInfo.InvariantCulture), days: 21);

        Assert.Equal([.. Enumerable.Range(0, Owners).Select(Owner).Order(StringComparer.Ordinal)], days[0].Order(StringComparer.Ordinal));
        Assert.All(days.Skip(1).Take(4), Assert.Empty);
        Assert.All(days.SelectMany(people => people).CountBy(person => person), person => Assert.InRange(person.Value, 2, 4));
        Assert.All(days.SelectMany(people => people), person => Assert.StartsWith("owner", person, StringComparison.Ordinal));
    }

    /// <summary>A pass by hand tells at first sight, on any day: the week that begins within four working days tells nothing again.</summary>
    [Theory]
    [InlineData("2024-01-15", "2024-01-22")]
    [InlineData("2024-01-16", "2024-01-29")]
    [InlineData("2024-01-19", "2024-01-29")]
    [InlineData("2024-01-20", "2024-01-29")]
    [InlineData("2024-01-21", "2024-01-29")]
    public void What_was_told_at_first_sight_is_not_told_again_within_a_few_working_days(string first, string next)
    {
        var story = new PolicyScenario().Item("2022-01-01", seen: first).Once($"{first} 10:00");
        Assert.Equal("alice: old a", story.Outcome);

        var days = new ReminderCalendar(Options)
            .WorkingDaysFrom(DateOnly.Parse(first, System.Globalization.CultureInfo.InvariantCulture).AddDays(1)).Take(12).ToList();
        story.OnWorkingDays($"{days[0]:yyyy-MM-dd}", days.Count);

        var told = story.Outcome.Split(" | ").Skip(1).ToList().IndexOf("alice: old a");
        Assert.Equal(next, $"{days[told]:yyyy-MM-dd}");
    }

    [Fact]
    public void A_message_shows_what_is_old_in_a_part_of_its_own_and_what_is_less_urgent_in_lines()
    {
        var facts = FactsOf(new DateOnly(2024, 1, 15));

        var digest = new ReminderPolicy(Options, Nobody).Plan(facts with { Now = At(new(2024, 1, 15)) }).Digests[0];

        Assert.Equal([DigestPart.OldIncidents], digest.Entries.Select(e => e.Part).Distinct());
        Assert.Equal(Incidents / Owners, digest.Entries.Count);
        Assert.Equal(Incidents / Owners * (ItemsEach - 1), digest.AlsoOverdue.Count);
    }

    private static PeopleDirectory Nobody { get; } = new(new Dictionary<string, PersonOptions>());

    /// <summary>Who gets a message on each of the working days from the day on on which everything was first seen.</summary>
    private static List<List<string>> MessagesByDay(DateOnly seen, int days)
    {
        var facts = FactsOf(seen);
        var policy = new ReminderPolicy(Options, Nobody);
        var told = new List<List<string>>();
        foreach (var day in new ReminderCalendar(Options).WorkingDaysFrom(seen).TakeWhile(day => day < seen.AddDays(days)))
        {
            var digests = policy.Plan(facts with { Now = At(day) }).Digests;
            told.Add([.. digests.Select(d => d.To.Address)]);
            facts = facts.After(digests);
        }
        return told;
    }

    private static ReminderFacts FactsOf(DateOnly seen) => new()
    {
        Now = At(seen),
        Items = [.. from incident in Enumerable.Range(0, Incidents) from item in Enumerable.Range(0, ItemsEach) select Item(incident, item, seen)],
    };

    private static DateTimeOffset At(DateOnly day) => new(day.ToDateTime(new TimeOnly(9, 0)), TimeSpan.Zero);

    private static string Owner(int n) => $"owner{n % Owners}@x.org";

    /// <summary>The first item of each incident is a P1, the others are less urgent.</summary>
    private static ReminderItem Item(int incident, int item, DateOnly seen) => new()
    {
        Key = $"INC-{incident}/{item}",
        Title = $"Item {item} of {incident}",
        IncidentId = $"INC-{incident}",
        IncidentTitle = "It broke",
        Owner = Owner(incident),
        Priority = Priority.P1 + item,
        Deadline = Deadline.On(new DateOnly(2022, 1, 1).AddDays(3 * incident)),
        State = ItemState.Open,
        FirstSeenAt = At(seen).AddHours(-1),
        EscalationManager = "boss@x.org",
        Commander = "commander@x.org",
    };
}
