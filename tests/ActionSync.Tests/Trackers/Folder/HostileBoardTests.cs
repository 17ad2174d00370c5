using System.Diagnostics;
using ActionSync.Items;
using ActionSync.Testing;
using ActionSync.Trackers;
using ActionSync.Trackers.Folder;

namespace ActionSync.Tests.Trackers.Folder;

/// <summary>Everything that people can put into a board: its size, count, depth and kind cost in proportion to what is there, and stop nothing else.</summary>
public sealed class HostileBoardTests : IDisposable
{
    private readonly BoardFixture _board = new();

    [Fact]
    public async Task What_is_no_file_of_the_board_is_named_and_neither_waited_for_nor_followed_and_the_issues_are_read()
    {
        var issue = await _board.Create();
        var outside = Directory.CreateDirectory(Path.Combine(_board.Root, "outside")).FullName;
        File.Copy(_board.PathOf(issue.Ref), Path.Combine(outside, "copy.md"));
        SpecialFiles.Pipe(At("pipe.md"));
        SpecialFiles.Socket(At("socket.md"));
        Directory.CreateDirectory(At("folder.md"));
        SpecialFiles.Named(_board.Folder, @"caf\351.md", "x");
        SpecialFiles.Named(_board.Folder, string.Concat(Enumerable.Repeat(@"\351", 90)) + ".md", "x");
        File.CreateSymbolicLink(At("file.md"), _board.PathOf(issue.Ref));
        File.CreateSymbolicLink(At("outside"), outside);
        File.CreateSymbolicLink(At("circle"), ".");
        File.CreateSymbolicLink(At("zero.md"), "/dev/zero");
        File.CreateSymbolicLink(At("dangling.md"), "nowhere");

        var changes = await _board.Tracker.ListAsync([issue.Ref], BoardFixture.Cancel);

        Assert.Equal(issue.Ref.Id, Assert.Single(changes.Issues).Ref.Id);
        Assert.All(
            ["pipe.md is a pipe", "socket.md is a socket", @"caf\xe9.md has a name", "file.md is a link", "outside is a link", "circle is a link",
                "zero.md is a link", "dangling.md is a link"],
            said => Assert.Contains(changes.AllProblems, problem => problem.StartsWith(said, StringComparison.Ordinal)));
        Assert.Equal("Kept: Alert", (await _board.Update(issue.Ref, new IssuePatch { Title = "Kept: Alert" })).Title);
        Assert.Equal(2, Directory.GetFiles(outside).Length + Directory.GetFiles(_board.Folder, "INC-*.md").Length);
    }

    [Fact]
    public async Task A_pipe_and_a_link_hide_nothing_so_a_deleted_issue_is_missing_all_the_same()
    {
        var issue = await _board.Create();
        SpecialFiles.Pipe(At("pipe.md"));
        File.CreateSymbolicLink(At("zero.md"), "/dev/zero");
        SpecialFiles.Sparse(At("video.md"), 700L << 20);
        File.Delete(_board.PathOf(issue.Ref));

        Assert.Equal(issue.Ref, Assert.Single((await _board.Tracker.ListAsync([issue.Ref], BoardFixture.Cancel)).Gone).Issue);
    }

    [Fact]
    public async Task An_issue_whose_folder_has_become_a_link_is_not_read_or_written_where_it_leads()
    {
        var issue = await _board.Create();
        Directory.CreateDirectory(At("sub"));
        File.Move(_board.PathOf(issue.Ref), At($"sub/{issue.Ref.Number}"));
        var moved = Assert.Single((await _board.Tracker.ListAsync([issue.Ref], BoardFixture.Cancel)).Issues).Ref;
        var outside = Path.Combine(_board.Root, "outside");
        Directory.Move(At("sub"), outside);
        File.CreateSymbolicLink(At("sub"), outside);
        var before = File.ReadAllText(Path.Combine(outside, issue.Ref.Number));

        Assert.IsNotType<ReadOutcome.Found>(await _board.Tracker.UpdateAsync(moved, new IssuePatch { Title = "Written outside" }, BoardFixture.Cancel));

        Assert.Equal(before, File.ReadAllText(Path.Combine(outside, issue.Ref.Number)));
    }

    [Fact]
    public async Task A_new_page_is_not_written_through_whatever_has_its_name()
    {
        var name = BoardNames.Of(BoardFixture.Draft(), 1);
        Directory.CreateDirectory(_board.Folder);
        var theirs = Path.Combine(_board.Root, "theirs.md");
        File.CreateSymbolicLink(At(name), theirs);

        var issue = await _board.Create();

        Assert.EndsWith("-2.md", issue.Ref.Number, StringComparison.Ordinal);
        Assert.False(File.Exists(theirs));
    }

    [Theory]
    [InlineData(700L << 20)]
    [InlineData(3L << 30)]
    public async Task A_file_beyond_the_limit_is_named_and_costs_no_memory(long size)
    {
        var issue = await _board.Create();
        SpecialFiles.Sparse(At("video.md"), size);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var changes = await _board.Tracker.ListAsync([issue.Ref], BoardFixture.Cancel);

        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 16 << 20);
        Assert.Single(changes.Issues);
        Assert.Contains("MaxFileBytes", Assert.Single(changes.AllProblems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_issue_that_grew_beyond_the_limit_is_there_and_what_was_known_of_it_stands()
    {
        var issue = await _board.Create();
        File.AppendAllText(_board.PathOf(issue.Ref), new string('x', 2 << 20));

        var changes = await _board.Tracker.ListAsync([issue.Ref], BoardFixture.Cancel);

        Assert.Empty(changes.Issues);
        Assert.Empty(changes.Gone);
        Assert.Equal(issue.Ref.Id, Assert.Single(changes.Unread).Id);
        Assert.Contains(issue.Ref.Id, changes.Present!);
    }

    [Fact]
    public async Task Front_matter_beyond_its_limit_is_a_problem_of_that_file()
    {
        var issue = await _board.Create();
        _board.Edit(issue.Ref, "status: open", $"status: open\n{string.Join('\n', Enumerable.Range(0, 80_000).Select(n => $"k{n}: v"))}");

        var (changes, took) = await Timed(() => _board.Tracker.ListAsync([issue.Ref], BoardFixture.Cancel));

        Assert.Contains("64 KiB", Assert.Single(changes.Unread).Why, StringComparison.Ordinal);
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    public static TheoryData<string, string> Shapes => new()
    {
        { "a line of brackets", new string('[', 60_000) },
        { "a line of braces", string.Concat(Enumerable.Repeat("{a: ", 15_000)) },
        { "a list in a list", string.Concat(Enumerable.Repeat("- ", 30_000)) },
        { "closed brackets", new string('[', 30_000) + new string(']', 30_000) },
        { "questions", string.Concat(Enumerable.Repeat("? ", 30_000)) },
        { "anchors", string.Concat(Enumerable.Repeat("&a ", 20_000)) },
        { "quotes", $"\"{new string('\'', 60_000)}" },
        { "many keys", "v\n" + string.Join('\n', Enumerable.Range(0, 6_000).Select(n => $"k{n}: v")) },
        { "one key again and again", "v\n" + string.Join('\n', Enumerable.Repeat("k: v", 12_000)) },
        { "lines that are none", "v\n" + string.Join('\n', Enumerable.Repeat("x", 30_000)) },
        { "a word and spaces", $"v\na{new string(' ', 60_000)}b" },
        { "words and spaces", $"v\n{string.Concat(Enumerable.Repeat("a ", 30_000))}" },
        { "many items", $"[{string.Join(", ", Enumerable.Range(0, 9_000))}]" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Front_matter_of_any_shape_costs_no_more_than_its_size(string shape, string value)
    {
        var text = System.Text.Encoding.UTF8.GetBytes($"---\ntitle: A\nstatus: open\nmarker: 0123456789abcdef0123\nlabels: {value}\n---\nbody\n");
        BoardFile.Read(text, TimeZoneInfo.Utc);

        var watch = Stopwatch.StartNew();
        var file = BoardFile.Read(text, TimeZoneInfo.Utc);

        // Some of these took half a minute; a machine that does much else needs its time, too.
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(3));
        Assert.Equal("0123456789abcdef0123", file?.Marker);
        Assert.NotEmpty(shape);
    }

    [Theory]
    [InlineData("title", true)]
    [InlineData("my key", true)]
    [InlineData("my.key-2_x", true)]
    [InlineData("\"any: thing\"", true)]
    [InlineData("'any # thing' ", true)]
    [InlineData("schlüssel", true)]
    [InlineData("key \t", true)]
    [InlineData("-key", false)]
    [InlineData("ke+y", false)]
    [InlineData("", false)]
    [InlineData("\"open", false)]
    public void A_line_has_a_key_where_a_word_or_quoted_text_stands_before_a_colon(string key, bool isKey)
    {
        foreach (var (rest, isValue) in new[] { (": v", true), (":", true), (":\tv", true), (":v", false), ("", false) })
            Assert.Equal(isKey && isValue ? 1 : 0, FrontMatter.Read($"---\n{key}{rest}\n---\n")!.Entries.Count);
    }

    public void Dispose() => _board.Dispose();

    private string At(string name) => Path.Combine(_board.Folder, name);

    private static async Task<(T Result, TimeSpan Took)> Timed<T>(Func<Task<T>> act)
    {
        var watch = Stopwatch.StartNew();
        return (await act(), watch.Elapsed);
    }
}
