using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>Something that is no readable file has taken the name of an issue's page: nothing tells that the issue is gone.</summary>
public sealed class OccupiedPageTests : IDisposable
{
    private static readonly string[] WithoutRights = Environment.IsPrivilegedProcess ? ["setpriv", "--bounding-set", "-all", "--inh-caps", "-all"] : ["env"];

    private readonly Actionsync _actionsync = new();

    [Theory]
    [InlineData("link", "is a link")]
    [InlineData("dangling", "is a link")]
    [InlineData("folder", "is a folder")]
    [InlineData("pipe", "is a pipe")]
    public async Task Its_item_keeps_its_last_values_is_still_reminded_and_is_named_until_the_page_is_back(string kind, string said)
    {
        (await _actionsync.RunAsync("once", "--no-remind", _actionsync.Write("given.json", Json("INC-1", "Add an alert", "Write a test")))).Exits(0);
        var page = _actionsync.Pages[0];
        var kept = _actionsync["kept.md"];
        File.Move(page.Path, kept);
        Occupy(page.Path, kind, kept);

        await StaysUnreadAsync(page.Name, said);

        if (kind == "folder")
            Directory.Delete(page.Path);
        else
            File.Delete(page.Path);
        File.Move(kept, page.Path);
        page.Set("status", "in_progress");
        (await _actionsync.RunAsync("once", "--no-remind")).Exits(0);
        Assert.Equal(["in_progress", "open"], States());
    }

    [Fact]
    public async Task A_page_whose_folder_has_become_a_link_is_there_as_well()
    {
        (await _actionsync.RunAsync("once", "--no-remind", _actionsync.Write("given.json", Json("INC-1", "Add an alert", "Write a test")))).Exits(0);
        var name = _actionsync.Pages[0].Name;
        var team = Directory.CreateDirectory(_actionsync["data", "board", "team"]).FullName;
        File.Move(_actionsync.Pages[0].Path, Path.Combine(team, name));
        (await _actionsync.RunAsync("once", "--no-remind")).Exits(0);
        Directory.Move(team, _actionsync["team"]);
        File.CreateSymbolicLink(team, _actionsync["team"]);

        await StaysUnreadAsync($"team/{name}", "team is a link");
    }

    [Fact]
    public async Task A_page_that_may_not_be_read_is_named_by_once_too()
    {
        (await _actionsync.RunAsync("once", "--no-remind", _actionsync.Write("given.json", Json("INC-1", "Add an alert", "Write a test")))).Exits(0);
        var page = _actionsync.Pages[0];
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(page.Path, UnixFileMode.None);

        var once = (await _actionsync.RunUnderAsync(WithoutRights, "once", "--no-remind")).Exits(3).Stderr;
        var again = (await _actionsync.RunUnderAsync(WithoutRights, "once", "--no-remind")).Exits(3).Stderr;

        Assert.Single(once.Split('\n'), line => line.Contains($"{page.Name} cannot be read", StringComparison.Ordinal));
        Assert.Contains("1 item has an issue of which something cannot be read", again, StringComparison.Ordinal);
        Assert.Equal(["open", "open"], States());
    }

    [Fact]
    public async Task A_folder_with_the_name_of_a_page_is_named_like_anything_else_that_is_no_page()
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert"))).Exits(0);
        Directory.CreateDirectory(_actionsync["data", "board", "d.md"]);

        Assert.Contains("d.md is a folder", (await _actionsync.RunAsync("once", "--no-remind")).Exits(3).Stderr, StringComparison.Ordinal);
        Assert.Contains("d.md is a folder", (await _actionsync.RunAsync("status")).Exits(0).Stderr, StringComparison.Ordinal);
        Assert.Contains("d.md is a folder", (await _actionsync.RunAsync("doctor")).Exits(1).Stdout, StringComparison.Ordinal);
    }

    public void Dispose() => _actionsync.Dispose();

    private static void Occupy(string path, string kind, string kept)
    {
        if (kind == "folder")
            Directory.CreateDirectory(path);
        else if (kind == "pipe")
            SpecialFiles.Pipe(path);
        else
            File.CreateSymbolicLink(path, kind == "dangling" ? "nowhere" : kept);
    }

    private async Task StaysUnreadAsync(string page, string said)
    {
        var once = (await _actionsync.RunAsync("once", "--no-remind")).Exits(3);
        (await _actionsync.RunAsync("once", "--no-remind")).Exits(3);
        var status = (await _actionsync.RunAsync("status")).Exits(0);
        var preview = (await _actionsync.RunAsync("remind", "--preview")).Exits(0).Stdout;
        var doctor = (await _actionsync.RunAsync("doctor")).Exits(1).Stdout;
        var verify = (await _actionsync.RunAsync("verify")).Exits(1);

        Assert.Single(once.Stderr.Split('\n'), line => line.Contains(said, StringComparison.Ordinal));
        Assert.Single($"{status.Stdout}\n{status.Stderr}".Split('\n'), line => line.Contains(said, StringComparison.Ordinal));
        Assert.Equal(["open", "open"], States());
        Assert.Contains("Add an alert", preview, StringComparison.Ordinal);
        Assert.Contains(
            doctor.Split('\n'), line => line.Contains("INC-1/1: ", StringComparison.Ordinal) && line.Contains(page, StringComparison.Ordinal));
        Assert.DoesNotContain("recreate", doctor + verify.Stdout + verify.Stderr, StringComparison.Ordinal);
    }

    private IEnumerable<string?> States() => _actionsync.Items("INC-1").Select(item => item.GetProperty("state").GetString());
}
