using ActionSync.Intake;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.Tests.Intake;

/// <summary>A drop folder that others own, mounted as links that are switched; and links that lead where nothing is to be read.</summary>
public sealed class LinkedDocumentTests : IAsyncDisposable
{
    private static readonly DateTime Old = new(2024, 1, 10, 0, 0, 0, DateTimeKind.Utc);

    private readonly TempFolder _temp = new();
    private AppFixture? _line;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_switched_link_brings_the_next_version_though_size_and_time_are_the_same(bool touched)
    {
        var app = await OpenAsync("in");
        Write("v1/incident.json", Json("INC-1", "Alert A"));
        Write("v2/incident.json", Json("INC-1", "Alert B"), touched ? Old.AddDays(1) : Old);
        Link("in/..data", "../v1");
        Link("in/incident.json", "..data/incident.json");
        Assert.IsType<ImportResult.Accepted>(Assert.Single(await PassAsync(app)));
        Assert.Empty(await PassAsync(app));

        Link("in/..data", "../v2");

        Assert.IsType<ImportResult.Accepted>(Assert.Single(await PassAsync(app)));
        Assert.Empty(await PassAsync(app));
        Assert.Equal(2, Directory.GetFiles(Path.Combine(app.Get<IntakeOptions>().Archive, "INC-1"), "revision-*").Length);

        // Back to the first version is a revert, and counts.
        Link("in/..data", "../v1");
        Assert.IsType<ImportResult.Accepted>(Assert.Single(await PassAsync(app)));
    }

    [Fact]
    public async Task A_drop_folder_that_is_itself_behind_a_switched_link_is_read_anew()
    {
        Write("worktrees/a/postmortems/incident.json", Json("INC-1", "Alert A"));
        Write("worktrees/b/postmortems/incident.json", Json("INC-1", "Alert B"));
        Link("repository", "worktrees/a");
        var app = await OpenAsync("repository/postmortems");
        Assert.IsType<ImportResult.Accepted>(Assert.Single(await PassAsync(app)));

        Link("repository", "worktrees/b");

        Assert.IsType<ImportResult.Accepted>(Assert.Single(await PassAsync(app)));
    }

    [Fact]
    public async Task A_file_that_is_touched_and_not_changed_is_not_read_as_another_and_one_changed_under_its_old_time_is()
    {
        var app = await OpenAsync("in");
        var bad = Write("in/bad.json", """{"incident": {"id": "INC-1"}}""");
        Assert.IsType<ImportResult.Rejected>(Assert.Single(await PassAsync(app)));

        File.SetLastWriteTimeUtc(bad, Old.AddHours(1));
        Assert.Empty(await PassAsync(app));

        Write("in/bad.json", """{"incident": {"id": "INC-2"}}""", Old.AddHours(1));
        Assert.IsType<ImportResult.Rejected>(Assert.Single(await PassAsync(app)));
    }

    [Fact]
    public async Task Whatever_a_link_leads_to_is_judged_and_what_cannot_be_read_is_named_once()
    {
        var app = await OpenAsync("a/in");
        Write("a/good.json", Json("INC-1", "In the parent folder"));
        Write("far/secret.json", Json("INC-2", "Outside"));
        Link("a/in/parent.json", "../good.json");
        Link("a/in/outside.json", _temp["far/secret.json"]);
        Link("a/in/nowhere.json", "../missing.json");
        Link("a/in/circle.json", "circle.json");
        Link("a/in/zero.json", "/dev/zero");
        Link("a/in/folder.json", "../../far");
        Link("a/in/pipe.json", SpecialFiles.Pipe(_temp["a/pipe"]));
        Link("a/in/big.json", SpecialFiles.Sparse(_temp["a/big"], 900L << 20));
        File.SetLastWriteTimeUtc(_temp["a/big"], Old);

        var results = await PassAsync(app);

        Assert.Equal(["parent.json"], results.OfType<ImportResult.Accepted>().Select(r => r.Source));
        Assert.Equal(["circle.json", "folder.json", "nowhere.json", "outside.json", "pipe.json", "zero.json"],
            results.OfType<ImportResult.Left>().Select(r => r.Source));
        Assert.Equal(["big.json"], results.OfType<ImportResult.Rejected>().Select(r => r.Source));
        Assert.Contains("leads nowhere", Assert.Single(results.OfType<ImportResult.Left>(), r => r.Source == "nowhere.json").Why, StringComparison.Ordinal);
        Assert.Contains("Intake:LinksInto", Assert.Single(results.OfType<ImportResult.Left>(), r => r.Source == "outside.json").Why, StringComparison.Ordinal);
        Assert.Empty(await PassAsync(app));

        app.Get<IntakeOptions>().LinksInto = [_temp["far"]];
        Assert.Equal(["folder.json/secret.json", "outside.json"], (await PassAsync(app)).OfType<ImportResult.Accepted>().Select(r => r.Source));
    }

    [Fact]
    public async Task What_a_link_leads_to_is_given_the_time_to_settle_and_to_be_finished()
    {
        var app = await OpenAsync("in");
        var whole = Json("INC-1", "Alert A");
        Write("part", whole[..60]);
        Link("in/d.json", _temp["part"]);
        Assert.IsType<ImportResult.Incomplete>(Assert.Single(await PassAsync(app)));

        Write("part", whole);

        Assert.IsType<ImportResult.Accepted>(Assert.Single(await PassAsync(app)));
    }

    [Fact]
    public async Task In_a_folder_whose_files_are_taken_away_no_link_is_followed()
    {
        var app = await OpenAsync("in", keepInPlace: false);
        Write("whole", Json("INC-1", "Alert A"));
        Link("in/link.json", _temp["whole"]);
        Link("in/zero.json", "/dev/zero");
        Write("in/good.json", Json("INC-2", "Alert B"));

        var results = await PassAsync(app);

        Assert.Equal(["link.json", "zero.json"], results.OfType<ImportResult.Left>().Select(r => r.Source));
        Assert.Equal("good.json", Assert.Single(results.OfType<ImportResult.Accepted>()).Source);
        Assert.Equal(["link.json", "zero.json"], Directory.GetFileSystemEntries(_temp["in"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.True(File.Exists(_temp["whole"]));
    }

    public async ValueTask DisposeAsync()
    {
        if (_line is not null)
            await _line.DisposeAsync();
        _temp.Dispose();
    }

    private async Task<AppFixture> OpenAsync(string inbox, bool keepInPlace = true)
    {
        Directory.CreateDirectory(_temp[inbox]);
        return _line = await AppFixture.OpenAsync(options => (options.Intake.Folder, options.Intake.KeepInPlace) = (_temp[inbox], keepInPlace));
    }

    private static async Task<IReadOnlyList<ImportResult>> PassAsync(AppFixture app)
    {
        var results = new List<ImportResult>();
        await app.Get<InboxPass>().RunAsync(results.Add, TestContext.Current.CancellationToken);
        return results;
    }

    private string Write(string name, string text, DateTime? time = null)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_temp[name])!);
        File.WriteAllText(_temp[name], text);
        File.SetLastWriteTimeUtc(_temp[name], time ?? Old);
        return _temp[name];
    }

    /// <summary>Makes or switches a link.</summary>
    private void Link(string name, string target)
    {
        File.Delete(_temp[name]);
        File.CreateSymbolicLink(_temp[name], target);
    }
}
