using ActionSync.Files;
using ActionSync.Intake;
using ActionSync.Testing;
using static ActionSync.Testing.NoteFormat;

namespace ActionSync.Tests.Intake;

/// <summary>What of a tree is read, and what becomes of what cannot be.</summary>
public sealed class TreeTests
{
    private static string Note(string title) => Of(title, null, $"Mend {title}");

    [Fact]
    public async Task Folders_are_walked_into_but_for_the_hidden_and_the_ignored()
    {
        await using var tree = await NoteTree.OpenAsync();
        string[] names =
        [
            "a.note", "2024/b.note", "2024/q1/deep/c.NOTE", ".git/d.note", "2024/.draft/e.note",
            "web/node_modules/lib/f.note", "2024/g.png",
        ];
        foreach (var name in names)
            tree.Write(name, Note(name));

        Assert.Equal(["2024/b.note", "2024/q1/deep/c.NOTE", "a.note"], await tree.TakesInAsync());
    }

    [Fact]
    public async Task Include_and_ignore_say_what_is_looked_at()
    {
        await using var tree = await NoteTree.OpenAsync();
        string[] names =
        [
            "a.note", "post/b.note", "post/2024/c.note", "post/old/d.note", "post/old/2019/e.note", "post/2024/x-draft.note",
        ];
        foreach (var name in names)
            tree.Write(name, Note(name));
        tree.App.Get<IntakeOptions>().Include = ["post/**/*.note"];
        tree.App.Get<IntakeOptions>().Ignore = ["post/OLD/**", "**/*-draft.*"];

        Assert.Equal(["post/2024/c.note", "post/b.note"], await tree.TakesInAsync());
    }

    [Fact]
    public async Task Without_KeepInPlace_only_files_directly_in_the_folder_are_documents()
    {
        await using var tree = await NoteTree.OpenAsync(keepInPlace: false);
        tree.Write("a.note", Note("a"));
        tree.Write("b/c.note", Note("c"));

        var results = await tree.PassAsync();

        Assert.Equal("a.note", Assert.Single(results.OfType<ImportResult.Accepted>()).Source);
        Assert.Equal("b", Assert.Single(results.OfType<ImportResult.Left>()).Source);
    }

    [Fact]
    public async Task A_linked_folder_is_followed_only_where_the_configuration_names_it_and_a_ring_comes_to_an_end()
    {
        await using var tree = await NoteTree.OpenAsync();
        using var far = new TempFolder();
        Directory.CreateDirectory(far["notes/sub"]);
        await File.WriteAllTextAsync(far["notes/sub/a.note"], Note("a"), TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(far["notes/sub/a.note"], new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Directory.CreateSymbolicLink(Path.Combine(tree.Folder, "linked"), far["notes"]);
        Directory.CreateSymbolicLink(Path.Combine(tree.Folder, "self"), tree.Folder);
        Directory.CreateSymbolicLink(far["notes/sub/ring"], far["notes"]);

        var left = (await tree.PassAsync()).OfType<ImportResult.Left>().ToList();
        Assert.Equal(["linked", "self"], left.Select(entry => entry.Source));
        Assert.All(left, entry => Assert.False(entry.MayBeDocument));

        tree.App.Get<IntakeOptions>().LinksInto = [far["notes"]];
        Assert.Equal(["linked/sub/a.note"], (await tree.PassAsync()).OfType<ImportResult.Accepted>().Select(result => result.Source));
    }

    [Fact]
    public async Task Wrong_files_of_one_name_have_an_explanation_each()
    {
        await using var tree = await NoteTree.OpenAsync();
        tree.Write("a/bad.note", "refuse me");
        tree.Write("b/bad.note", "refuse me");

        var results = await tree.PassAsync();

        Assert.Equal(["a/bad.note", "b/bad.note"], results.Select(result => Assert.IsType<ImportResult.Rejected>(result).Source));
        Assert.Equal(["a.bad.note.problems.txt", "b.bad.note.problems.txt"],
            Directory.GetFiles(tree.App.Get<IntakeOptions>().Rejected).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Empty(await tree.PassAsync());
    }

    [Fact]
    public async Task A_folder_that_goes_away_or_cannot_be_listed_spoils_none_of_the_others()
    {
        await using var tree = await NoteTree.OpenAsync();
        tree.Write("a.note", Note("a"));
        // What Git leaves while it works.
        tree.Write(".git/index.lock", "");
        tree.Write("b.note.tmp", Note("b"));
        tree.Write("c.note~", Note("c"));
        tree.Write("tmp_obj_x1", "x");
        Directory.CreateSymbolicLink(Path.Combine(tree.Folder, "gone"), Path.Combine(tree.Folder, "nowhere"));

        Assert.Equal(["a.note"], await tree.TakesInAsync());
    }

    [Fact]
    public async Task What_is_touched_and_not_changed_is_nothing_new_also_to_the_next_worker()
    {
        await using var tree = await NoteTree.OpenAsync();
        var path = tree.Write("a/b.note", Note("a"));
        await tree.TakesInAsync();
        File.SetLastWriteTimeUtc(path, new DateTime(2024, 1, 12, 0, 0, 0, DateTimeKind.Utc));
        Assert.Empty(await tree.PassAsync());

        await using var work = await tree.App.Ledger.ReadAsync(TestContext.Current.CancellationToken);
        var seen = await new SeenFileStore(work).FindAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal($"{FileFacts.At(path)!.Device}:{FileFacts.At(path)!.Inode}:{FileFacts.At(path)!.ChangedAt.UtcTicks}", seen!.Stamp);
    }
}
