using System.Globalization;
using System.Text.RegularExpressions;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;

namespace ActionSync.SystemTests.Journeys;

/// <summary>A collection of years is taken in, and people go on reading what they are sent.</summary>
public sealed partial class OldIncidentTests : IDisposable
{
    private const int Incidents = 200;
    private const int Owners = 25;

    private readonly Actionsync _actionsync = new Actionsync().TakingInMany();

    public void Dispose() => _actionsync.Dispose();

    [Fact]
    public async Task Of_200_old_incidents_each_owner_hears_once_on_the_first_working_day_not_on_the_next_four_and_four_times_in_three_weeks_at_most()
    {
        foreach (var incident in Enumerable.Range(0, Incidents))
        {
            _actionsync.Drop($"{incident:D3}.json", Incident.Json($"INC-{incident:D3}",
                [.. new[] { "P1", "P2", "P3" }.Select(priority => Incident.Item($"{priority} of {incident}", Owner(incident), priority, "2024-01-22"))]));
        }
        (await _actionsync.RunAsync("once", "--no-remind")).Exits(0);

        var (first, owners) = await PreviewAsync();
        var days = new List<(DateTime Day, IReadOnlyList<string> People)> { (first, owners) };
        for (var day = first.AddDays(1); day < first.AddDays(21); day = day.AddDays(1))
        {
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                days.Add(await PreviewAsync("--at", day.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture)));
        }

        Assert.Equal([.. Enumerable.Range(0, Owners).Select(Owner).Order(StringComparer.Ordinal)], owners);
        Assert.All(days.Skip(1).Take(4), day => Assert.Empty(day.People));
        Assert.All(days.SelectMany(day => day.People).CountBy(person => person), person => Assert.InRange(person.Value, 2, 4));
    }

    [Fact]
    public async Task They_stand_in_a_part_of_their_own_and_a_second_pass_sends_nothing()
    {
        var old = Incident.Json("INC-1", Incident.Item("Add an alert"), Incident.Item("Write a runbook", priority: "P3"));
        var yesterday = TimeProvider.System.GetUtcNow().AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var recent = Incident.Json("INC-2", Incident.Item("Test the failover", deadline: yesterday));

        (await _actionsync.OnceAsync(old, recent)).Exits(0);
        var mail = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(_actionsync["data", "outbox"])), TestContext.Current.CancellationToken);
        (await _actionsync.RunAsync("once")).Exits(0);

        var text = mail.Split("text/html")[0];
        var parts = new[] { "NEW (1)", "Test the failover", "FROM OLD INCIDENTS (1)", "Add an alert", "ALSO OVERDUE", "Write a runbook" };
        Assert.Equal(parts, parts.OrderBy(part => text.IndexOf(part, text.IndexOf("NEW (1)", StringComparison.Ordinal), StringComparison.Ordinal)));
        Assert.All(parts, part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.Contains("2 action items for you today, all new: 1 overdue, 1 from an old incident. 1 more is overdue.", text, StringComparison.Ordinal);
        Assert.Single(_actionsync.Outbox);
    }

    /// <summary>When the messages go out, and to whom.</summary>
    private async Task<(DateTime Day, IReadOnlyList<string> People)> PreviewAsync(params string[] at)
    {
        var said = (await _actionsync.RunAsync(["remind", "--preview", .. at])).Exits(0).Stdout;
        return (
            DateTime.ParseExact(At().Match(said).Groups["time"].Value, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            [.. To().Matches(said).Select(match => match.Groups["address"].Value)]);
    }

    private static string Owner(int incident) => $"owner{incident % Owners:D2}@acme.example";

    [GeneratedRegex("^At (?<time>[-0-9]+ [0-9:]+) ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex At();

    [GeneratedRegex("^To: (?<address>\\S+) ", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex To();
}
