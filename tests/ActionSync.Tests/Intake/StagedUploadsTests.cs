using System.Text;
using ActionSync.Files;
using ActionSync.Intake;
using ActionSync.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionSync.Tests.Intake;

/// <summary>Documents between upload and acceptance.</summary>
public sealed class StagedUploadsTests : IDisposable
{
    private static readonly byte[] Text = Encoding.UTF8.GetBytes("""{"incident":{"id":"INC-1"}}""");

    private readonly TempFolder _folder = new();
    private readonly FakeClock _clock = new();
    private readonly StagedUploads _uploads;

    public StagedUploadsTests() => _uploads = New();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Another_worker_that_shares_the_folder_finds_it_byte_for_byte()
    {
        var kept = (await _uploads.KeepAsync("a.json", Text, Cancel))!;

        var (upload, bytes) = (await New().FindAsync(kept.Id, Cancel))!.Value;

        Assert.Equal("a.json", upload.Name);
        Assert.Equal(Text, bytes.ToArray());
        Assert.Equal(["a.json"], (await New().AllAsync(Cancel)).Select(each => each.Name));
    }

    [Fact]
    public async Task It_lies_in_a_private_folder_in_a_private_file()
    {
        await _uploads.KeepAsync("a.json", Text, Cancel);

        if (OperatingSystem.IsWindows())
            return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_uploads.FullPath));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Assert.Single(Directory.GetFiles(_uploads.FullPath))));
    }

    [Fact]
    public async Task The_same_bytes_under_the_same_name_are_one_and_under_another_two()
    {
        var first = await _uploads.KeepAsync("a.json", Text, Cancel);

        Assert.Equal(first!.Id, (await _uploads.KeepAsync("a.json", Text, Cancel))!.Id);
        Assert.NotEqual(first.Id, (await _uploads.KeepAsync("b.json", Text, Cancel))!.Id);
        Assert.Equal(2, (await _uploads.AllAsync(Cancel)).Count);
    }

    [Fact]
    public async Task What_was_changed_since_is_not_there_any_more()
    {
        var kept = await _uploads.KeepAsync("a.json", Text, Cancel);
        await File.WriteAllTextAsync(Directory.GetFiles(_uploads.FullPath)[0], "{}", Cancel);

        Assert.Null(await _uploads.FindAsync(kept!.Id, Cancel));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing")]
    [InlineData("../../../../etc/passwd")]
    [InlineData("00000000000000000000000000000000")]
    public async Task Nothing_else_is_found_whatever_is_asked_for(string id)
    {
        await _uploads.KeepAsync("a.json", Text, Cancel);

        Assert.Null(await _uploads.FindAsync(id, Cancel));
    }

    [Fact]
    public async Task After_a_day_it_is_forgotten_and_then_deleted()
    {
        var kept = (await _uploads.KeepAsync("a.json", Text, Cancel))!;
        _clock.Advance(TimeSpan.FromHours(23));
        Assert.NotNull(await _uploads.FindAsync(kept.Id, Cancel));

        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Null(await _uploads.FindAsync(kept.Id, Cancel));
        Assert.Empty(await _uploads.AllAsync(Cancel));
        await _uploads.RemoveOldAsync(Cancel);
        Assert.Empty(Directory.GetFiles(_uploads.FullPath));
    }

    [Fact]
    public async Task Only_so_many_are_kept_and_only_so_many_bytes()
    {
        for (var n = 0; n < StagedUploads.MostFiles; n++)
            Assert.NotNull(await _uploads.KeepAsync($"{n}.json", Text, Cancel));

        Assert.Null(await _uploads.KeepAsync("one more.json", Text, Cancel));
        Assert.NotNull(await _uploads.KeepAsync("0.json", Text, Cancel));
        var small = New(mostBytes: 10);
        Assert.Null(await small.KeepAsync("large.json", new byte[201], Cancel));
    }

    [Fact]
    public async Task What_somebody_else_put_there_stays()
    {
        Directory.CreateDirectory(_uploads.FullPath);
        await File.WriteAllTextAsync(Path.Combine(_uploads.FullPath, "notes.txt"), "mine", Cancel);
        File.CreateSymbolicLink(Path.Combine(_uploads.FullPath, $"{new string('a', 32)}-link.json"), "/etc/passwd");

        _clock.Advance(TimeSpan.FromDays(10));
        await _uploads.RemoveOldAsync(Cancel);

        Assert.Null(await _uploads.FindAsync(new string('a', 32), Cancel));
        Assert.Equal(2, Directory.GetFileSystemEntries(_uploads.FullPath).Length);
    }

    private StagedUploads New(long mostBytes = 1_000) => new(
        new IntakeOptions { Uploads = _folder["uploads"], MaxFileBytes = mostBytes }, FileRights.Private, _clock, NullLogger<StagedUploads>.Instance);
}
