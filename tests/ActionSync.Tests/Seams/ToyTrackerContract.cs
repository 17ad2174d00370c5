using ActionSync.Items;
using ActionSync.People;
using ActionSync.Testing;
using ActionSync.Tests.Trackers;
using ActionSync.Trackers;

namespace ActionSync.Tests.Seams;

/// <summary>The contract of all trackers, for one that lives in the test project alone.</summary>
public sealed class ToyTrackerContract : TrackerContract
{
    internal override Task<TrackerHarness> StartAsync() => Task.FromResult<TrackerHarness>(new ToyHarness());
}

/// <summary>A shelf, and a person who plays there.</summary>
internal sealed class ToyHarness : TrackerHarness
{
    private static readonly DateTimeOffset Now = new(2024, 1, 16, 9, 0, 0, TimeSpan.Zero);
    private readonly string _shelf = Guid.NewGuid().ToString("N");
    private int _foreign;

    public override ITracker Tracker =>
        new ToyTracker(
            new ToyTrackerOptions { Name = "toys", Shelf = _shelf }, new PeopleDirectory(new Dictionary<string, PersonOptions>()), new FakeClock(Now));

    public override IReadOnlyList<string> Titles => [.. Issues.Select(issue => issue.Snapshot.Title)];

    public override IReadOnlyList<string> LabelsOf(IssueRef issue) => [];

    public override int Requests => 0;

    public override int Writes => Issues.Count;

    public override string BodyOf(IssueRef issue) => Of(issue).Body;

    public override int NotesOn(IssueRef issue) => Of(issue).Notes.Count;

    public override bool IsFlagged(IssueRef issue) => Of(issue).IsFlagged;

    public override void Retitle(IssueRef issue, string title) => Change(issue, shown => shown with { Title = title });

    public override void Assign(IssueRef issue, string? owner) => Change(issue, shown => shown with { Owner = owner });

    public override void Prioritise(IssueRef issue, Priority priority) => Change(issue, shown => shown with { Priority = priority });

    public override void Postpone(IssueRef issue, DateOnly? to) => Change(issue, shown => shown with { Deadline = to is { } day ? Deadline.On(day) : null });

    public override void Close(IssueRef issue, ItemState state) => Change(issue, shown => shown with { State = state });

    public override void Reopen(IssueRef issue) => Change(issue, shown => shown with { State = ItemState.Open });

    public override void Snooze(IssueRef issue, DateOnly until) => Change(issue, shown => shown with { SnoozeUntil = until });

    public override void Delete(IssueRef issue) => Issues.Remove(Of(issue));

    public override void WriteForeign(string title) => Issues.Add(new ToyIssue("", null, new IssueSnapshot
    {
        Ref = new IssueRef("toy://shelf", _shelf, $"foreign-{++_foreign}", $"{_foreign}", $"toy://shelf/{_shelf}/foreign-{_foreign}"),
        Title = title,
        State = ItemState.Open,
    }));

    public override void Wait()
    {
        // Every change has a version of its own, so nothing has to pass.
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private List<ToyIssue> Issues => ToyTracker.On(_shelf);

    private ToyIssue Of(IssueRef issue) => Issues.Single(there => there.Snapshot.Ref == issue);

    private void Change(IssueRef issue, Func<IssueSnapshot, IssueSnapshot> change) => Of(issue).Change(Now, change);
}
