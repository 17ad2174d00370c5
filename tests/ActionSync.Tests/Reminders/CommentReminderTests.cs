using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Reminders.Channels.Comment;
using ActionSync.Reminders.Policy;
using ActionSync.Testing;
using ActionSync.Trackers;
using ActionSync.Trackers.Folder;
using static ActionSync.Tests.Reminders.ReminderHarness;

namespace ActionSync.Tests.Reminders;

/// <summary>What fails at one issue is the matter of its reminder, not of the channel.</summary>
public sealed class CommentReminderTests : IDisposable
{
    private readonly TempFolder _board = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Three_issues_that_cannot_be_served_do_not_keep_a_fourth_owner_from_the_comment()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        var tracker = new InterruptedTracker(
            new Dictionary<string, TrackerOptions> { ["board"] = new FolderOptions { Name = "board", Folder = _board.Path } }, harness.Clock);
        harness.Trackers.Add(tracker);
        harness.Options.Channel<CommentOptions>().Enabled = true;
        var (issues, items) = (new List<IssueRef>(), new List<LedgerItem>());
        foreach (var name in new[] { "ann", "bea", "cem", "dan" })
        {
            var created = await tracker.CreateAsync([Draft($"INC-1/{name}", $"{name}@x.org", issues.Count + 1)], Token);
            issues.Add(Assert.IsType<CreateOutcome.Created>(created.Single()).Issue.Ref);
            items.Add(Some.Item($"INC-1/{name}", owner: $"{name}@x.org", due: "2024-01-12") with { Issue = issues[^1] });
        }
        await harness.AddAsync([.. items]);
        tracker.InsteadOfRead = issue => issues.IndexOf(issue) < 3 ? new ReadOutcome.Failed("The server answers 500 for this issue.") : null;

        await harness.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Contains("4 days overdue", await File.ReadAllTextAsync(Path.Combine(_board.Path, issues[3].Number), Token), StringComparison.Ordinal);
        Assert.Equal(3, harness.Outbox.Count);
    }

    public void Dispose() => _board.Dispose();

    private IssueDraft Draft(string key, string owner, int position) => new()
    {
        Key = key,
        ShortName = "INC-1/1",
        Marker = Marker.Of("test", key),
        Title = "Add an alert",
        Owner = owner,
        Priority = Priority.P1,
        Deadline = Deadline.ParseOrNull("2024-01-12"),
        Position = position,
        Incident = Some.Incident(),
    };
}
