using System.Globalization;
using System.Text.Json.Nodes;
using ActionSync.Items;
using ActionSync.Trackers;

namespace ActionSync.Tests.Contracts;

/// <summary>
/// Issues as GitHub sends them, with every member, and with members that are odd, absent, null or of people who are gone: each costs what it is about and
/// nothing else.
/// </summary>
public sealed class GitHubPayloadReadingTests : IDisposable
{
    private const string ManyKinds = "list-of-many-kinds";
    private const string NullAssignees = "list-assignees-null";
    private const string Fields = "/orgs/acme/issue-fields";

    private readonly GitHubStandIn _github = new();

    public GitHubPayloadReadingTests() => _github.Server.Says(404, """{"message":"Not Found"}""");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void The_payload_of_many_kinds_is_what_GitHub_says_a_list_is() =>
        Assert.Empty(ContractTable.Load("github").Problems(Payloads.Json("GitHub", ManyKinds), "[#issue]"));

    [Fact]
    public async Task Of_a_list_of_many_kinds_ours_are_read_and_those_of_others_and_pull_requests_are_left_alone()
    {
        _github.Server.Shows(GitHubStandIn.Issues, Payloads.Text("GitHub", ManyKinds));

        var list = await _github.Tracker().ChangesAsync(null, Cancel);

        Assert.Equal(["11", "13", "15"], list.Issues.Select(issue => issue.Ref.Id).Order());
        Assert.Empty(list.Unread);
        Assert.Empty(list.Problems);
    }

    [Theory]
    [InlineData(11, "Replace the mooring lamp", ItemState.Open, "nia-example", "P2", "2026-12-15")]
    [InlineData(13, "Repaint the buoy", ItemState.WontDo, null, null, null)]
    [InlineData(15, "Test the foghorn", ItemState.Open, "nia-example", "P3", "2026-12-18")]
    public async Task An_issue_reads_alone_as_it_does_in_the_list(
        int number, string title, ItemState state, string? owner, string? priority, string? deadline)
    {
        var payload = Payloads.Json("GitHub", ManyKinds).AsArray();
        var alone = payload.Single(issue => (int)issue!["number"]! == number)!;
        _github.Server.Shows(GitHubStandIn.Issues, payload.ToJsonString()).Shows($"{GitHubStandIn.Issues}/{number}", alone.ToJsonString());
        var tracker = _github.Tracker();

        var listed = (await tracker.ChangesAsync(null, Cancel)).Issues.Single(issue => issue.Ref.Id == number.ToString(CultureInfo.InvariantCulture));
        var read = Assert.IsType<ReadOutcome.Found>(await tracker.ReadAsync(_github.Issue(number), Cancel)).Issue;

        foreach (var issue in new[] { listed, read })
        {
            Assert.Equal(
                (title, state, owner, priority, deadline), (issue.Title, issue.State, issue.Owner, issue.Priority?.ToString(), issue.Deadline?.ToString()));
            Assert.Equal($"000000000000000000{number}", issue.Marker);
            Assert.Empty(issue.Unread);
        }
        Assert.Equal((listed.CreatedByUs, listed.ClosedAt, listed.ChangedBy, listed.SnoozeUntil),
            (read.CreatedByUs, read.ClosedAt, read.ChangedBy, read.SnoozeUntil));
    }

    [Fact]
    public async Task Labels_that_are_texts_are_read_as_those_that_are_objects()
    {
        _github.Server.Shows(GitHubStandIn.Issues, Payloads.Text("GitHub", ManyKinds));

        var issue = (await _github.Tracker().ChangesAsync(null, Cancel)).Issues.Single(issue => issue.Ref.Id == "11");

        Assert.Equal((Priority.P2, new DateOnly(2026, 12, 1), true), (issue.Priority, issue.SnoozeUntil, issue.CreatedByUs));
    }

    [Fact]
    public async Task An_issue_whose_assignees_are_null_is_assigned_to_nobody()
    {
        var issue = await OnlyAsync(Payloads.Text("GitHub", NullAssignees));

        Assert.Equal(("8", null), (issue.Ref.Id, issue.Owner));
        Assert.Equal("0123456789abcdef0123", issue.Marker);
    }

    [Fact]
    public async Task An_issue_without_field_values_keeps_its_deadline_where_the_organisation_has_the_field()
    {
        _github.Server.Shows(Fields, """[{"id":9004,"node_id":"IFD_x","name":"Target date","description":null,"data_type":"date","options":null}]""");

        var issue = await OnlyAsync(Payloads.Text("GitHub", "list-without-field-values"));

        Assert.Contains("\"Target date\"", Assert.Single(issue.Unread, u => u.Field == ItemField.Deadline).Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"assignees\": null", "\"assignees\": [null]", ItemField.Owner)]
    [InlineData("\"assignees\": null", "\"assignees\": [{\"login\": 7}]", ItemField.Owner)]
    [InlineData("\"state\": \"open\"", "\"state\": \"snoozed\"", ItemField.State)]
    [InlineData("\"name\": \"actionsync\"", "\"name\": \"Priority: urgent!\"", ItemField.Priority)]
    public async Task A_value_that_cannot_be_read_costs_its_field(string from, string to, ItemField field)
    {
        var issue = await OnlyAsync(Payloads.Changed(Payloads.Text("GitHub", NullAssignees), from, to));

        Assert.Equal("Replace the mooring lamp", issue.Title);
        Assert.Contains(issue.Unread, u => u.Field == field);
    }

    [Theory]
    [InlineData("\"labels\": [", "\"labels\": [null, 7, \"bug\", {\"name\": null},")]
    [InlineData("\"user\": {", "\"user\": null, \"was\": {")]
    [InlineData("\"state_reason\": null", "\"state_reason\": \"a new word\"")]
    [InlineData("\"closed_at\": null", "\"closed_at\": \"a new form\"")]
    [InlineData("\"milestone\": null", "\"milestone\": {\"number\": \"seven\"}")]
    [InlineData("\"issue_field_values\": []", "\"issue_field_values\": [null, {\"issue_field_id\": \"x\", \"value\": {\"a\": 1}}, {\"issue_field_id\": 1, \"issue_field_name\": \"Size\", \"value\": 7.5}]")]
    [InlineData("\"type\": null", "\"type\": {\"id\": 1, \"name\": \"Task\"}")]
    [InlineData("\"assignees\": null,", "")]
    [InlineData("\"repository_url\": \"https://api.github.com/repos/harbour-example/lamps\",", "")]
    public async Task What_is_not_needed_costs_nothing(string from, string to)
    {
        var issue = await OnlyAsync(Payloads.Changed(Payloads.Text("GitHub", NullAssignees), from, to));

        Assert.Equal((ItemState.Open, "Replace the mooring lamp"), (issue.State, issue.Title));
        Assert.Null(issue.Owner);
        Assert.DoesNotContain(issue.Unread, u => u.Field is ItemField.Owner or ItemField.State or ItemField.Deadline);
    }

    [Fact]
    public async Task An_issue_that_lacks_all_that_is_not_needed_is_listed_all_the_same()
    {
        var bare = JsonNode.Parse(Payloads.Text("GitHub", NullAssignees))!.AsArray()[0]!.AsObject();
        string[] needed = ["number", "title", "state", "html_url", "labels", "created_at", "updated_at", "body"];
        foreach (var member in bare.Select(member => member.Key).Except(needed).ToArray())
            bare.Remove(member);

        Assert.Equal("Replace the mooring lamp", (await OnlyAsync($"[{bare.ToJsonString()}]")).Title);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{\"number\":1}")]
    [InlineData("""{"number":1,"title":"x","state":"open","html_url":"https://github.com/a/b/issues/2","labels":[],"assignees":[],"created_at":"2024-01-01T00:00:00Z","updated_at":"2024-01-01T00:00:00Z"}""")]
    [InlineData("""{"number":1,"title":"x","state":"open","html_url":"https://github.com/a/b/issues/1","labels":[],"assignees":[],"created_at":"0001-01-01T00:00:00Z","updated_at":"9999-12-31T23:59:59Z"}""")]
    [InlineData("""{"number":"1","title":"x","state":"open","html_url":"https://github.com/a/b/issues/1","labels":[],"assignees":[],"created_at":"2024-01-01T00:00:00Z","updated_at":"2024-01-01T00:00:00Z"}""")]
    [InlineData("""{"number":1,"state":"open","html_url":"https://github.com/a/b/issues/1","labels":[],"assignees":[],"created_at":"2024-01-01T00:00:00Z","updated_at":"2024-01-01T00:00:00Z"}""")]
    public async Task An_issue_that_contradicts_itself_or_lacks_what_is_needed_is_told_and_is_no_change(string odd)
    {
        _github.Server.Shows(GitHubStandIn.Issues, "[]").SaysInTurn("GET", GitHubStandIn.Newest, (200, "[]"), (200, $"[{odd}]"));
        var tracker = _github.Tracker();
        var cursor = (await tracker.ListAsync([], Cancel)).Cursor;

        var changes = await tracker.ChangesAsync(cursor, Cancel);

        Assert.Empty(changes.Issues);
        Assert.Contains("$[0]", Assert.Single(changes.Unread).Why, StringComparison.Ordinal);
    }

    public void Dispose() => _github.Dispose();

    private async Task<IssueSnapshot> OnlyAsync(string list)
    {
        _github.Server.Shows(GitHubStandIn.Issues, list);
        return Assert.Single((await _github.Tracker().ChangesAsync(null, Cancel)).Issues);
    }
}
