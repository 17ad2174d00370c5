using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Intake;

/// <summary>Names like our own in the drop folder: only what this program can have made is put back, and nothing stops the documents beside it.</summary>
public sealed class AsideFolderTests : IDisposable
{
    private const string Aside = ".actionsync-taken-0";

    private readonly Actionsync _actionsync = new();

    [Theory]
    [InlineData("..")]
    [InlineData("../board")]
    [InlineData("../secrets")]
    [InlineData(".")]
    public async Task A_link_with_the_name_of_one_carries_nothing_away(string target)
    {
        (await _actionsync.OnceAsync(Json("INC-0", "Be there before"))).Exits(0);
        Write("data/secrets/token.json", "secret");
        File.CreateSymbolicLink(Inbox(Aside), target);
        Good();

        var once = (await _actionsync.RunAsync("once", "--no-remind")).Exits(3);

        Assert.Equal(2, _actionsync.Pages.Count);
        Assert.True(File.Exists(_actionsync["data", "actionsync.db"]) && File.Exists(_actionsync["data", "secrets", "token.json"]));
        Assert.Equal([Aside], Directory.EnumerateFileSystemEntries(_actionsync["data", "inbox"]).Select(Path.GetFileName));
        Assert.Contains($"{Aside} is a link", once.Stderr, StringComparison.Ordinal);
        Assert.Contains($"{Aside} is a link", (await _actionsync.RunAsync("doctor")).Exits(1).Stdout, StringComparison.Ordinal);
        Assert.Contains($"{Aside} is a link", (await _actionsync.RunAsync("status")).Exits(0).Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_cannot_be_emptied_is_named_and_what_can_be_put_back_is()
    {
        Directory.CreateDirectory(Inbox($"{Aside}/sub"));
        Write($"data/inbox/{Aside}/left.json", Json("INC-2", "Left by a crash"));
        Write($"data/inbox/{Aside}/.DS_Store", "a file manager's");
        SpecialFiles.Pipe(Inbox($"{Aside}/pipe.json"));
        File.CreateSymbolicLink(Inbox($"{Aside}/link.json"), Write("data/other.json", Json("INC-3", "Somebody else's")));
        Good();

        var once = (await _actionsync.RunAsync("once", "--no-remind")).Exits(3);

        Assert.Equal(["INC-1", "INC-2"], (await _actionsync.StatusAsync()).Select(i => i.GetProperty("incident").GetString()!).Order(StringComparer.Ordinal));
        Assert.Contains($"{Aside} holds .DS_Store, link.json, pipe.json, sub, which ActionSync did not put there", once.Stderr, StringComparison.Ordinal);
        Assert.Equal([".DS_Store", "link.json", "pipe.json", "sub"],
            Directory.EnumerateFileSystemEntries(Inbox(Aside)).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.True(File.Exists(_actionsync["data", "other.json"]));

        _actionsync.Drop("more.json", Json("INC-4", "Write a test"));
        (await _actionsync.RunAsync("once", "--no-remind")).Exits(3);
        Assert.Equal(3, _actionsync.Pages.Count);
    }

    [Fact]
    public async Task Whatever_else_begins_like_a_name_of_ours_is_left_alone_and_named()
    {
        Write("data/inbox/.actionsync-mine/x.json", Json("INC-2", "Not ours"));
        Write("data/inbox/.actionsync-note", "not ours");
        SpecialFiles.Pipe(Inbox(".actionsync-taken-pipe"));
        Good();

        var once = (await _actionsync.RunAsync("once", "--no-remind")).Exits(3);

        Assert.Equal("INC-1", Assert.Single(await _actionsync.StatusAsync()).GetProperty("incident").GetString());
        Assert.All(
            [".actionsync-mine", ".actionsync-note", ".actionsync-taken-pipe"], name => Assert.Contains($"{name} is ", once.Stderr, StringComparison.Ordinal));
        Assert.Equal(3, Directory.EnumerateFileSystemEntries(_actionsync["data", "inbox"]).Count());
    }

    public void Dispose() => _actionsync.Dispose();

    private void Good() => _actionsync.Drop("good.json", Json("INC-1", "Add an alert"));

    private string Inbox(string name) => _actionsync["data", "inbox", name];

    private string Write(string name, string text) => _actionsync.Write(name, text);
}
