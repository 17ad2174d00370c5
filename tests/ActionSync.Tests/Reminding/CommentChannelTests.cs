using ActionSync.Items;
using ActionSync.Reminding.Policy;
using ActionSync.Tests.Support;
using ActionSync.Trackers;
using ActionSync.Trackers.Folder;
using Microsoft.Extensions.Logging.Abstractions;
using static ActionSync.Tests.Reminding.RemindingBench;

namespace ActionSync.Tests.Reminding;

/// <summary>Comments on real board files.</summary>
public sealed class CommentChannelTests : IDisposable
{
    private readonly TempFolder _board = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reminder_is_one_comment_on_the_owner_s_issue()
    {
        await using var bench = await BenchAsync(due: "2024-01-12");

        var first = await bench.Run.RunAsync(ReminderMode.Now, Token);
        await bench.RestartAsync();
        await bench.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Equal(1, first.Sent);
        Assert.Equal(2, (await File.ReadAllTextAsync(Directory.GetFiles(_board.Path).Single(), Token)).Split("4 days overdue").Length);
        Assert.Empty(bench.Outbox);
    }

    [Fact]
    public async Task A_comment_reaches_no_manager_so_the_escalation_goes_by_mail()
    {
        await using var bench = await BenchAsync(due: "2024-01-12");
        bench.Options.Reminding.EscalateAfterDays = 1;
        await bench.Run.RunAsync(ReminderMode.OnSchedule, Token);
        bench.Clock.Advance(TimeSpan.FromDays(1));

        await bench.Run.RunAsync(ReminderMode.OnSchedule, Token);

        Assert.Equal(["2024-01-17-boss@x.org.eml"], bench.Outbox);
    }

    public void Dispose() => _board.Dispose();

    private async Task<RemindingBench> BenchAsync(string due)
    {
        var bench = await new RemindingBench().MigratedAsync();
        var tracker = new FolderTracker(new FolderTrackerOptions { Name = "board", Folder = _board.Path }, TimeZoneInfo.Utc, bench.Clock, NullLogger<FolderTracker>.Instance);
        var created = await tracker.CreateAsync([new IssueDraft
        {
            Key = "INC-1/a",
            Marker = Marker.Of("test", "INC-1/a"),
            Title = "Add an alert",
            Owner = "alice@x.org",
            Priority = Priority.P1,
            Deadline = Deadline.ParseOrNull(due),
            Position = 1,
            Incident = Some.Incident(),
            ArchiveFolder = _board["archive"],
        }], Token);
        bench.Trackers.Add(tracker);
        bench.Options.Channels.Comment.Enabled = true;
        await bench.AddAsync(Some.Item(due: due) with { Issue = Assert.IsType<CreateOutcome.Created>(created.Single()).Issue.Ref });
        return bench;
    }
}
