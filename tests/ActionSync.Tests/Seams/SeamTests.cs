using ActionSync.Hosting;
using ActionSync.Intake;
using ActionSync.Reminders;
using ActionSync.Reminders.Channels;
using ActionSync.Reminders.Policy;
using ActionSync.Sync;
using ActionSync.Sync.Publishing;
using ActionSync.Sync.Refreshing;
using ActionSync.Tests.Configuration;
using ActionSync.Tests.Planning;
using ActionSync.Tests.Support;
using ActionSync.Trackers;
using Microsoft.Extensions.DependencyInjection;

namespace ActionSync.Tests.Seams;

/// <summary>A kind of tracker and a channel that the program does not know: one line each, and everything works with them.</summary>
public sealed class SeamTests : IDisposable
{
    private static readonly Catalog WithToys = new([.. Catalog.Default.Trackers, ToyTracker.Kind], [.. Catalog.Default.Channels, ToyChannel.Kind]);

    private readonly Workplace _place = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_toy_tracker_and_a_toy_channel_carry_the_sample_from_file_to_issue_to_reminder()
    {
        _place.Config("""
            {
              "Trackers": { "toys": { "Kind": "Toy", "Shelf": "top" } },
              "Routes": [{ "Tracker": "toys" }],
              "People": { "alice@company.com": { "Channel": "Toy" } },
              "Channels": { "Toy": { "Whistle": "two long, one short" } }
            }
            """);
        var loaded = _place.Load(WithToys);
        Assert.Empty(loaded.Problems);
        await using var services = new ServiceCollection().AddLogging().AddActionSync(loaded.Options, WithToys, new FakeClock(new DateTimeOffset(2024, 2, 20, 10, 0, 0, TimeSpan.Zero))).BuildServiceProvider();
        await services.GetRequiredService<StartupChecks>().OpenAsync(Cancel);

        var sample = await services.GetRequiredService<FileArguments>().ReadAsync(Path.Combine(Repository.Root, "config", "samples", "INC-2024-0142.json"), Cancel);
        Assert.Empty(sample.Problems);
        await services.GetRequiredService<DocumentImporter>().TakeInAsync(sample.Incidents, "INC-2024-0142.json", Cancel);
        var visits = await services.GetRequiredService<TrackerVisit>().VisitAllAsync(RefreshDepth.Changes, Urgency.Now, null, Cancel);
        var reminded = await services.GetRequiredService<ReminderRun>().RunAsync(ReminderMode.Now, Cancel);

        Assert.Empty(visits.SelectMany(visit => visit.Problems));
        var toys = (ToyTracker)services.GetRequiredService<TrackerSet>().Find("toys")!;
        Assert.Equal(sample.Incidents.Single().ActionItems!.Select(item => item.Title), toys.Issues.Select(issue => issue.Snapshot.Title));
        Assert.True(reminded.IsClean);
        var channel = services.GetRequiredService<ReminderChannels>().All.OfType<ToyChannel>().Single();
        Assert.Contains(channel.Delivered, digest => digest.To.Address == "alice@company.com");
    }

    [Fact]
    public void Their_keys_are_known_checked_and_named_to_people_like_any()
    {
        _place.Config("""
            {
              "Trackers": { "toys": { "Kind": "Toy" }, "more": { "Kind": "Toyy", "Shelf": "a" } },
              "Routes": [{ "Tracker": "toys" }],
              "People": { "alice@company.com": { "Channel": "Toy" } },
              "Channels": { "Toy": { "Wistle": "x" } }
            }
            """);

        var problems = _place.Load(WithToys).Problems.Select(problem => $"{problem.Key}: {problem.Text}").ToList();

        Assert.Contains("Trackers:toys:Shelf: is missing; it must be the name of a shelf", problems);
        Assert.Contains(problems, problem => problem.StartsWith("Trackers:more:Kind: \"Toyy\" is not right; it must be Folder, GitHub, Jira or Toy; did you mean Toy?", StringComparison.Ordinal));
        Assert.Contains("Channels:Toy:Wistle: is not a known key; did you mean Channels:Toy:Whistle?", problems);
        Assert.Contains("People:alice@company.com:Channel: is Toy, but Channels:Toy:Whistle is not set; set it, or choose another channel", problems);
    }

    [Fact]
    public void Without_their_lines_nobody_knows_them()
    {
        _place.Config("""{ "Trackers": { "toys": { "Kind": "Toy" } }, "Channels": { "Toy": { "Whistle": "x" } } }""");

        var problems = _place.Load().Problems.Select(problem => problem.Key);

        Assert.Contains("Trackers:toys:Kind", problems);
        Assert.Contains("Channels:Toy", problems);
    }

    public void Dispose() => _place.Dispose();
}
