using ActionSync.Trackers;

namespace ActionSync.Tests.Trackers.Folder;

/// <summary>A board that grows is not looked at anew for every few pages: what many pages cost is in proportion to their number.</summary>
public sealed class BoardCreateCostTests : IDisposable
{
    private readonly BoardFixture _board = new();

    public void Dispose() => _board.Dispose();

    [Fact]
    public async Task Twice_the_pages_cost_about_twice_as_much()
    {
        var small = await LookedAtWhileCreatingAsync(150);
        var large = await LookedAtWhileCreatingAsync(300);

        Assert.InRange(large, small, 3 * small);
    }

    [Fact]
    public async Task A_create_that_arrives_again_finds_its_page_wherever_a_person_moved_it_since()
    {
        var draft = BoardFixture.Draft();
        var issue = await _board.Create(draft);
        Directory.CreateDirectory(Path.Combine(_board.Folder, "later"));
        File.Move(_board.PathOf(issue.Ref), Path.Combine(_board.Folder, "later", "moved.md"));

        var again = await _board.Create(draft);

        Assert.Equal("later/moved.md", again.Ref.Number);
        Assert.Single(Directory.GetFiles(_board.Root, "*.md", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_page_that_a_person_deleted_since_is_made_again()
    {
        var draft = BoardFixture.Draft();
        File.Delete(_board.PathOf((await _board.Create(draft)).Ref));

        Assert.True(File.Exists(_board.PathOf((await _board.Create(draft)).Ref)));
    }

    [Fact]
    public async Task What_was_made_behind_a_page_that_was_missing_is_found_wherever_a_person_moved_it_since()
    {
        for (var n = 1; n <= 6; n++)
            await _board.Create(BoardFixture.Draft($"Item {n}", n));
        var (missing, behind) = (BoardFixture.Draft("Item 1", 1), BoardFixture.Draft("Item 7", 7));
        File.Delete(_board.PathOf((await _board.Create(missing)).Ref));
        var made = await _board.Tracker.CreateAsync([missing, behind], BoardFixture.Cancel);
        Directory.CreateDirectory(Path.Combine(_board.Folder, "later"));
        File.Move(_board.PathOf(Assert.IsType<CreateOutcome.Created>(made[1]).Issue.Ref), Path.Combine(_board.Folder, "later", "moved.md"));

        var again = await _board.Create(behind);

        Assert.Equal("later/moved.md", again.Ref.Number);
    }

    [Fact]
    public async Task What_a_person_brings_meanwhile_is_seen_after_a_minute()
    {
        var draft = BoardFixture.Draft("Another title", 2);
        _board.NewTracker(Path.Combine(_board.Root, "elsewhere"));
        var elsewhere = await _board.Create(draft);
        _board.NewTracker();
        await _board.Create();
        File.Copy(Path.Combine(_board.Root, "elsewhere", elsewhere.Ref.Number), Path.Combine(_board.Folder, "brought.md"));
        _board.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal("brought.md", (await _board.Create(draft)).Ref.Number);
    }

    private async Task<long> LookedAtWhileCreatingAsync(int count)
    {
        var tracker = _board.NewTracker(Path.Combine(_board.Root, $"board-{count}"));
        foreach (var batch in Enumerable.Range(1, count).Chunk(tracker.Traits.CreateBatch))
            Assert.All(await tracker.CreateAsync([.. batch.Select(n => BoardFixture.Draft($"Item {n}", n))], BoardFixture.Cancel),
                outcome => Assert.IsType<CreateOutcome.Created>(outcome));
        return tracker.FilesListed;
    }
}
