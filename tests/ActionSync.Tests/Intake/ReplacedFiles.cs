using ActionSync.Intake;
using ActionSync.Tests.Support;
using static ActionSync.Tests.Support.Incident;

namespace ActionSync.Tests.Intake;

/// <summary>Somebody puts another version in a file's place while the first one is dealt with.</summary>
public sealed class ReplacedFiles
{
    private const string Bad = """{"incident": {"id": "INC-1",""";

    [Fact]
    public async Task A_bad_document_that_is_overwritten_by_its_correction_while_it_is_read_stays_and_is_read_again()
    {
        await using var line = await AppFixture.OpenAsync();
        var path = Drop(line, Bad);
        await PassAsync(line);
        line.Clock.Advance(line.Get<IntakeOptions>().Patience);
        OnceItIsRead(line, () => Drop(line, Json("INC-1", "Add an alert"), minutesAgo: 4));

        var (_, moreToCome) = await PassAsync(line);
        Assert.True(moreToCome && File.Exists(path));
        Assert.False(Directory.Exists(line.Get<IntakeOptions>().Rejected));

        await PassAsync(line);
        Assert.Single(await line.ItemsAsync());
        Assert.Empty(Inbox(line));
    }

    [Fact]
    public async Task A_good_document_that_is_overwritten_by_the_next_revision_while_it_is_taken_in_leaves_that_to_be_read()
    {
        await using var line = await AppFixture.OpenAsync();
        Drop(line, Json("INC-1", "Add an alert"));
        OnceItIsRead(line, () => Drop(line, Json("INC-1", "Add an alert", "Write a test"), minutesAgo: 4));

        var (results, moreToCome) = await PassAsync(line);
        Assert.IsType<ImportResult.Accepted>(Assert.Single(results));
        Assert.True(moreToCome);
        Assert.Single(await line.ItemsAsync());

        await PassAsync(line);
        Assert.Equal(2, (await line.ItemsAsync()).Count);
        Assert.Empty(Inbox(line));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_that_a_crash_left_aside_is_put_back_beside_what_has_its_name_by_now_and_taken_in(bool hasSuccessor)
    {
        await using var line = await AppFixture.OpenAsync();
        var path = Drop(line, Json("INC-1", "Add an alert"));
        var aside = Directory.CreateDirectory(Path.Combine(line.Get<DropFolder>().FullPath, ".actionsync-taken-1")).FullName;
        File.Move(path, Path.Combine(aside, Path.GetFileName(path)));
        if (hasSuccessor)
            Drop(line, Json("INC-2", "Write a test"));

        await PassAsync(line);

        Assert.Single(await line.ItemsAsync());
        Assert.Equal(hasSuccessor ? 1 : 0, (await line.ItemsAsync("INC-2")).Count);
        Assert.Empty(Inbox(line));
    }

    private static Task<(IReadOnlyList<ImportResult> Results, bool MoreToCome)> PassAsync(AppFixture line) => line.Get<InboxPass>().RunAsync(TestContext.Current.CancellationToken);

    private static IEnumerable<string> Inbox(AppFixture line) => Directory.EnumerateFileSystemEntries(line.Get<DropFolder>().FullPath);

    private static string Drop(AppFixture line, string text, int minutesAgo = 5)
    {
        var path = Path.Combine(line.Get<DropFolder>().FullPath, "one.json");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        File.SetLastWriteTimeUtc(path, Planning.Some.Now.AddMinutes(-minutesAgo).UtcDateTime);
        return path;
    }

    /// <summary>A pass looks at the clock twice for each of its two listings, and twice between them; the next look comes when the file has been read.</summary>
    private static void OnceItIsRead(AppFixture line, Action act)
    {
        var looks = 0;
        line.Clock.Looked = () =>
        {
            if (++looks == 7)
                act();
        };
    }
}
