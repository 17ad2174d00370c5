using ActionSync.DryRun;
using ActionSync.Items;
using ActionSync.Planning;
using ActionSync.Testing.Planning;
using ActionSync.Trackers;

namespace ActionSync.Tests.DryRun;

/// <summary>The line that sums up what a pass would do.</summary>
public sealed class DryRunTotalsTests
{
    private static readonly CreatePreview Assigned = new() { Title = "x", Assignee = "bob" };
    private static readonly CreatePreview Nobody = new() { Title = "x" };

    [Fact]
    public void It_names_each_kind_once_in_the_order_of_what_matters()
    {
        DryRunItem[] items =
        [
            Of(DryRunAction.Create, "github", Assigned), Of(DryRunAction.Create, "github", Nobody), Of(DryRunAction.Create, "github", Assigned),
            Of(DryRunAction.Create, "ops", Nobody), Of(DryRunAction.Create, "ops", Assigned), Of(DryRunAction.Adopt, "github"),
            Of(DryRunAction.Wait, null) with { Wait = DryRunWait.NoRoute },
        ];

        Assert.Equal("5 to create: 3 github, 2 ops; 2 nobody is assigned to; 1 is found and adopted; 1 waits: no route",
            DryRunTotals.Of(items, EarlierItems.None).Sentence);
    }

    [Fact]
    public void Several_are_told_as_several_and_nothing_as_nothing()
    {
        DryRunItem[] items =
        [
            Of(DryRunAction.Adopt, "hub"), Of(DryRunAction.Adopt, "hub"), Of(DryRunAction.Wait, "hub") with { Wait = DryRunWait.Cap },
            Of(DryRunAction.Wait, "hub") with { Wait = DryRunWait.Cap }, Of(DryRunAction.Keep, "hub"), Of(DryRunAction.Create, "hub"),
        ];

        Assert.Equal(
            "1 to create: 1 hub; 1 of a tracker that cannot be asked; 2 are found and adopted; 2 wait: for a later pass (MaxCreatesPerRun); 1 kept",
            DryRunTotals.Of(items, EarlierItems.None).Sentence);
        Assert.Equal("Nothing to do.", DryRunTotals.Of([], EarlierItems.None).Sentence);
    }

    [Fact]
    public void An_item_of_two_documents_counts_once()
    {
        var item = Of(DryRunAction.Create, "hub", Assigned);
        var again = item with { Step = item.Step with { Kind = StepKind.Keep } };

        Assert.Equal("1 to create: 1 hub", DryRunTotals.Of([item, again], EarlierItems.None).Sentence);
    }

    private static DryRunItem Of(DryRunAction action, string? tracker, CreatePreview? create = null) => new(
        new PlanStep(StepKind.Create, Some.Item($"Item {Guid.NewGuid():N}") with { Tracker = tracker }, []),
        new IncidentBrief { Id = "INC-1", Title = "Outage" }, action)
    {
        Create = create,
    };
}
