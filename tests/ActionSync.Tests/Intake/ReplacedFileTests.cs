using ActionSync.Intake;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.Tests.Intake;

/// <summary>Somebody puts another version in a file's place while the first one is dealt with.</summary>
public sealed class ReplacedFileTests
{
    private const string Bad = """{"incident": {"id": "INC-1",""";

    [Fact]
    public async Task A_bad_document_that_is_overwritten_by_its_correction_while_it_is_read_stays_and_is_read_again()
    {
        await using var app = await AppFixture.OpenAsync();
        var path = Drop(app, Bad);
        await PassAsync(app);
        app.Clock.Advance(app.Get<IntakeOptions>().Patience);
        OnceItIsRead(app, () => Drop(app, Json("INC-1", "Add an alert"), minutesAgo: 4));

        var (_, moreToCome) = await PassAsync(app);
        Assert.True(moreToCome && File.Exists(path));
        Assert.False(Directory.Exists(app.Get<IntakeOptions>().Rejected));

        await PassAsync(app);
        Assert.Single(await app.ItemsAsync());
        Assert.Empty(Inbox(app));
    }

    [Fact]
    public async Task A_good_document_that_is_overwritten_by_the_next_revision_while_it_is_taken_in_leaves_that_to_be_read()
    {
        await using var app = await AppFixture.OpenAsync();
        Drop(app, Json("INC-1", "Add an alert"));
        OnceItIsRead(app, () => Drop(app, Json("INC-1", "Add an alert", "Write a test"), minutesAgo: 4));

        var (results, moreToCome) = await PassAsync(app);
        Assert.IsType<ImportResult.Accepted>(Assert.Single(results));
        Assert.True(moreToCome);
        Assert.Single(await app.ItemsAsync());

        await PassAsync(app);
        Assert.Equal(2, (await app.ItemsAsync()).Count);
        Assert.Empty(Inbox(app));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_that_a_crash_left_aside_is_put_back_beside_what_has_its_name_by_now_and_taken_in(bool hasSuccessor)
    {
        await using var app = await AppFixture.OpenAsync();
        var path = Drop(app, Json("INC-1", "Add an alert"));
        var aside = Directory.CreateDirectory(Path.Combine(app.Get<DropFolder>().FullPath, ".actionsync-taken-1")).FullName;
        File.Move(path, Path.Combine(aside, Path.GetFileName(path)));
        if (hasSuccessor)
            Drop(app, Json("INC-2", "Write a test"));

        await PassAsync(app);

        Assert.Single(await app.ItemsAsync());
        Assert.Equal(hasSuccessor ? 1 : 0, (await app.ItemsAsync("INC-2")).Count);
        Assert.Empty(Inbox(app));
    }

    private static async Task<(IReadOnlyList<ImportResult> Results, bool MoreToCome)> PassAsync(AppFixture app)
    {
        var results = new List<ImportResult>();
        var moreToCome = await app.Get<InboxPass>().RunAsync(results.Add, TestContext.Current.CancellationToken);
        return (results, moreToCome);
    }

    private static IEnumerable<string> Inbox(AppFixture app) => Directory.EnumerateFileSystemEntries(app.Get<DropFolder>().FullPath);

    private static string Drop(AppFixture app, string text, int minutesAgo = 5)
    {
        var path = Path.Combine(app.Get<DropFolder>().FullPath, "one.json");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        File.SetLastWriteTimeUtc(path, Testing.Planning.Some.Now.AddMinutes(-minutesAgo).UtcDateTime);
        return path;
    }

    /// <summary>
    /// A pass looks at the clock twice for each of its two listings, and twice between them; the next look comes when the file has been read.
    /// </summary>
    private static void OnceItIsRead(AppFixture app, Action act)
    {
        var looks = 0;
        app.Clock.Looked = () =>
        {
            if (++looks == 7)
                act();
        };
    }
}
