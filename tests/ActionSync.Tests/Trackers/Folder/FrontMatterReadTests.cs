using ActionSync.Items;
using ActionSync.Trackers;

namespace ActionSync.Tests.Trackers.Folder;

/// <summary>What people write into a page is understood, or told by line and left as it is.</summary>
public sealed class FrontMatterReadTests : IDisposable
{
    private readonly BoardFixture _board = new();

    public void Dispose() => _board.Dispose();

    [Theory]
    [InlineData("status: open", "status: Done", "state", "done")]
    [InlineData("status: open", "status: \"done\" # at last", "state", "done")]
    [InlineData("status: open", "status: won't do", "state", "wont_do")]
    [InlineData("status: open", "status: won’t-do", "state", "wont_do")]
    [InlineData("status: open", "Status:   In progress", "state", "in_progress")]
    [InlineData("status: open", "'status': duplicate", "state", "duplicate")]
    [InlineData("status: open\n", "", "state", "open")]
    [InlineData("owner: alice@company.com", "owner: @bob", "owner", "bob")]
    [InlineData("owner: alice@company.com", "owner: 'Bob Kim' # he asked for it", "owner", "Bob Kim")]
    [InlineData("owner: alice@company.com", "owner:", "owner", "")]
    [InlineData("owner: alice@company.com", "owner: nobody", "owner", "")]
    [InlineData("priority: P1", "priority: p2", "priority", "P2")]
    [InlineData("priority: P1\n", "", "priority", "")]
    [InlineData("deadline: 2024-01-22", "deadline: 2024-2-1", "deadline", "2024-02-01")]
    [InlineData("deadline: 2024-01-22", "deadline: \"2024-02-01\"", "deadline", "2024-02-01")]
    [InlineData("deadline: 2024-01-22", "deadline: 2024-02-01T17:00Z", "deadline", "2024-02-01T17:00:00+00:00")]
    [InlineData("deadline: 2024-01-22", "deadline: 2024-02-01 17:00 +01:00", "deadline", "2024-02-01T16:00:00+00:00")]
    [InlineData("deadline: 2024-01-22", "deadline: 2024-02-01 17:00", "deadline", "2024-02-01T17:00:00+00:00")]
    [InlineData("deadline: 2024-01-22", "deadline: none", "deadline", "")]
    [InlineData("deadline: 2024-01-22", "deadline: ~", "deadline", "")]
    [InlineData("deadline: 2024-01-22", "deadline: 2024-01-22\nsnooze_until: 2024-01-30", "snooze", "2024-01-30")]
    [InlineData("title: Add connection pool alerting", "title: Fix: the pool", "title", "Fix: the pool")]
    [InlineData("title: Add connection pool alerting", "title: >\n  Fix the\n  pool", "title", "Fix the pool")]
    [InlineData("---\nid", "--- \n# mine\n\nid", "state", "open")]
    public async Task What_a_person_writes_is_understood(string from, string to, string field, string expected)
    {
        var issue = await _board.Create();
        _board.Edit(issue.Ref, from, to);

        Assert.Equal(expected, Field(await _board.ReadBack(issue.Ref), field));
        var changes = await _board.Tracker.ChangesAsync(null, BoardFixture.Cancel);
        Assert.Empty(changes.Problems);
        Assert.Equal(expected, Field(Assert.Single(changes.Issues), field));
    }

    [Fact]
    public async Task A_page_whose_title_line_was_taken_out_has_its_heading_for_a_title()
    {
        var issue = await _board.Create();
        _board.Edit(issue.Ref, "---\n\nDone?", "---\n\n# Add connection pool alerting\n\nDone?");
        _board.Edit(issue.Ref, "title: Add connection pool alerting\n", "");

        var read = await _board.ReadBack(issue.Ref);
        Assert.Equal("Add connection pool alerting", read.Title);
        Assert.Empty(read.Unread);
    }

    [Theory]
    [InlineData("title: Add connection pool alerting\n", "", ItemField.Title, 1, "write it as title:")]
    [InlineData("status: open", "status: finished", ItemField.State, 5, "open, in_progress, done, wont_do or duplicate")]
    [InlineData("status: open", "status:", ItemField.State, 5, "open, in_progress, done, wont_do or duplicate")]
    [InlineData("status: open\n", "", ItemField.State, 1, "write a line status:")]
    [InlineData("status: open", "status: [open", ItemField.State, 5, "status")]
    [InlineData("status: open", "status open", ItemField.State, 1, "write a line status:")]
    [InlineData("status: open", "status: open\nstatus: done", ItemField.State, 6, "keep one")]
    [InlineData("priority: P1", "priority: urgent", ItemField.Priority, 7, "P0, P1, P2, P3 or P4")]
    [InlineData("priority: P1", "priority P1", ItemField.Priority, 7, "key: value")]
    [InlineData("deadline: 2024-01-22", "deadline: next friday", ItemField.Deadline, 8, "2024-01-22")]
    [InlineData("deadline: 2024-01-22", "deadline: 2024-02-30", ItemField.Deadline, 8, "2024-01-22")]
    [InlineData("deadline: 2024-01-22", "deadline: 2024-02-01 25:00", ItemField.Deadline, 8, "2024-01-22")]
    [InlineData("deadline: 2024-01-22", "Deadline: soon\ndeadline: 2024-01-22", ItemField.Deadline, 8, "2024-01-22")]
    [InlineData("type: detection", "\ttype: x: y", ItemField.Deadline, 8, "deadline")]
    [InlineData("title: Add connection pool alerting", "title: \"unclosed", ItemField.Title, 4, "title")]
    [InlineData("owner: alice@company.com", "owner: [alice, bob]", ItemField.Owner, 6, "not one text")]
    [InlineData("owner: alice@company.com", "owner: ???", ItemField.Owner, 6, "is nobody")]
    [InlineData("owner: alice@company.com", "owner alice@company.com", ItemField.Owner, 6, "key: value")]
    public async Task A_value_that_cannot_be_understood_is_left_alone_and_the_others_are_read_and_written(
        string from, string to, ItemField field, int line, string right)
    {
        var issue = await _board.Create();
        _board.Edit(issue.Ref, from, to);
        _board.NewTracker();

        var changes = await _board.Tracker.ChangesAsync(null, BoardFixture.Cancel);
        Assert.Empty(changes.Unread);
        var shown = Assert.Single(changes.Issues);
        Assert.Equal(field, Assert.Single(shown.Unread).Field);
        Assert.StartsWith($"{issue.Ref.Number}:{line}  ", shown.Unread[0].Why, StringComparison.Ordinal);
        Assert.Contains(right, shown.Unread[0].Why, StringComparison.Ordinal);
        Assert.All(Enum.GetValues<ItemField>().Where(f => f != field), f => Assert.Equal(Known(issue, f), Known(shown, f)));

        var written = await _board.Update(issue.Ref, new IssuePatch
        {
            Title = field == ItemField.Title ? "New" : null,
            Owner = field == ItemField.Owner ? new(null) : null,
            Priority = Priority.P3,
            Deadline = field == ItemField.Deadline ? new((Deadline?)null) : null,
            State = field == ItemField.State ? ItemState.Done : null,
            Withdrawn = true,
        });
        Assert.Equal(field, Assert.Single(written.Unread).Field);
        Assert.Contains(to.Trim('\n'), _board.Read(issue.Ref), StringComparison.Ordinal);
        Assert.Contains("withdrawn", _board.Read(issue.Ref), StringComparison.Ordinal);
        Assert.Equal(field != ItemField.Priority, _board.Read(issue.Ref).Contains("priority: P3", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("deadline: 2024-01-22", "deadline: 2024-01-22\nsnooze_until: later", 9, "snooze_until")]
    [InlineData("type: detection", "type: {a: [}", 9, "type")]
    [InlineData("---\nid", "---\n<<<<<<< HEAD\nid", 2, "key: value")]
    public async Task A_line_that_is_about_something_else_is_told_and_keeps_nothing_from_being_read(string from, string to, int line, string right)
    {
        var issue = await _board.Create();
        _board.Edit(issue.Ref, from, to);
        _board.NewTracker();

        var changes = await _board.Tracker.ChangesAsync(null, BoardFixture.Cancel);
        Assert.Empty(Assert.Single(changes.Issues).Unread);
        Assert.Contains(changes.Problems,
            problem => problem.StartsWith($"{issue.Ref.Number}:{line}  ", StringComparison.Ordinal) && problem.Contains(right, StringComparison.Ordinal));
        Assert.Equal(Priority.P3, (await _board.Update(issue.Ref, new IssuePatch { Priority = Priority.P3 })).Priority);
    }

    [Theory]
    [InlineData("---\n\nDone", "\nDone", "---")]
    [InlineData("---\nid", "id", "---")]
    public async Task A_file_whose_front_matter_cannot_be_read_is_there_and_left_alone(string from, string to, string right)
    {
        var issue = await _board.Create();
        _board.Edit(issue.Ref, from, to);
        var before = File.ReadAllBytes(_board.PathOf(issue.Ref));
        _board.NewTracker();

        var changes = await _board.Tracker.ChangesAsync(null, BoardFixture.Cancel);
        Assert.Empty(changes.Issues);
        Assert.Contains(issue.Marker!, changes.Present!);
        Assert.Equal((issue.Ref.Id, true),
            Assert.Single(changes.Unread) is var unread
                ? (unread.Id,
                    unread.Why.StartsWith($"{issue.Ref.Number}:1  ", StringComparison.Ordinal) && unread.Why.Contains(right, StringComparison.Ordinal))
                : default);
        Assert.IsType<ReadOutcome.Failed>(await _board.Tracker.ReadAsync(issue.Ref, BoardFixture.Cancel));
        Assert.IsType<ReadOutcome.Refused>(await _board.Tracker.UpdateAsync(issue.Ref, new IssuePatch { Priority = Priority.P3 }, BoardFixture.Cancel));
        Assert.IsType<ReadOutcome.Refused>(await _board.Tracker.AddNoteAsync(issue.Ref, new IssueNote("t", "text"), BoardFixture.Cancel));
        Assert.Equal(before, File.ReadAllBytes(_board.PathOf(issue.Ref)));
        // Nor is it made a second time.
        Assert.Contains(right,
            Assert.IsType<CreateOutcome.Refused>(Assert.Single(await _board.Tracker.CreateAsync([BoardFixture.Draft()], BoardFixture.Cancel))).Reason,
            StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(_board.Folder));
    }

    [Theory]
    [InlineData(60_000)]
    [InlineData(100_000)]
    public async Task Front_matter_nested_without_end_is_a_problem_and_no_crash(int depth)
    {
        var issue = await _board.Create();
        _board.Edit(issue.Ref, "type: detection", "type: " + new string('[', depth));

        var changes = await _board.Tracker.ChangesAsync(null, BoardFixture.Cancel);
        Assert.Single([.. changes.Problems, .. changes.Unread.Select(unread => unread.Why)]);
    }

    private static string Known(IssueSnapshot issue, ItemField field) => field switch
    {
        ItemField.Title => issue.Title,
        ItemField.Owner => issue.Owner ?? "",
        ItemField.Priority => issue.Priority?.ToString() ?? "",
        ItemField.Deadline => issue.Deadline?.ToString() ?? "",
        _ => issue.State.ToWord(),
    };

    private static string Field(IssueSnapshot issue, string field) => field switch
    {
        "state" => issue.State.ToWord(),
        "owner" => issue.Owner ?? "",
        "priority" => issue.Priority?.ToString() ?? "",
        "deadline" => issue.Deadline?.ToString() ?? "",
        "snooze" => issue.SnoozeUntil?.ToString("yyyy-MM-dd") ?? "",
        _ => issue.Title,
    };
}
