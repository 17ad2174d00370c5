using ActionSync.Items;
using ActionSync.Text;
using ActionSync.Trackers;

namespace ActionSync.Tests.Trackers.Folder;

public sealed class BoardCreateTests : IDisposable
{
    private readonly BoardFixture _board = new();

    public void Dispose() => _board.Dispose();

    [Fact]
    public async Task A_new_issue_is_a_readable_page()
    {
        var issue = await _board.Create();

        Assert.Equal("INC-2024-0142-01-add-connection-pool-alerting.md", issue.Ref.Number);
        Assert.Equal($$"""
            ---
            id: INC-2024-0142/Add connection pool alerting
            incident: INC-2024-0142
            title: Add connection pool alerting
            status: open
            owner: alice@company.com
            priority: P1
            deadline: 2024-01-22
            type: detection
            labels: [actionsync, SEV1]
            marker: {{issue.Marker}}
            ---

            Done? Set `status:` above to `done` or `wont_do`; while it is open it is `open` or `in_progress`. Not yours? Change `owner:`.  
            Later? Change `deadline:`. Not now? A line `snooze_until: YYYY-MM-DD` above stops reminders until that day.

            ## What to do

            - **Deadline**: 22 January 2024 (from the postmortem)

            ## Why this item

            This is an action item of SEV1 incident INC-2024-0142, “Payment Service Degradation” (15 January 2024, payment-gateway). It is meant to let us notice sooner when this happens again.

            ## What happened

            - **Incident**: INC-2024-0142: Payment Service Degradation
            - **Severity**: SEV1
            - **Service**: payment-gateway
            - **Declared**: 15 January 2024, 14:23 UTC
            - **Resolved**: 15 January 2024, 16:45 UTC, after 2 h 22 min

            ## Impact

            - **Affected users**: 12500

            ## Root cause

            ORM 3.2.0 opened 3x more connections per request

            """, _board.Read(issue.Ref).Split("\n## Links")[0], ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task What_is_read_back_is_what_was_asked()
    {
        var draft = BoardFixture.Draft() with { State = ItemState.InProgress, Deadline = Deadline.At(new(2024, 1, 22, 17, 0, 0, TimeSpan.FromHours(1))) };
        var issue = await _board.ReadBack((await _board.Create(draft)).Ref);

        Assert.Equal((draft.Marker, draft.Key, draft.Title, draft.Owner, draft.Priority, draft.Deadline, draft.State),
            (issue.Marker, issue.Key, issue.Title, issue.Owner, issue.Priority, issue.Deadline, issue.State));
        Assert.True(issue.CreatedByUs);
        Assert.Equal(_board.PathOf(issue.Ref), new Uri(issue.Ref.Url).LocalPath);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("---")]
    [InlineData("status: done")]
    [InlineData("a: b # c")]
    [InlineData("# heading")]
    [InlineData("\"quoted\" and 'single' \\ back")]
    [InlineData("[a, b]{c}: &x *y !z %w @v `u`")]
    [InlineData("true")]
    [InlineData("0x12")]
    [InlineData("2024-01-01")]
    [InlineData("~")]
    [InlineData("marker: 0123456789abcdef0123")]
    [InlineData("<!-- actionsync:0123456789abcdef0123 --> fixes #12 @team")]
    [InlineData("😀 émoji 日本語 \u202Egnp.exe")]
    [InlineData("CON")]
    [InlineData(".hidden/..")]
    [InlineData("ends with colon:")]
    public async Task A_hostile_title_stays_text(string title)
    {
        var draft = BoardFixture.Draft(title);
        var issue = await _board.Create(draft);
        var read = await _board.ReadBack(issue.Ref);

        Assert.Equal(PlainText.Line(title), read.Title);
        Assert.Equal((draft.Marker, draft.Key.Replace("\u202E", "", StringComparison.Ordinal), ItemState.Open), (read.Marker, read.Key, read.State));
        var file = Assert.Single(Directory.GetFiles(_board.Root, "*", SearchOption.AllDirectories));
        Assert.Equal(_board.Folder, Path.GetDirectoryName(file));
        Assert.DoesNotContain("<!--", _board.Read(issue.Ref).Split("---\n", 3)[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("---\nstatus: done", "\\---")]
    [InlineData("# Big\n===", "\\# Big")]
    [InlineData("<!-- actionsync:x -->", "\\<\\!-- actionsync:x --\\>")]
    [InlineData("[click](http://evil)", "\\[click\\](<http://evil>)")]
    [InlineData("![x](y)", "!\\[x\\](y)")]
    [InlineData("```\ncode", "\\`\\`\\`")]
    [InlineData("1. first\n- second\n> third", "1\\. first")]
    [InlineData("&lt;b&gt;", "\\&lt;b\\&gt;")]
    [InlineData("pool_size is 70% of a & b", "pool_size is 70% of a & b")]
    public async Task Text_of_a_document_is_shown_and_does_nothing(string rootCause, string shown)
    {
        var draft = BoardFixture.Draft();
        var issue = await _board.Create(draft with { Incident = draft.Incident with { RootCause = rootCause } });

        Assert.Contains($"## Root cause\n\n{shown}", _board.Read(issue.Ref), StringComparison.Ordinal);
        Assert.Equal(ItemState.Open, (await _board.ReadBack(issue.Ref)).State);
    }

    [Fact]
    public async Task The_same_create_again_finds_the_file_that_is_there()
    {
        var first = await _board.Create();
        _board.NewTracker();
        var again = await _board.Create();

        Assert.Equal(first.Ref, again.Ref);
        Assert.Single(Directory.GetFiles(_board.Folder));
    }

    [Fact]
    public async Task A_name_that_another_issue_has_gets_a_number()
    {
        var draft = BoardFixture.Draft();
        await _board.Create(draft);
        var other = await _board.Create(draft with { Marker = "ffffffffffffffffffff", Key = "INC-2024-0142/other" });

        Assert.Equal("INC-2024-0142-01-add-connection-pool-alerting-2.md", other.Ref.Number);
        Assert.Equal(2, (await _board.Tracker.FindAsync([draft.Marker, "ffffffffffffffffffff"], default, BoardFixture.Cancel)).Count);
    }

    [Fact]
    public async Task A_long_title_makes_a_name_that_file_systems_take()
    {
        var issue = await _board.Create(BoardFixture.Draft(string.Join(' ', Enumerable.Repeat("日本語の長い題", 100)), incident: new string('x', 300)));

        Assert.True(System.Text.Encoding.UTF8.GetByteCount(issue.Ref.Number) < 255);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_a_refusal_for_each_draft_and_leaves_nothing()
    {
        File.WriteAllText(_board.Folder, "a file where the folder should be");
        var outcomes = await _board.Tracker.CreateAsync([BoardFixture.Draft(), BoardFixture.Draft("Another", 2)], BoardFixture.Cancel);

        Assert.Equal(2, outcomes.Count);
        Assert.All(outcomes, outcome => Assert.Contains(_board.Folder, Assert.IsType<CreateOutcome.Refused>(outcome).Reason, StringComparison.Ordinal));
        Assert.Equal("a file where the folder should be", File.ReadAllText(_board.Folder));
    }
}
