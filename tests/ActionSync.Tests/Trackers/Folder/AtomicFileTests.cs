using ActionSync.Files;
using ActionSync.Testing;

namespace ActionSync.Tests.Trackers.Folder;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task A_file_is_replaced_whole_and_keeps_its_permissions()
    {
        var path = _temp["a.txt"];
        await AtomicFile.WriteAsync(path, "old"u8.ToArray(), BoardFixture.Cancel);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await AtomicFile.WriteAsync(path, "new"u8.ToArray(), BoardFixture.Cancel);

        Assert.Equal("new", File.ReadAllText(path));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Single(Directory.GetFileSystemEntries(_temp.Path));
    }

    [Fact]
    public async Task A_new_file_is_never_written_over_another()
    {
        var path = _temp["a.txt"];
        Assert.True(await AtomicFile.CreateAsync(path, "first"u8.ToArray(), BoardFixture.Cancel));
        Assert.False(await AtomicFile.CreateAsync(path, "second"u8.ToArray(), BoardFixture.Cancel));

        Assert.Equal("first", File.ReadAllText(path));
        Assert.Single(Directory.GetFileSystemEntries(_temp.Path));
    }

    [Fact]
    public async Task What_fails_leaves_nothing_behind()
    {
        Directory.CreateDirectory(_temp["a.txt"]);
        await Assert.ThrowsAnyAsync<Exception>(() => AtomicFile.WriteAsync(_temp["a.txt"], "x"u8.ToArray(), BoardFixture.Cancel));

        Assert.Equal([_temp["a.txt"]], Directory.GetFileSystemEntries(_temp.Path));
    }

    [Fact]
    public void Only_old_leftovers_of_ours_are_removed()
    {
        string[] names = [".actionsync-1.tmp", ".actionsync-2.tmp", ".other.tmp", "a.md"];
        foreach (var name in names)
            File.WriteAllText(_temp[name], "");
        File.SetLastWriteTimeUtc(_temp[names[0]], new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        AtomicFile.RemoveLeftovers(_temp.Path, new DateTimeOffset(2021, 1, 1, 0, 0, 0, TimeSpan.Zero));

        Assert.Equal(names[1..].Order(), Directory.GetFiles(_temp.Path).Select(Path.GetFileName).Order());
    }
}
