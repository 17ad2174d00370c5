using ActionSync.Items;
using ActionSync.Simulators;
using ActionSync.Simulators.Jira;
using ActionSync.Testing;
using ActionSync.Trackers;

namespace ActionSync.Tests.Trackers.Jira;

/// <summary>One item that Jira cannot digest keeps no other from being made, read or written.</summary>
public sealed class JiraOneItemTests
{
    private const string NamesNone = """{"errorMessages":["Unrecognized character escape"],"errors":{}}""";

    private static CancellationToken Cancel => TrackerHarness.Cancel;

    [Theory]
    [InlineData(400)]
    [InlineData(413)]
    [InlineData(422)]
    public async Task A_refusal_that_names_no_item_leaves_the_guilty_one_alone(int status)
    {
        foreach (var mode in Enum.GetValues<JiraMode>())
        {
            await using var bench = await JiraHarness.StartAsync(mode);
            bench.Faults.Holding("POST", "/issue/bulk", "Rotate", Fault.Code(status, body: NamesNone), times: int.MaxValue);

            var outcomes = await bench.Tracker.CreateAsync(
                [SomeDraft.Of("Rotate the \U0001F511 of the cache cluster"), SomeDraft.Of("Add an alert on cache hit rate"),
                    SomeDraft.Of("Write a runbook for cache failover")], Cancel);

            Assert.Contains("Unrecognized character escape", Assert.IsType<CreateOutcome.Refused>(outcomes[0]).Reason, StringComparison.Ordinal);
            Assert.All(outcomes.Skip(1), o => Assert.IsType<CreateOutcome.Created>(o));
            Assert.Equal(["Add an alert on cache hit rate", "Write a runbook for cache failover"], bench.Titles.Order());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(24)]
    [InlineData(49)]
    public async Task One_guilty_item_of_fifty_costs_a_dozen_requests(int guilty)
    {
        await using var bench = await JiraHarness.StartAsync(JiraMode.DataCenter);
        bench.Faults.Holding("POST", "/issue/bulk", $"\"Item {guilty + 1}\"", Fault.Code(400, body: NamesNone), times: int.MaxValue);

        var outcomes = await bench.Tracker.CreateAsync(SomeDraft.Many(50), Cancel);

        Assert.Equal(guilty, outcomes.Index().Single(o => o.Item is CreateOutcome.Refused).Index);
        Assert.Equal(49, bench.Issues.Count);
        Assert.Equal(49, bench.Titles.Distinct().Count());
        Assert.InRange(bench.BulkCreates, 2, 13);
    }

    [Fact]
    public async Task A_page_of_something_between_that_dislikes_one_text_refuses_that_one()
    {
        await using var bench = await JiraHarness.StartAsync(JiraMode.Cloud);
        bench.Faults.Holding("POST", "/issue/bulk", "DROP TABLE", Fault.Html(403), times: int.MaxValue);
        var outcomes = await bench.Tracker.CreateAsync([SomeDraft.Of("Find out who may DROP TABLE"), SomeDraft.Of("Add an alert")], Cancel);
        Assert.Contains("instead of JSON", Assert.IsType<CreateOutcome.Refused>(outcomes[0]).Reason, StringComparison.Ordinal);
        Assert.Equal("Add an alert", Assert.Single(bench.Titles));
    }

    [Fact]
    public async Task What_was_made_before_the_rest_was_refused_is_told_as_made()
    {
        await using var bench = await JiraHarness.StartAsync(JiraMode.Cloud);
        bench.Faults.Holding("POST", "/issue/bulk", "Rotate", Fault.Code(400, body: NamesNone));
        bench.Faults.Holding("POST", "/issue/bulk", "Rotate", Fault.Code(403, body: """{"errorMessages":["No more."]}"""), times: int.MaxValue);

        var outcomes = await bench.Tracker.CreateAsync(
            [SomeDraft.Of("One"), SomeDraft.Of("Two"), SomeDraft.Of("Rotate the key"), SomeDraft.Of("Four")], Cancel);

        Assert.Equal(["One", "Two"], outcomes.OfType<CreateOutcome.Created>().Select(o => o.Issue.Title));
        Assert.All(outcomes.Skip(2), o => Assert.Contains("No more.", Assert.IsType<CreateOutcome.Refused>(o).Reason, StringComparison.Ordinal));
        Assert.Equal(2, bench.Issues.Count);
    }

    [Fact]
    public async Task After_a_failure_of_the_server_nothing_is_sent_again()
    {
        await using var bench = await JiraHarness.StartAsync(JiraMode.DataCenter);
        bench.Faults.Holding("POST", "/issue/bulk", "Rotate", Fault.Code(500), times: int.MaxValue);
        var drafts = new[] { SomeDraft.Of("Rotate the key"), SomeDraft.Of("Add an alert") };
        Assert.All(await bench.Tracker.CreateAsync(drafts, Cancel), o => Assert.IsType<CreateOutcome.Unknown>(o));
        Assert.Equal(1, bench.BulkCreates);

        Assert.IsType<CreateOutcome.Created>(Assert.Single(await bench.Tracker.CreateAsync([drafts[1]], Cancel)));
    }

    [Theory]
    [InlineData(JiraMode.Cloud)]
    [InlineData(JiraMode.DataCenter)]
    public async Task An_issue_that_the_server_cannot_read_keeps_no_other_from_being_read(JiraMode mode)
    {
        await using var bench = await JiraHarness.StartAsync(mode, b => b.Jira.Book.AddProject("PAY"));
        var refs = (await bench.CreateManyAsync(9)).Select(o => ((CreateOutcome.Created)o).Issue.Ref).ToList();
        bench.Wait();
        foreach (var issue in refs)
            bench.Jira.People.Move(issue.Id, "PAY");
        var broken = refs[4];
        bench.Faults.Holding("POST", "/issue/bulkfetch", $"\"{broken.Id}\"", Fault.Code(500), times: int.MaxValue);
        bench.Faults.Holding("POST", "/search", broken.Id, Fault.Code(500), times: int.MaxValue);
        bench.Faults.When(r => r.Path.Value!.EndsWith($"/issue/{broken.Id}", StringComparison.Ordinal), Fault.Code(500), times: 100);

        var listing = await bench.Tracker.ListAsync(refs, Cancel);

        Assert.Equal(refs.Where(r => r != broken).Select(r => r.Id), listing.Issues.Select(i => i.Ref.Id).Order());
        Assert.Equal(broken.Id, Assert.Single(listing.Unread).Id);
        Assert.Empty(listing.Gone);
    }

    [Theory]
    [InlineData("actionsync-00000000000000000000", true)]
    [InlineData("something-else", false)]
    public async Task An_unreadable_issue_hides_a_lost_create_only_where_it_may_be_it(string label, bool isFound)
    {
        await using var bench = await JiraHarness.StartAsync(JiraMode.Cloud);
        var issue = await bench.CreateAsync();
        var odd = $$$"""{"issues":[{"id":"77777","key":"OPS-77","fields":{"created":"never","labels":["actionsync","{{{label}}}"]}}],"isLast":true}""";
        bench.Faults.Holding("POST", "/search/jql", "labels in", Fault.Code(200, body: odd));

        Task<IReadOnlyList<IssueSnapshot>> FindAsync() => bench.Tracker.FindAsync([issue.Marker!], issue.CreatedAt.AddMinutes(-1), Cancel);
        if (isFound)
            Assert.Equal(issue.Ref, Assert.Single(await FindAsync()).Ref);
        else
            Assert.Contains("may be one that is looked for", (await Assert.ThrowsAsync<TrackerException>(FindAsync)).Message, StringComparison.Ordinal);
        Assert.Equal(0, bench.Faults.Waiting);
    }

    [Fact]
    public async Task What_bulk_fetch_stumbled_over_is_not_gone()
    {
        await using var bench = await JiraHarness.StartAsync(JiraMode.Cloud, b => b.Jira.Book.AddProject("PAY"));
        var refs = (await bench.CreateManyAsync(3)).Select(o => ((CreateOutcome.Created)o).Issue.Ref).ToList();
        foreach (var issue in refs)
            bench.Jira.People.Move(issue.Id, "PAY");
        bench.Delete(refs[2]);
        bench.Faults.Next("POST", "/issue/bulkfetch", Fault.Code(200, body: $$"""
            {"issues":[],"issueErrors":[{"id":"{{refs[0].Id}}","errorMessage":"Internal error"},{"id":"{{refs[1].Id}}","errorMessage":"Internal error"},{"id":"{{refs[2].Id}}","errorMessage":"Gone"}]}
            """));

        var listing = await bench.Tracker.ListAsync(refs, Cancel);

        Assert.Equal(["PAY-1", "PAY-2"], listing.Issues.Select(i => i.Ref.Number).Order());
        Assert.Equal(refs[2], Assert.Single(listing.Gone).Issue);
    }

    [Fact]
    public async Task A_search_that_is_refused_for_an_id_that_is_gone_still_finds_the_others()
    {
        await using var bench = await JiraHarness.StartAsync(JiraMode.DataCenter, b => b.Jira.Book.AddProject("PAY"));
        var refs = (await bench.CreateManyAsync(5)).Select(o => ((CreateOutcome.Created)o).Issue.Ref).ToList();
        bench.Wait();
        foreach (var issue in refs)
            bench.Jira.People.Move(issue.Id, "PAY");
        bench.Delete(refs[2]);
        bench.Faults.Holding("POST", "/search", refs[2].Id,
            Fault.Code(400, body: """{"errorMessages":["A value with ID '10003' does not exist for the field 'id'."],"errors":{}}"""), times: int.MaxValue);

        var listing = await bench.Tracker.ListAsync(refs, Cancel);

        Assert.Equal(4, listing.Issues.Count);
        Assert.Equal(refs[2], Assert.Single(listing.Gone).Issue);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(409)]
    [InlineData(423)]
    public async Task A_failure_at_one_issues_address_is_that_issues_unless_the_project_fails_too(int status)
    {
        await using var bench = await JiraHarness.StartAsync(JiraMode.DataCenter);
        var issue = await bench.CreateAsync();
        bench.Faults.When(r => r.Path.Value!.EndsWith($"/issue/{issue.Ref.Id}", StringComparison.Ordinal),
            Fault.Code(status, body: """{"errorMessages":["Plug-in says no."]}"""), times: 100);

        var failed = Assert.IsType<ReadOutcome.Failed>(await bench.Tracker.ReadAsync(issue.Ref, Cancel));
        Assert.Contains("Plug-in says no.", failed.Reason, StringComparison.Ordinal);
        Assert.StartsWith("OPS-1: ", failed.Reason, StringComparison.Ordinal);
        Assert.False(failed.PerhapsDone);
        Assert.IsType<ReadOutcome.Failed>(await bench.Tracker.AddNoteAsync(issue.Ref, new IssueNote("t", "x"), Cancel));
        Assert.IsType<CreateOutcome.Created>(Assert.Single(await bench.Tracker.CreateAsync([SomeDraft.Of("Another")], Cancel)));

        bench.Faults.When(r => r.Path.Value!.EndsWith("/project/OPS", StringComparison.Ordinal), Fault.Code(500), times: 100);
        await Assert.ThrowsAsync<TrackerException>(() => bench.Tracker.ReadAsync(issue.Ref, Cancel));
    }

    [Fact]
    public async Task A_page_instead_of_one_issue_and_one_that_hangs_are_that_issues_matter()
    {
        await using var bench = await JiraHarness.StartAsync(JiraMode.Cloud);
        var issue = await bench.CreateAsync();
        bench.Restart(TimeSpan.FromSeconds(1));
        foreach (var fault in new[] { Fault.Html(403), Fault.Html(), new Fault.HalfJson(), Fault.HangForever() })
        {
            bench.Faults.When(r => r.Path.Value!.EndsWith($"/issue/{issue.Ref.Id}", StringComparison.Ordinal), fault, times: 3);
            Assert.IsType<ReadOutcome.Failed>(await bench.Tracker.ReadAsync(issue.Ref, Cancel));
            bench.Faults.Clear();
        }
        await bench.ReadAsync(issue.Ref);
    }

    [Fact]
    public async Task A_write_says_whether_it_was_perhaps_carried_out()
    {
        await using var bench = await JiraHarness.StartAsync(JiraMode.Cloud);
        var issue = await bench.CreateAsync();
        var patch = new IssuePatch { Title = "New" };
        bench.Faults.Next("PUT", $"/issue/{issue.Ref.Id}", Fault.Code(500, Moment.After));
        Assert.True(Assert.IsType<ReadOutcome.Failed>(await bench.Tracker.UpdateAsync(issue.Ref, patch, Cancel)).PerhapsDone);
        Assert.Equal("New", Assert.Single(bench.Titles));

        // The write went well, and only its result cannot be read.
        bench.Faults.When(r => r.Method == "GET" && r.Path.Value!.EndsWith($"/issue/{issue.Ref.Id}", StringComparison.Ordinal), Fault.Code(500), times: 3);
        Assert.True(Assert.IsType<ReadOutcome.Failed>(await bench.Tracker.UpdateAsync(issue.Ref, new IssuePatch { Title = "Newer" }, Cancel)).PerhapsDone);
        Assert.Equal("Newer", Assert.Single(bench.Titles));

        foreach (var status in new[] { 403, 409, 423 })
        {
            bench.Faults.Next("PUT", $"/issue/{issue.Ref.Id}", Fault.Code(status, body: """{"errorMessages":["Locked."]}"""));
            Assert.Contains(
                "Locked.", Assert.IsType<ReadOutcome.Refused>(await bench.Tracker.UpdateAsync(issue.Ref, patch, Cancel)).Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_listing_of_comments_that_cannot_be_read_writes_no_comment_twice()
    {
        await using var bench = await JiraHarness.StartAsync(JiraMode.Cloud);
        var issue = await bench.CreateAsync();
        var note = new IssueNote("withdrawn-2", "No longer in the document.");
        await bench.Tracker.AddNoteAsync(issue.Ref, note, Cancel);
        bench.Faults.Next("GET", "/comment", Fault.Code(200, body: """{"total":1}"""), times: 1);
        Assert.IsType<ReadOutcome.Failed>(await bench.Tracker.AddNoteAsync(issue.Ref, note, Cancel));
        bench.Faults.Next("GET", "/comment",
            Fault.Code(200, body: """{"total":2,"comments":[null,{"id":1,"body":{"type":"doc","content":[{"text":"ActionSync note withdrawn-2"}]}}]}"""));
        Assert.IsType<ReadOutcome.Found>(await bench.Tracker.AddNoteAsync(issue.Ref, note, Cancel));
        Assert.Equal(1, bench.NotesOn(issue.Ref));
    }

    [Fact]
    public async Task An_account_that_must_first_pass_a_captcha_is_told_so()
    {
        await using var bench = await JiraHarness.StartAsync(JiraMode.DataCenter);
        bench.Faults.Next("POST", "/search", Fault.Html(403) with
        {
            Headers = new Dictionary<string, string>
            {
                ["X-Seraph-LoginReason"] = "AUTHENTICATION_DENIED",
                ["X-Authentication-Denied-Reason"] = "CAPTCHA_CHALLENGE; login-url=https://jira.example.test/login.jsp"
            },
        });
        var thrown = await Assert.ThrowsAsync<TrackerException>(() => bench.Tracker.ChangesAsync(null, Cancel));
        Assert.Equal(TrackerFault.Unauthorised, thrown.Fault);
        Assert.Contains("CAPTCHA_CHALLENGE", thrown.Message, StringComparison.Ordinal);
    }
}
