using ActionSync.Testing;
using ActionSync.Reminders.Delivery;
using ActionSync.Reminders.Policy;
using static ActionSync.Tests.Reminders.ReminderHarness;

namespace ActionSync.Tests.Reminders;

/// <summary>300 people with 10,000 overdue items, and a worker that dies wherever it hurts.</summary>
public sealed class ReminderCrashTests
{
    private const int People = 300;
    private static readonly int Items = CostRun.Count(2_000);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task However_many_items_three_hundred_people_own_they_get_three_hundred_messages()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await FillAsync(harness, Items);
        var slack = new RecordingChannel("Slack", repeatsHarmlessly: false);
        harness.OwnChannels.Add(slack);

        var summary = await harness.Run.RunAsync(ReminderMode.Now, Token);
        await harness.RestartAsync();
        var again = await harness.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Equal((People, 0), (summary.Sent, again.Sent));
        Assert.Equal(People, slack.Delivered.Select(d => d.To.Address).Distinct().Count());
        Assert.Equal(Items, slack.Delivered.Sum(d => d.Entries.Count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(20240116)]
    public async Task Killed_at_any_point_and_started_again_nobody_gets_two_on_Slack_and_nobody_gets_none(int seed)
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await FillAsync(harness, 600);
        var random = new Random(seed);
        var kill = new CancellationTokenSource();
        var slack = new RecordingChannel("Slack", repeatsHarmlessly: false)
        {
            Before = _ => Die(random, kill),
            After = _ => Die(random, kill),
        };
        var mail = new RecordingChannel("Email", repeatsHarmlessly: true) { Before = _ => Die(random, kill), After = _ => Die(random, kill) };
        harness.OwnChannels.AddRange([slack, mail]);

        var deaths = 0;
        for (var finished = false; !finished;)
        {
            try
            {
                await harness.Run.RunAsync(ReminderMode.OnSchedule, kill.Token);
                finished = true;
            }
            catch (OperationCanceledException) when (kill.IsCancellationRequested)
            {
                deaths++;
                kill.Dispose();
                kill = new CancellationTokenSource();
                await harness.RestartAsync();
            }
        }

        kill.Dispose();
        Assert.True(deaths > 20, $"only {deaths} deaths");
        Assert.Equal(slack.Delivered.Count, slack.Delivered.Select(d => d.To.Address).Distinct().Count());
        Assert.Equal(People, slack.Delivered.Concat(mail.Delivered).Select(d => d.To.Address).Distinct().Count());
        Assert.All(await harness.RemindersAsync(), r => Assert.Equal(ReminderState.Sent, r.State));
    }

    private static ActionSync.Mail.SendOutcome? Die(Random random, CancellationTokenSource kill) =>
        random.Next(12) == 0 ? throw RecordingChannel.Killed(kill) : null;

    private static Task FillAsync(ReminderHarness harness, int items) => harness.AddAllAsync(Enumerable.Range(0, items)
        .GroupBy(n => n / 10)
        .Select(incident => (Some.Incident($"INC-{incident.Key}"), incident.Select(n => Some.Item($"INC-{incident.Key}/{n}", $"person{n % People}@x.org")))));
}
