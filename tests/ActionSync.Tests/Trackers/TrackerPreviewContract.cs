using ActionSync.Testing;
using ActionSync.Trackers;

namespace ActionSync.Tests.Trackers;

/// <summary>What is said of a create beforehand, whatever the tracker: the part of <see cref="TrackerContract"/> that asks and does not write.</summary>
public abstract class TrackerPreviewContract : IAsyncLifetime
{
    private protected TrackerHarness Harness { get; private set; } = null!;

    private protected static CancellationToken Cancel => TrackerHarness.Cancel;

    private protected ITracker Tracker => Harness.Tracker;

    internal abstract Task<TrackerHarness> StartAsync();

    public async ValueTask InitializeAsync() => Harness = await StartAsync();

    public async ValueTask DisposeAsync()
    {
        await Harness.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("alice@company.com", "2024-01-22")]
    [InlineData("nobody-knows@company.com", "2024-01-22")]
    [InlineData(null, null)]
    public async Task What_a_preview_foretells_is_what_the_create_makes(string? owner, string? deadline)
    {
        var draft = SomeDraft.Of(owner: owner, deadline: deadline);
        var before = Harness.Writes;

        var preview = await Tracker.PreviewAsync(draft, Cancel);

        Assert.Equal(before, Harness.Writes);
        Assert.Null(preview.Refusal);
        var issue = await Harness.CreateAsync(draft);
        Assert.Equal((issue.Title, issue.Deadline), (preview.Title, preview.Deadline));
        Assert.Equal(issue.Owner is null, preview.Assignee is null);
        Assert.Equal(owner is not null && issue.Owner is null, preview.WhyUnassigned is not null);
        Assert.Equal(Harness.LabelsOf(issue.Ref).Order(StringComparer.Ordinal), preview.Labels.Order(StringComparer.Ordinal));
        Assert.Equal(issue.Remarks, preview.Remarks);
    }

    [Fact]
    public async Task The_previews_of_many_items_of_one_owner_cost_no_more_than_that_of_one()
    {
        await Tracker.PreviewAsync(SomeDraft.Of(), Cancel);
        var before = Harness.Requests;

        foreach (var draft in SomeDraft.Many(30))
            await Tracker.PreviewAsync(draft, Cancel);

        Assert.Equal(before, Harness.Requests);
    }
}
