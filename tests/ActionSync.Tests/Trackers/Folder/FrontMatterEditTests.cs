using ActionSync.Items;
using ActionSync.Trackers;

namespace ActionSync.Tests.Trackers.Folder;

/// <summary>What we write into a page leaves everything else in it as people wrote it.</summary>
public sealed class FrontMatterEditTests : IDisposable
{
    private readonly BoardFixture _board = new();

    public void Dispose() => _board.Dispose();

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public async Task A_change_touches_only_its_lines(string newLine)
    {
        var issue = await _board.Create();
        var mine = string.Join(newLine,
            "\uFEFF---",
            "# do not sort",
            "marker: \"" + issue.Marker + "\"",
            "priority:   'P1'   # was P2",
            "my_key: [1, {a: b}]",
            "owner:      # who?",
            "labels:",
            "  - one",
            "  - two   # odd",
            "status: open",
            "title: |",
            "  Old title",
            "incident: INC-2024-0142",
            "---",
            "",
            "# Old title",
            "body \t ",
            "# Old title",
            "no end");
        File.WriteAllText(_board.PathOf(issue.Ref), mine);
        await _board.ReadBack(issue.Ref);

        await _board.Update(issue.Ref, new IssuePatch
        {
            Title = "New: title",
            Priority = Priority.P0,
            Owner = new("bob@company.com"),
            Deadline = new(Deadline.On(new DateOnly(2024, 5, 1))),
        });

        var expected = mine
            .Replace("'P1'", "P0", StringComparison.Ordinal)
            .Replace("owner:      #", "owner: bob@company.com      #", StringComparison.Ordinal)
            .Replace($"title: |{newLine}  Old title", "title: \"New: title\"", StringComparison.Ordinal)
            .Replace($"{newLine}---{newLine}{newLine}# Old title", $"{newLine}deadline: 2024-05-01{newLine}---{newLine}{newLine}# New: title",
                StringComparison.Ordinal);
        Assert.Equal(expected, System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(_board.PathOf(issue.Ref))));
    }

    [Fact]
    public async Task The_withdrawn_label_comes_and_goes()
    {
        var issue = await _board.Create();
        await _board.Update(issue.Ref, new IssuePatch { Withdrawn = true });
        Assert.Contains("labels: [actionsync, SEV1, withdrawn]", _board.Read(issue.Ref), StringComparison.Ordinal);

        await _board.Update(issue.Ref, new IssuePatch { Withdrawn = false });
        Assert.Contains("labels: [actionsync, SEV1]", _board.Read(issue.Ref), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_with_a_line_an_item_keeps_its_shape_and_comments()
    {
        var issue = await _board.Create();
        _board.Edit(issue.Ref, "labels: [actionsync, SEV1]", "labels: # mine\n  - one  # first\n  # between\n  - two");
        await _board.ReadBack(issue.Ref);
        await _board.Update(issue.Ref, new IssuePatch { Withdrawn = true, Priority = Priority.P3 });
        Assert.Contains("labels: # mine\n  - one  # first\n  # between\n  - two\n  - withdrawn\nmarker", _board.Read(issue.Ref), StringComparison.Ordinal);

        await _board.Update(issue.Ref, new IssuePatch { Withdrawn = false });
        Assert.Contains("labels: # mine\n  - one  # first\n  # between\n  - two\nmarker", _board.Read(issue.Ref), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clearing_a_field_keeps_its_line()
    {
        var issue = await _board.Create();
        var read = await _board.Update(issue.Ref, new IssuePatch { Owner = new(null), Deadline = new(null) });

        Assert.Equal((null, null), (read.Owner, read.Deadline));
        Assert.Matches("\nowner: *\npriority: P1\ndeadline: *\n", _board.Read(issue.Ref));
    }

    [Fact]
    public async Task A_patch_that_is_done_already_writes_nothing()
    {
        var issue = await _board.Create();
        await _board.Update(issue.Ref, new IssuePatch { Priority = Priority.P2 });
        var written = File.GetLastWriteTimeUtc(_board.PathOf(issue.Ref));
        await _board.Update(issue.Ref, new IssuePatch { Priority = Priority.P2 });

        Assert.Equal(written, File.GetLastWriteTimeUtc(_board.PathOf(issue.Ref)));
    }

    [Fact]
    public async Task A_heading_that_a_person_changed_does_not_follow_the_title()
    {
        var issue = await _board.Create();
        _board.Edit(issue.Ref, "---\n\nDone?", "---\n\n# Our alerting\n\nDone?");
        await _board.ReadBack(issue.Ref);
        await _board.Update(issue.Ref, new IssuePatch { Title = "Add alerting" });

        Assert.Contains("title: Add alerting\n", _board.Read(issue.Ref), StringComparison.Ordinal);
        Assert.Contains("\n# Our alerting\n", _board.Read(issue.Ref), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_heading_that_pages_of_earlier_versions_have_follows_the_title()
    {
        var issue = await _board.Create();
        _board.Edit(issue.Ref, "---\n\nDone?", "---\n\n# Add connection pool alerting\n\nDone?");
        await _board.ReadBack(issue.Ref);
        await _board.Update(issue.Ref, new IssuePatch { Title = "Add alerting" });

        Assert.Contains("\n# Add alerting\n", _board.Read(issue.Ref), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("- **Deadline**: 22 January 2024 (from the postmortem)", "- **Deadline**: 2 February 2024 (from the postmortem)")]
    [InlineData("- **Deadline**: 22 January 2024 (default; the document gives none)", "- **Deadline**: 2 February 2024 (from the postmortem)")]
    [InlineData("- **Deadline**: when Dana is back", "- **Deadline**: when Dana is back")]
    public async Task The_line_that_tells_the_deadline_follows_the_document_unless_a_person_changed_it(string line, string after)
    {
        var issue = await _board.Create();
        _board.Edit(issue.Ref, "- **Deadline**: 22 January 2024 (from the postmortem)", line);
        await _board.ReadBack(issue.Ref);
        await _board.Update(issue.Ref, new IssuePatch { Deadline = new(Deadline.ParseOrNull("2024-02-02")) });

        Assert.Contains("deadline: 2024-02-02\n", _board.Read(issue.Ref), StringComparison.Ordinal);
        Assert.Contains($"\n{after}\n", _board.Read(issue.Ref), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_during_our_write_is_kept_and_ours_is_made_again_on_top()
    {
        var issue = await _board.Create();
        _board.Meanwhile = () => _board.Edit(issue.Ref, "status: open", "status: done # while you wrote");
        var read = await _board.Update(issue.Ref, new IssuePatch { Priority = Priority.P2 });

        Assert.Equal((ItemState.Done, Priority.P2), (read.State, read.Priority));
        Assert.Contains("status: done # while you wrote", _board.Read(issue.Ref), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_of_the_same_field_during_our_write_wins()
    {
        var issue = await _board.Create();
        _board.Meanwhile = () => _board.Edit(issue.Ref, "priority: P1", "priority: P4");
        var read = await _board.Update(issue.Ref, new IssuePatch { Priority = Priority.P2, Owner = new("bob@company.com") });

        Assert.Equal((Priority.P4, "bob@company.com"), (read.Priority, read.Owner));
        Assert.Contains(read.Remarks, remark => remark.StartsWith("priority: somebody", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_edit_since_the_last_report_wins()
    {
        var issue = await _board.Create();
        _board.Edit(issue.Ref, "deadline: 2024-01-22", "deadline: 2024-03-01");
        var read = await _board.Update(issue.Ref, new IssuePatch { Deadline = new(Deadline.On(new DateOnly(2024, 2, 2))) });

        Assert.Equal("2024-03-01", read.Deadline.ToString());
        Assert.Single(read.Remarks);
    }

    [Fact]
    public async Task A_file_deleted_during_our_write_stays_deleted()
    {
        var issue = await _board.Create();
        _board.Meanwhile = () => File.Delete(_board.PathOf(issue.Ref));
        await _board.Tracker.UpdateAsync(issue.Ref, new IssuePatch { Priority = Priority.P2 }, BoardFixture.Cancel);

        Assert.Empty(Directory.GetFileSystemEntries(_board.Folder));
    }

    [Fact]
    public async Task A_closed_issue_is_never_reopened()
    {
        var issue = await _board.Create();
        _board.Edit(issue.Ref, "status: open", "status: wont_do");
        await _board.ReadBack(issue.Ref);

        Assert.Equal(ItemState.WontDo, (await _board.Update(issue.Ref, new IssuePatch { State = ItemState.Open })).State);
    }

    [Fact]
    public async Task A_note_is_added_once_and_is_only_text()
    {
        var issue = await _board.Create();
        var body = _board.Read(issue.Ref);
        var note = new IssueNote("withdrawn/1 -->", "No longer named.\n## Notes\n<!-- x -->");
        await _board.Tracker.AddNoteAsync(issue.Ref, note, BoardFixture.Cancel);
        await _board.Tracker.AddNoteAsync(issue.Ref, note, BoardFixture.Cancel);
        await _board.Tracker.AddNoteAsync(issue.Ref, new IssueNote("2", "Named again."), BoardFixture.Cancel);

        Assert.Equal(body + """

            ## Notes

            <!-- actionsync-note:withdrawn%2F1%20--%3E -->
            **actionsync, 2100-01-01 00:00 UTC**

            > No longer named.  
            > \## Notes  
            > \<\!-- x --\>

            <!-- actionsync-note:2 -->
            **actionsync, 2100-01-01 00:00 UTC**

            > Named again.

            """, _board.Read(issue.Ref), ignoreLineEndingDifferences: true);
    }
}
