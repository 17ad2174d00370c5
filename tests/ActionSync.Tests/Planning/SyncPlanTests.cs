using ActionSync.Testing.Planning;
using System.Text.Json.Nodes;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.People;
using ActionSync.Planning;
using static ActionSync.Testing.Incident;

namespace ActionSync.Tests.Planning;

/// <summary>What a second document makes of the items of a first one, in the signs that <c>plan</c> prints.</summary>
public sealed class SyncPlanTests
{
    public static TheoryData<string, JsonNode[], JsonNode[], string> Cases => new()
    {
        { "nothing new keeps everything", ["Add an alert", "Write a test"], ["Add an alert", "Write a test"], "==" },
        { "order means nothing", ["Add an alert", "Write a test"], ["Write a test", "Add an alert"], "==" },
        { "one more is created", ["Add an alert"], ["Add an alert", "Write a test"], "=+" },
        { "one less is withdrawn", ["Add an alert", "Write a test"], ["Add an alert"], "=-" },
        { "case, spaces and a full stop do not make another title", ["Add an alert"], ["  ADD  an alert. "], "~" },
        { "a corrected title is a rename", ["Add connection pool alerting"], ["Add connection pool alerts"], ">" },
        { "another title is another item", ["Add connection pool alerting"], ["Write the runbook"], "+-" },
        { "two corrected titles find their own", ["Add pool alerting for orders", "Add disk alerting for search"],
            ["Add disk alerts for search", "Add pool alerts for orders"], ">>" },
        { "with an id a title may become any other", [Item("Add an alert", id: "a")], [Item("Something else", id: "a")], ">" },
        { "two ids are two items whatever their titles", [Item("Add an alert", id: "a")], [Item("Add an alert", id: "b")], "+-" },
        { "an id may come later", [Item("Add an alert")], [Item("Add an alert", id: "a")], "=" },
        { "an id may go again", [Item("Add an alert", id: "a")], [Item("Add an alert")], "=" },
        { "another priority updates", [Item("Add an alert", priority: "P1")], [Item("Add an alert", priority: "P2")], "~" },
        { "another owner updates", [Item("Add an alert", owner: "a@b.cd")], [Item("Add an alert", owner: "b@b.cd")], "~" },
        { "no owner any more updates", [Item("Add an alert", owner: "a@b.cd")], [Item("Add an alert", owner: null)], "~" },
        { "another deadline updates", [Item("Add an alert", deadline: "2024-01-22")], [Item("Add an alert", deadline: "2024-01-23")], "~" },
        { "a state updates", [Item("Add an alert", status: "open")], [Item("Add an alert", status: "done")], "~" },
        { "two of three left is no flood", ["Apples first", "Bread second", "Cheese third"], ["Apples first", "Bread second"], "==-" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Say(string sentence, JsonNode[] before, JsonNode[] after, string signs)
    {
        var plan = Some.Planner().Plan(
            Some.Document([.. after.Select(n => n.DeepClone())]), Some.Known(Some.Document([.. before.Select(n => n.DeepClone())])), Some.Now);

        Assert.True(signs == Signs(plan), $"{sentence}: {Signs(plan)}");
    }

    [Fact]
    public void The_same_input_gives_the_same_plan()
    {
        var (document, known) = (Some.Document("Add an alert", "Write a test"), Some.Known(Some.Document("Add an alerting")));

        Assert.Equivalent(Some.Planner().Plan(document, known, Some.Now), Some.Planner().Plan(document, known, Some.Now), strict: true);
    }

    [Fact]
    public void A_rename_keeps_the_key_and_the_marker_and_says_from_what_to_what()
    {
        var known = Some.Known(Some.Document("Add connection pool alerting"));

        var step = Assert.Single(Some.Planner().Plan(Some.Document("Add connection pool alerts"), known, Some.Now).Steps);

        Assert.Equal((known[0].Key, known[0].Marker), (step.Item.Key, step.Item.Marker));
        Assert.Equal([new FieldChange("title", "Add connection pool alerting", "Add connection pool alerts")], step.Changes);
        Assert.Equal(PendingAction.Update, step.Item.PendingAction);
    }

    [Fact]
    public void A_title_that_was_freed_by_a_rename_and_comes_again_is_a_new_item_with_a_key_of_its_own()
    {
        var known = Some.Known(Some.Document("Add pool alerts"), Some.Document("Add pool alerts today"));

        var plan = Some.Planner().Plan(Some.Document("Add pool alerts today", "Add pool alerts"), known, Some.Now);

        Assert.Equal("=+", Signs(plan));
        Assert.Equal(["INC-1/add-pool-alerts", "INC-1/add-pool-alerts-2"], plan.Steps.Select(step => step.Item.Key));
        Assert.NotEqual(plan.Steps[0].Item.Marker, plan.Steps[1].Item.Marker);
    }

    [Fact]
    public void What_an_earlier_document_withdrew_is_not_renamed_by_a_later_one()
    {
        var known = Some.Known(Some.Document("Add pool alerting at 70%", "Write a test"), Some.Document("Write a test"));

        Assert.Equal("=+=", Signs(Some.Planner().Plan(Some.Document("Write a test", "Add pool alerting at 85%"), known, Some.Now)));
    }

    [Fact]
    public void An_item_that_comes_back_is_the_same_item_and_loses_its_flag()
    {
        var known = Some.Known(Some.Document("Add an alert", "Write a test"), Some.Document("Add an alert"));

        var step = Some.Planner().Plan(Some.Document("Add an alert", "Write a test"), known, Some.Now).Steps[1];

        Assert.Equal((StepKind.Update, Withdrawal.Returning, PendingAction.Update), (step.Kind, step.Item.Withdrawal, step.Item.PendingAction));
    }

    [Theory]
    [InlineData(3, 0, true)]
    [InlineData(3, 1, false)]
    [InlineData(4, 1, true)]
    [InlineData(6, 3, false)]
    [InlineData(7, 3, true)]
    [InlineData(2, 0, false)]
    public void More_than_half_of_an_incidents_items_and_at_least_three_wait_for_a_person(int before, int after, bool wait)
    {
        JsonNode[] Titles(int count) => [.. Enumerable.Range(0, count).Select(i => (JsonNode)$"{(char)('A' + i)}{(char)('q' - i)}{i * 37} thing")];
        var plan = Some.Planner().Plan(Some.Document(Titles(after)), Some.Known(Some.Document(Titles(before))), Some.Now);

        Assert.Equal(wait ? before - after : 0, plan.Held);
    }

    [Fact]
    public void A_document_without_action_items_keeps_everything()
    {
        var plan = Some.Planner().Plan(Some.Parsed(Silent("INC-1")), Some.Known(Some.Document("Add an alert", "Write a test")), Some.Now);

        Assert.True(plan.ChangesNothing);
        Assert.Equal(2, plan.Steps.Count);
    }

    [Theory]
    [InlineData("done", ItemState.Done, true)]
    [InlineData("wont_do", ItemState.WontDo, false)]
    public void What_is_over_at_first_sight_is_tracked_and_needs_no_issue(string status, ItemState state, bool hasDoneDate)
    {
        var item = Some.Item(status: status);

        Assert.Equal((state, PendingAction.None, hasDoneDate), (item.State, item.PendingAction, item.DoneAt is not null));
    }

    [Fact]
    public void A_state_that_the_tracker_shows_already_is_no_wish_of_the_document_and_is_not_asked_for_again()
    {
        var known = Some.Known(Some.Document("Add an alert"))[0];
        known = known with { State = ItemState.Done, Fields = known.Fields with { State = known.Fields.State.Seen("done") } };

        var step = Assert.Single(Some.Planner().Plan(Some.Document(Item("Add an alert", status: "done")), [known], Some.Now).Steps);
        Assert.Equal((StepKind.Keep, PendingAction.None, "done", false),
            (step.Kind, step.Item.PendingAction, step.Item.Fields.State.Desired, step.Item.Fields.State.IsUnsettled));

        var reopened = step.Item with { State = ItemState.Open, Fields = step.Item.Fields with { State = step.Item.Fields.State.Seen("open") } };
        var later = Assert.Single(Some.Planner().Plan(Some.Document(Item("Add an alert", status: "done", priority: "P2")), [reopened], Some.Now).Steps);
        Assert.False(later.Item.Fields.State.IsUnsettled);
        Assert.Equal(["priority"], later.Changes.Select(change => change.Field));
    }

    [Fact]
    public void An_item_that_was_over_and_is_open_now_gets_an_issue()
    {
        var known = Some.Known(Some.Document(Item("Add an alert", status: "done")));

        var step = Assert.Single(Some.Planner().Plan(Some.Document(Item("Add an alert", status: "open")), known, Some.Now).Steps);

        Assert.Equal((ItemState.Pending, PendingAction.Create, null), (step.Item.State, step.Item.PendingAction, step.Item.DoneAt));
    }

    [Theory]
    [InlineData("P1", "2024-02-12")]
    [InlineData("P2", "2024-03-11")]
    [InlineData("P3", null)]
    [InlineData(null, null)]
    public void A_deadline_that_the_document_does_not_give_is_counted_from_the_resolution_by_priority(string? priority, string? deadline)
    {
        var item = Some.Item(priority: priority, deadline: null);

        Assert.Equal(deadline, item.Deadline?.ToWord());
        Assert.Equal(priority ?? "P3", item.Priority.ToString());
    }

    [Fact]
    public void Without_any_time_of_the_incident_the_deadline_is_counted_from_first_sight_and_stays_there()
    {
        var json = Of("INC-1", Item("Add an alert", deadline: null));
        json["incident"]!.AsObject().Remove("resolved_at");
        var document = Some.Parsed(json.ToJsonString());
        var first = Some.Published(Some.Planner().Plan(document, [], Some.Now).Steps[0].Item);

        var second = Some.Planner().Plan(document, [first], Some.Now.AddDays(9));

        Assert.Equal("2024-02-13", first.Deadline?.ToWord());
        Assert.True(second.ChangesNothing);
    }

    [Theory]
    [InlineData("2024-01-15T23:30:00-05:00", "America/New_York", "2024-02-12")]
    [InlineData("2024-01-16T04:30:00Z", "America/New_York", "2024-02-12")]
    [InlineData("2024-01-15T23:30:00-05:00", "UTC", "2024-02-13")]
    [InlineData("2024-01-15T18:30:00Z", "Asia/Tokyo", "2024-02-13")]
    public void A_default_deadline_is_counted_from_the_day_that_it_was_in_the_reminding_time_zone(string resolvedAt, string zone, string deadline)
    {
        var json = Of("INC-1", Item("Add an alert", deadline: null));
        json["incident"]!["resolved_at"] = resolvedAt;

        var step = Assert.Single(Some.Planner(zone: TimeZoneInfo.FindSystemTimeZoneById(zone)).Plan(Some.Parsed(json.ToJsonString()), [], Some.Now).Steps);

        Assert.Equal(deadline, step.Item.Deadline?.ToWord());
    }

    [Fact]
    public void An_owner_who_is_a_name_is_found_in_the_configuration_or_among_the_participants()
    {
        var people = new Dictionary<string, PersonOptions> { ["bob@company.com"] = new() { Name = "Bob Kim" } };
        var json = Of("INC-1", Item("Add an alert", owner: "bob kim"), Item("Write a test", owner: "Carol Davis"), Item("Tell all", owner: "The Team"));
        json["participants"] = new JsonArray(new JsonObject { ["name"] = "Carol Davis", ["email"] = "carol@company.com" });

        var plan = Some.Planner(people: people).Plan(Some.Parsed(json.ToJsonString()), [], Some.Now);

        Assert.Equal(["bob@company.com", "carol@company.com", "The Team"], plan.Steps.Select(step => step.Item.Owner));
    }

    private static string Signs(SyncPlan plan) => string.Concat(plan.Steps.Select(step => "+~>-="[(int)step.Kind]));
}
