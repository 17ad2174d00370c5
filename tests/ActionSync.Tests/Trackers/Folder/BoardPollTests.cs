using ActionSync.Items;
using ActionSync.Testing;
using ActionSync.Trackers;

namespace ActionSync.Tests.Trackers.Folder;

public sealed class BoardPollTests : IDisposable
{
    private readonly BoardFixture _board = new();

    public void Dispose() => _board.Dispose();

    [Fact]
    public async Task Of_many_files_only_those_that_changed_are_opened()
    {
        var count = CostRun.Count(2_000);
        Directory.CreateDirectory(Path.Combine(_board.Folder, "sub"));
        for (var n = 0; n < count; n++)
        {
            var marker = Marker.Of("test", $"{n}");
            File.WriteAllText(
                Path.Combine(_board.Folder, n % 2 == 0 ? "" : "sub", $"{n}.md"), $"---\nid: INC/{n}\ntitle: Item {n}\nstatus: open\nmarker: {marker}\n---\n");
        }
        var first = await _board.Tracker.ChangesAsync(null, BoardFixture.Cancel);
        Assert.Equal((count, (long)count), (first.Issues.Count, _board.Tracker.FilesRead));

        var second = await _board.Tracker.ChangesAsync(first.Cursor, BoardFixture.Cancel);
        Assert.Equal((0, (long)count, first.Cursor), (second.Issues.Count, _board.Tracker.FilesRead, second.Cursor));
        Assert.Equal(count, second.Present!.Count);

        foreach (var n in new[] { 2, 4, 401 })
            File.AppendAllText(Path.Combine(_board.Folder, n % 2 == 0 ? "" : "sub", $"{n}.md"), "more");
        var third = await _board.Tracker.ChangesAsync(second.Cursor, BoardFixture.Cancel);
        Assert.Equal((3, count + 3L), (third.Issues.Count, _board.Tracker.FilesRead));
    }

    [Fact]
    public async Task What_was_reported_but_not_taken_in_is_reported_again()
    {
        var issue = await _board.Create();
        var start = await _board.Tracker.ChangesAsync(null, BoardFixture.Cancel);
        _board.Edit(issue.Ref, "status: open", "status: done");

        Assert.Single((await _board.Tracker.ChangesAsync(start.Cursor, BoardFixture.Cancel)).Issues);
        var again = await _board.Tracker.ChangesAsync(start.Cursor, BoardFixture.Cancel);
        Assert.Equal(ItemState.Done, Assert.Single(again.Issues).State);
        Assert.Empty((await _board.Tracker.ChangesAsync(again.Cursor, BoardFixture.Cancel)).Issues);
    }

    [Fact]
    public async Task An_edit_within_the_tick_of_the_clock_is_not_missed()
    {
        var issue = await _board.Create();
        var path = _board.PathOf(issue.Ref);
        _board.Clock.MoveTo(_board.Clock.GetUtcNow().AddYears(1));
        File.SetLastWriteTimeUtc(path, _board.Clock.GetUtcNow().UtcDateTime);
        var start = await _board.Tracker.ChangesAsync(null, BoardFixture.Cancel);
        _board.Edit(issue.Ref, "status: open", "status: done");
        File.SetLastWriteTimeUtc(path, _board.Clock.GetUtcNow().UtcDateTime);

        Assert.Equal(ItemState.Done, Assert.Single((await _board.Tracker.ChangesAsync(start.Cursor, BoardFixture.Cancel)).Issues).State);
    }

    [Fact]
    public async Task A_closed_file_says_when_and_a_later_edit_does_not_move_it()
    {
        var issue = await _board.Create();
        _board.Edit(issue.Ref, "status: open", "status: done");
        var closed = new DateTime(2024, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(_board.PathOf(issue.Ref), closed);
        Assert.Equal(closed, (await _board.Tracker.ChangesAsync(null, BoardFixture.Cancel)).Issues[0].ClosedAt!.Value.UtcDateTime);

        File.AppendAllText(_board.PathOf(issue.Ref), "\nAn afterthought.\n");
        Assert.Equal(closed, (await _board.Tracker.ListAsync([issue.Ref], BoardFixture.Cancel)).Issues[0].ClosedAt!.Value.UtcDateTime);
    }

    [Theory]
    [InlineData("renamed by me.md")]
    [InlineData("done/2024/INC-2024-0142-01-add-connection-pool-alerting.md")]
    public async Task A_moved_file_is_the_same_issue(string to)
    {
        var issue = await _board.Create();
        var start = await _board.Tracker.ChangesAsync(null, BoardFixture.Cancel);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_board.Folder, to))!);
        File.Move(_board.PathOf(issue.Ref), Path.Combine(_board.Folder, to));

        var changes = await _board.Tracker.ChangesAsync(start.Cursor, BoardFixture.Cancel);
        var moved = Assert.Single(changes.Issues);
        Assert.Equal((issue.Ref.Id, to), (moved.Ref.Id, moved.Ref.Number));
        Assert.Contains(issue.Ref.Id, changes.Present!);
        // The old reference still leads there.
        await _board.Update(issue.Ref, new IssuePatch { Priority = Priority.P3 });
        Assert.Contains("priority: P3", File.ReadAllText(Path.Combine(_board.Folder, to)), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(_board.Folder, "*.md", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_deleted_file_is_gone_and_everything_says_so()
    {
        var issue = await _board.Create();
        var other = await _board.Create(BoardFixture.Draft("Another", 2));
        var start = await _board.Tracker.ChangesAsync(null, BoardFixture.Cancel);
        File.Delete(_board.PathOf(issue.Ref));

        var changes = await _board.Tracker.ChangesAsync(start.Cursor, BoardFixture.Cancel);
        Assert.Equal([other.Ref.Id], changes.Present!);
        Assert.IsType<ReadOutcome.Gone>(await _board.Tracker.ReadAsync(issue.Ref, BoardFixture.Cancel));
        Assert.IsType<ReadOutcome.Gone>(await _board.Tracker.UpdateAsync(issue.Ref, new IssuePatch { Priority = Priority.P3 }, BoardFixture.Cancel));
        Assert.Equal(issue.Ref, Assert.Single((await _board.Tracker.ListAsync([issue.Ref, other.Ref], BoardFixture.Cancel)).Gone).Issue);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_an_error_and_not_an_empty_board()
    {
        var issue = await _board.Create();
        var start = await _board.Tracker.ChangesAsync(null, BoardFixture.Cancel);
        Directory.Move(_board.Folder, _board.Folder + "-unmounted");

        Assert.Equal(
            TrackerFault.NotFound, (await Assert.ThrowsAsync<TrackerException>(() => _board.Tracker.ChangesAsync(start.Cursor, BoardFixture.Cancel))).Fault);
        Assert.Equal(
            TrackerFault.NotFound, (await Assert.ThrowsAsync<TrackerException>(() => _board.Tracker.ListAsync([issue.Ref], BoardFixture.Cancel))).Fault);
        Assert.Equal(TrackerFault.NotFound, (await Assert.ThrowsAsync<TrackerException>(() => _board.Tracker.ReadAsync(issue.Ref, BoardFixture.Cancel))).Fault);
        // First contact with a board that never was is something else.
        Assert.Empty((await _board.Tracker.ListAsync([], BoardFixture.Cancel)).Issues);
    }

    [Fact]
    public async Task A_copy_is_an_issue_of_its_own_and_not_ours()
    {
        var issue = await _board.Create();
        File.Copy(_board.PathOf(issue.Ref), Path.Combine(_board.Folder, "A copy.md"));
        await _board.Update(issue.Ref, new IssuePatch { Priority = Priority.P2 });

        var changes = await _board.Tracker.ChangesAsync(null, BoardFixture.Cancel);
        Assert.Contains(changes.Problems, problem => problem.Contains("A copy.md", StringComparison.Ordinal));
        Assert.All(changes.Issues, found => Assert.Equal(issue.Marker, found.Marker));
        var original = Assert.Single(changes.Issues, found => found.Ref.Id == issue.Ref.Id);
        var copy = Assert.Single(changes.Issues, found => found.Ref.Id != issue.Ref.Id);
        Assert.Equal((true, false), (original.CreatedByUs, copy.CreatedByUs));
        Assert.True(original.CreatedAt < copy.CreatedAt);

        await _board.Update(copy.Ref, new IssuePatch { State = ItemState.Duplicate, DuplicateOf = original.Ref });
        Assert.Contains($"duplicate_of: {original.Ref.Number}", File.ReadAllText(Path.Combine(_board.Folder, "A copy.md")), StringComparison.Ordinal);
        Assert.Equal(ItemState.Open, (await _board.ReadBack(issue.Ref)).State);
    }

    [Fact]
    public async Task A_lost_ledger_finds_every_file_by_its_marker()
    {
        foreach (var n in Enumerable.Range(1, 5))
            await _board.Create(BoardFixture.Draft($"Item {n}", n));
        File.WriteAllText(Path.Combine(_board.Folder, "README.md"), "# About this board\n");
        File.WriteAllText(Path.Combine(_board.Folder, "notes.md"), "---\nlayout: page: broken\n: :\n---\n");
        Directory.CreateDirectory(Path.Combine(_board.Folder, ".git"));
        File.WriteAllText(Path.Combine(_board.Folder, ".git", "x.md"), "---\ntitle: x\nstatus: open\nmarker: 00000000000000000000\n---\n");
        _board.NewTracker();

        var list = await _board.Tracker.ListAsync([], BoardFixture.Cancel);
        Assert.Equal((5, 5, 0), (list.Issues.Count, list.Present!.Count, list.Problems.Count));
        Assert.All(list.Issues, issue => Assert.True(issue.CreatedByUs));
    }

    [Fact]
    public async Task A_file_that_a_person_made_is_recognised_by_its_address()
    {
        Directory.CreateDirectory(_board.Folder);
        File.WriteAllText(Path.Combine(_board.Folder, "my #1 50%.md"), "---\ntitle: Mine\nstatus: open\n---\n");
        var issue = _board.Tracker.Recognise(new Uri(_board.Folder).AbsoluteUri + "/my%20%231%2050%25.md");

        Assert.NotNull(issue);
        Assert.Equal("Mine", (await _board.ReadBack(issue)).Title);
        Assert.Equal(issue, (await _board.Tracker.ChangesAsync(null, BoardFixture.Cancel)).Issues.Single().Ref);
        Assert.Null(_board.Tracker.Recognise("https://github.com/a/b/issues/1"));
        Assert.Null(_board.Tracker.Recognise("file:///etc/passwd.md"));
        Assert.Null(_board.Tracker.Recognise(new Uri(_board.Folder).AbsoluteUri + "/%2e%2e/other.md"));
    }

    [Fact]
    public async Task Doctor_tells_what_is_wrong_and_what_to_do()
    {
        Assert.All(await _board.Tracker.CheckAsync(BoardFixture.Cancel), finding => Assert.True(finding.Good, finding.Text));
        var issue = await _board.Create();
        _board.Edit(issue.Ref, "status: open", "status: maybe");
        var bad = Assert.Single(await _board.Tracker.CheckAsync(BoardFixture.Cancel), finding => !finding.Good);
        Assert.Contains("maybe", bad.Text, StringComparison.Ordinal);
        Assert.Single(Directory.GetFileSystemEntries(_board.Folder));

        var file = Path.Combine(_board.Root, "file");
        File.WriteAllText(file, "");
        var broken = Assert.Single(await _board.NewTracker(Path.Combine(file, "board")).CheckAsync(BoardFixture.Cancel));
        Assert.False(broken.Good);
        Assert.NotNull(broken.Advice);
    }
}
