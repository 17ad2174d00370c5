using System.Diagnostics;
using ActionSync.Reminders.Channels.Slack;
using ActionSync.Reminders.Channels.Teams;
using ActionSync.Reminders.Delivery;
using ActionSync.Reminders.Policy;
using ActionSync.Simulators;
using ActionSync.Simulators.Slack;
using ActionSync.Simulators.Teams;
using static ActionSync.Tests.Reminders.ReminderHarness;
using ActionSync.Testing;

namespace ActionSync.Tests.Reminders;

/// <summary>
/// Slack and Teams that lie: answers changed after what they answer was carried out, each run from a seed that a failure names. As with trackers,
/// <c>TEST_FUZZ</c> sets how many changed answers there are at least, and <c>TEST_FUZZ_SEED</c> the first run's seed.
/// </summary>
public sealed class LyingChannelsTests(ITestOutputHelper output)
{
    private const int People = 8;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Slack_and_Teams_may_lie_and_everybody_gets_the_message_and_nobody_twice_from_one_of_them()
    {
        var (count, first) = (FuzzRun.Count(60), FuzzRun.First);
        var (lies, runs, watch, failures) = (0, 0, Stopwatch.StartNew(), new List<string>());
        for (var seed = first; lies < count || runs == 0; seed++, runs++)
        {
            var told = new List<string>();
            try
            {
                await PlayAsync(seed, told);
            }
            catch (Exception e)
            {
                failures.Add($"Seed {seed}: {e.Message}\n{e.StackTrace}\n{string.Join('\n', told)}");
            }
            lies += told.Count;
        }
        output.WriteLine($"{lies:N0} changed answers in {runs:N0} runs and {watch.Elapsed.TotalSeconds:F1} s, {failures.Count} runs failed.");
        Assert.True(failures.Count == 0, string.Join("\n\n", failures.Take(10)));
    }

    private static async Task PlayAsync(int seed, List<string> told)
    {
        await using var slack = new SlackSimulator(TimeProvider.System, "xoxb-secret") { EverybodyIsMember = true };
        await using var teams = new TeamsSimulator(TimeProvider.System, "signature") { IsConnector = seed % 2 == 0 };
        await slack.Host.StartAsync(0, Token);
        await teams.Host.StartAsync(0, Token);
        await using var harness = await new ReminderHarness().MigratedAsync();
        harness.Options.Channel<SlackOptions>().BaseUrl = slack.BaseUrl;
        harness.Options.Channel<SlackOptions>().Token = new("xoxb-secret");
        harness.Options.Channel<TeamsOptions>().Url = new(teams.Url);
        var addresses = Enumerable.Range(0, People).Select(n => $"p{n}@x.org").ToList();
        foreach (var (address, n) in addresses.Select((address, n) => (address, n)))
            harness.People[address] = new() { Channel = n % 2 == 0 ? "Slack" : "Teams" };
        await harness.AddAsync([.. addresses.Select((address, n) => Some.Item($"INC-1/{n}", address))]);
        var random = new Random(seed);
        foreach (var host in new[] { slack.Host, teams.Host })
        {
            host.Faults.Always(_ =>
            {
                lock (random)
                    return random.Next(4) == 0 ? null : new Fault.Mutated(random.Next(), what =>
                    {
                        lock (told)
                            told.Add(what);
                    });
            });
        }

        var first = await harness.RunWaitingAsync(ReminderMode.Now);
        await harness.RestartAsync();
        var second = await harness.RunWaitingAsync(ReminderMode.Now);

        // There is always a folder for mail, so nobody goes without.
        Assert.Equal((People, 0), (first.Sent + second.Sent, second.Failed + second.Unreachable));
        var (bySlack, byTeams) = (slack.Messages.Select(m => m.Email).ToList(),
            teams.Cards.Select(c => (string)c["msteams"]!["entities"]![0]!["mentioned"]!["id"]!).ToList());
        var byMail = harness.Outbox.Select(f => f[11..^4]).ToList();
        Assert.Equal(addresses, bySlack.Concat(byTeams).Concat(byMail).Distinct().Order(StringComparer.Ordinal));
        Assert.All((List<string>[])[bySlack, byTeams, byMail], way => Assert.Equal(way.Count, way.Distinct().Count()));
        Assert.All(await harness.RemindersAsync(), r => Assert.Equal(ReminderState.Sent, r.State));
        await harness.Get<ActionSync.Reminders.Channels.ReminderChannels>().CheckAsync(Token);
    }
}
