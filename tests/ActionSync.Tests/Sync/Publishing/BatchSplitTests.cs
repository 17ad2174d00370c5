using ActionSync.Items;
using ActionSync.Simulators;
using ActionSync.Simulators.Jira;
using static ActionSync.Testing.Incident;

namespace ActionSync.Tests.Sync.Publishing;

/// <summary>One item that Jira cannot digest keeps no other from its issue, whatever the answer says or leaves out; and each is made once.</summary>
public sealed class BatchSplitTests
{
    private const string Nameless = """{"errorMessages":["Unrecognized character escape"],"errors":{}}""";

    public static TheoryData<JiraMode, int> Answers
    {
        get
        {
            var answers = new TheoryData<JiraMode, int>();
            foreach (var mode in new[] { JiraMode.DataCenter, JiraMode.Cloud })
            {
                answers.Add(mode, 500);
                answers.Add(mode, 503);
                answers.Add(mode, 400);
            }
            return answers;
        }
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Two_harmless_items_get_their_issue_and_the_third_waits_with_its_own_reason(JiraMode mode, int status)
    {
        await using var stages = await JiraStages.StartAsync(mode);
        Refuse(stages, "Rotate", status);
        await stages.TakeInAsync(Json("INC-7101", Titled("Rotate the \U0001F511 of the cache cluster"), Titled("Add an alert on cache hit rate"),
            Titled("Write a runbook for cache failover")));

        await stages.PassAsync(6);

        Assert.Equal(
            ["Add an alert on cache hit rate", "Write a runbook for cache failover"], stages.Jira.Issues.Select(i => i.Summary).Order(StringComparer.Ordinal));
        var items = await stages.ItemsAsync("INC-7101");
        Assert.All(items.Skip(1), item => Assert.Equal((ItemState.Open, null), (item.State, item.Problem)));
        Assert.Contains(items[0].State, new[] { ItemState.Pending, ItemState.Unknown });
        Assert.NotNull(items[0].Problem);
        Assert.InRange(items[0].Attempts, 2, 6);

        // Mended, it gets its issue too; the gap may have grown meanwhile.
        stages.Jira.Faults.Clear();
        stages.Clock.Advance(TimeSpan.FromHours(7));
        await stages.PassAsync(3);
        Assert.Equal(3, stages.Jira.Issues.Count);
        Assert.All(await stages.ItemsAsync("INC-7101"), item => Assert.Equal((ItemState.Open, null, 0), (item.State, item.Problem, item.Attempts)));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(400)]
    public async Task Three_of_sixty_are_found_and_the_fifty_seven_are_made_once_each(int status)
    {
        await using var stages = await JiraStages.StartAsync(JiraMode.DataCenter);
        Refuse(stages, "Rotate", status);
        await stages.TakeInAsync(
            Json("INC-1", [.. Enumerable.Range(0, 60).Select(n => Titled(n is 3 or 4 or 58 ? $"Rotate the key {n}" : $"Matter number {n}"))]));

        await stages.PassAsync(8);

        Assert.Equal(57, stages.Jira.Issues.Count);
        Assert.Equal(57, stages.Jira.Issues.Select(i => i.Summary).Distinct().Count());
        Assert.Equal(3, (await stages.ItemsAsync("INC-1")).Count(i => i.State != ItemState.Open));
    }

    [Fact]
    public async Task A_batch_that_was_made_though_the_answer_said_500_is_found_and_not_made_again()
    {
        await using var stages = await JiraStages.StartAsync(JiraMode.DataCenter);
        stages.Jira.Faults.Next("POST", "/issue/bulk", Fault.Code(500, Moment.After));
        await stages.TakeInAsync(Json("INC-1", Titled("One of three"), Titled("Another of them"), Titled("And the last")));

        await stages.PassAsync(5);

        Assert.Equal(0, stages.Jira.Faults.Waiting);
        Assert.Equal(3, stages.Jira.Issues.Count);
        Assert.All(await stages.ItemsAsync("INC-1"), item => Assert.Equal((ItemState.Open, 0), (item.State, item.Attempts)));
    }

    [Fact]
    public async Task The_one_that_fails_alone_is_asked_for_less_and_less_often()
    {
        await using var stages = await JiraStages.StartAsync(JiraMode.DataCenter);
        Refuse(stages, "Rotate", 500);
        await stages.TakeInAsync(Json("INC-1", Titled("Rotate the keys")));

        await stages.PassAsync(120);

        Assert.InRange(stages.Jira.Log.Count("POST", "/issue/bulk"), 5, 14);
        Assert.Empty(stages.Jira.Issues);
    }

    private static void Refuse(JiraStages stages, string text, int status) =>
        stages.Jira.Faults.Holding("POST", "/issue/bulk", text, status == 400 ? Fault.Code(400, body: Nameless) : Fault.Code(status), times: int.MaxValue);

    private static System.Text.Json.Nodes.JsonObject Titled(string title) => Item(title, owner: null, deadline: "2030-11-20");
}
