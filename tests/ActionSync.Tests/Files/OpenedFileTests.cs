using ActionSync.Files;
using ActionSync.Testing;

namespace ActionSync.Tests.Files;

/// <summary>Only regular files are opened, and nothing waits.</summary>
public sealed class OpenedFileTests : IDisposable
{
    private readonly TempFolder _temp = new();

    [Fact]
    public void What_is_added_to_a_file_since_it_was_opened_is_not_read_from_its_stream()
    {
        var path = _temp["grows.txt"];
        File.WriteAllText(path, "first");
        using var file = OpenedFile.ForReading(path, LinkRule.Never);
        File.AppendAllText(path, new string('x', 10_000));

        using var reader = new StreamReader(file.AsStream());
        Assert.Equal("first", reader.ReadToEnd());
    }

    [Fact]
    public void What_is_no_regular_file_is_refused_at_once_and_by_its_kind()
    {
        Directory.CreateDirectory(_temp["folder"]);
        SpecialFiles.Pipe(_temp["pipe"]);
        SpecialFiles.Socket(_temp["socket"]);
        File.CreateSymbolicLink(_temp["link"], Write("file", "text"));
        File.CreateSymbolicLink(_temp["to zero"], "/dev/zero");
        File.CreateSymbolicLink(_temp["circle"], _temp["circle"]);

        Assert.Equal(FileKind.Folder, Refusal("folder", LinkRule.Follow));
        Assert.Equal(FileKind.Pipe, Refusal("pipe", LinkRule.Follow));
        Assert.Equal(FileKind.Socket, Refusal("socket", LinkRule.Follow));
        Assert.Equal(FileKind.Link, Refusal("link", LinkRule.Never));
        Assert.Equal(FileKind.Device, Refusal("to zero", LinkRule.Follow));
        Assert.Equal(FileKind.Link, Refusal("circle", LinkRule.Never));
        Assert.Throws<FileNotFoundException>(() => OpenedFile.ForReading(_temp["circle"], LinkRule.Follow));
        Assert.Throws<FileNotFoundException>(() => OpenedFile.ForReading(_temp["nothing"], LinkRule.Never));
        Assert.ThrowsAny<IOException>(() => OpenedFile.ForReading("a\0b", LinkRule.Never));
    }

    [Fact]
    public void The_facts_are_those_of_the_file_that_opened_and_not_of_the_link()
    {
        var path = Write("file", "text");
        File.SetLastWriteTimeUtc(path, new DateTime(2021, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        File.CreateSymbolicLink(_temp["link"], path);

        using var opened = OpenedFile.ForReading(_temp["link"], LinkRule.Follow);

        Assert.Equal(
            (FileKind.Regular, 4, new DateTimeOffset(2021, 2, 3, 4, 5, 6, TimeSpan.Zero)), (opened.Facts.Kind, opened.Facts.Size, opened.Facts.ModifiedAt));
        Assert.Equal(FileFacts.At(path), opened.Facts);
        Assert.Equal(path, opened.RealPath());
        Assert.Equal("text"u8.ToArray(), opened.ReadAll(4));
    }

    [Fact]
    public void No_more_than_the_limit_is_read_though_the_file_grows_after_the_look()
    {
        var path = Write("file", "text");
        using var opened = OpenedFile.ForReading(path, LinkRule.Never);
        File.AppendAllText(path, new string('x', 10_000));

        Assert.Null(opened.ReadAll(100));
        Assert.Equal(10_004, opened.ReadAll(10_004)!.Length);
        using var large = OpenedFile.ForReading(SpecialFiles.Sparse(_temp["large"], 10L << 30), LinkRule.Never);
        Assert.Null(large.ReadAll(1 << 20));
    }

    [Fact]
    public void A_name_that_is_no_text_is_listed_with_its_bytes_and_spoils_none_of_the_others()
    {
        Write("good", "text");
        SpecialFiles.Named(_temp.Path, @"caf\351.json", "{}");
        Write("\uFFFD.json", "its own name");

        Assert.Equal([("caf\\xe9.json", false), ("good", true), ("\uFFFD.json", true)],
            FolderListing.Of(_temp.Path).Select(e => (e.Name, e.IsText)).OrderBy(e => e.Name, StringComparer.Ordinal));
    }

    [Fact]
    public void A_file_opened_for_writing_is_never_what_a_link_leads_to_and_its_lock_keeps_dotnet_out()
    {
        var secret = Write("secret", "theirs");
        File.CreateSymbolicLink(_temp["lock"], secret);
        Assert.Throws<NotARegularFileException>(() => Posix.OpenOrCreate(_temp["lock"], UnixFileMode.UserRead | UnixFileMode.UserWrite));

        using (var file = Posix.OpenOrCreate(_temp["own"], UnixFileMode.UserRead | UnixFileMode.UserWrite))
        {
            Assert.True(Posix.TryLock(file));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Posix.Facts(file).Mode);
            Assert.ThrowsAny<IOException>(() => new FileStream(_temp["own"], FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None).Dispose());
            using var second = Posix.OpenOrCreate(_temp["own"], UnixFileMode.UserRead);
            Assert.False(Posix.TryLock(second));
        }
        Assert.Equal("theirs", File.ReadAllText(secret));
    }

    [Fact]
    public async Task A_folder_that_does_not_answer_costs_one_thread_and_is_asked_again_once_it_has_answered()
    {
        var clock = new FakeClock();
        var access = new TimedAccess("/mnt/share", clock);
        using var answer = new ManualResetEventSlim();
        var first = access.RunAsync(() => { answer.Wait(); return 1; }, CancellationToken.None);
        await Eventually.IsTrue(() => clock.Waiting > 0, "the look is waited for");
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Contains("/mnt/share does not answer", (await Assert.ThrowsAsync<UnansweredException>(() => first)).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<IOException>(() => access.RunAsync(() => 2, CancellationToken.None));

        answer.Set();
        await Eventually.IsTrue(async () => await Try(access), "it answers again");
    }

    public void Dispose() => _temp.Dispose();

    private static async Task<bool> Try(TimedAccess access)
    {
        try
        {
            return await access.RunAsync(() => true, CancellationToken.None);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private FileKind Refusal(string name, LinkRule links) => Assert.Throws<NotARegularFileException>(() => OpenedFile.ForReading(_temp[name], links)).Kind;

    private string Write(string name, string text)
    {
        File.WriteAllText(_temp[name], text);
        return _temp[name];
    }
}
