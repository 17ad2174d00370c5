using ActionSync.Items;
using ActionSync.Testing;
using ActionSync.Trackers;

namespace ActionSync.Tests.Trackers;

/// <summary>
/// A tracker with an empty place of its own, and a person who works there. The last word on what is there is the place itself, not the tracker.
/// </summary>
internal abstract class TrackerHarness : IAsyncDisposable
{
    public abstract ITracker Tracker { get; }

    /// <summary>Titles of all issues in the place, in the order of their creation.</summary>
    public abstract IReadOnlyList<string> Titles { get; }

    public abstract IReadOnlyList<string> LabelsOf(IssueRef issue);

    /// <summary>How much was asked of the place so far, whatever it was; 0 where asking costs nothing.</summary>
    public abstract int Requests { get; }

    /// <summary>How much was written to the place so far, of whatever kind.</summary>
    public abstract int Writes { get; }

    /// <summary>A body or description as people read its source.</summary>
    public abstract string BodyOf(IssueRef issue);

    public abstract int NotesOn(IssueRef issue);

    /// <summary>The flag of an item that its document no longer names.</summary>
    public abstract bool IsFlagged(IssueRef issue);

    public abstract void Retitle(IssueRef issue, string title);

    /// <param name="owner">alice@company.com or bob@company.com, who can be assigned everywhere; null for nobody.</param>
    public abstract void Assign(IssueRef issue, string? owner);

    public abstract void Prioritise(IssueRef issue, Priority priority);

    public abstract void Postpone(IssueRef issue, DateOnly? to);

    public abstract void Close(IssueRef issue, ItemState state);

    public abstract void Reopen(IssueRef issue);

    public abstract void Snooze(IssueRef issue, DateOnly until);

    public abstract void Delete(IssueRef issue);

    /// <summary>Something in the same place that is none of ours.</summary>
    public abstract void WriteForeign(string title);

    /// <summary>Long enough for a change to be told from the one before, and for a listing to catch up.</summary>
    public abstract void Wait();

    public abstract ValueTask DisposeAsync();

    public async Task<IssueSnapshot> CreateAsync(IssueDraft? draft = null) =>
        Assert.IsType<CreateOutcome.Created>(Assert.Single(await Tracker.CreateAsync([draft ?? SomeDraft.Of()], Cancel))).Issue;

    public async Task<IssueSnapshot> UpdateAsync(IssueRef issue, IssuePatch patch) =>
        Assert.IsType<ReadOutcome.Found>(await Tracker.UpdateAsync(issue, patch, Cancel)).Issue;

    public async Task<IssueSnapshot> ReadAsync(IssueRef issue) => Assert.IsType<ReadOutcome.Found>(await Tracker.ReadAsync(issue, Cancel)).Issue;

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
