using ActionSync.Intake;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Intake;

/// <summary>An upload that pauses, an editor that saves in pieces, a time that lies: what ends too early is waited for, visibly and not for ever.</summary>
public sealed class UnfinishedDocumentTests : IDisposable
{
    private static readonly string Whole = Json("INC-1", "Add an alert");

    private readonly Actionsync _actionsync = new();

    [Theory]
    [InlineData("2023-01-01")]
    [InlineData("2024-01-16T08:59:59Z")]
    [InlineData("2099-01-01")]
    public async Task An_upload_may_pause_for_minutes_whatever_time_the_file_tells(string time)
    {
        await using var app = await AppFixture.OpenAsync();
        Write(app, Whole[..60], time);
        for (var minutes = 0; minutes < 4; minutes++)
        {
            await PassAsync(app);
            app.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        Assert.Equal(["one.json"], app.Get<DropFolder>().Unfinished);
        Assert.Contains((await app.Get<InboxSurvey>().LookAsync(Cancel)).Select(e => e.Sentence),
            s => s.StartsWith("one.json ends too early, and is waited for until", StringComparison.Ordinal));
        Assert.False(Directory.Exists(app.Get<IntakeOptions>().Rejected));

        Write(app, Whole, time);
        await SettleAsync(app);

        Assert.Single(await app.ItemsAsync());
        Assert.Empty(app.Get<DropFolder>().Unfinished);
        Assert.Empty(await app.Get<InboxSurvey>().LookAsync(Cancel));
    }

    [Fact]
    public async Task Patience_begins_anew_with_each_change_and_ends_minutes_after_the_last_one()
    {
        await using var app = await AppFixture.OpenAsync();
        for (var length = 40; length < 80; length += 10)
        {
            Write(app, Whole[..length], "2024-01-16T09:00:00Z");
            await SettleAsync(app);
            app.Clock.Advance(TimeSpan.FromMinutes(4));
        }
        Assert.True(File.Exists(PathOf(app)));

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.IsType<ImportResult.Rejected>(Assert.Single(await PassAsync(app)));
        Assert.False(File.Exists(PathOf(app)));
    }

    [Fact]
    public async Task While_one_is_waited_for_the_others_are_taken_in_and_nothing_is_read_again()
    {
        await using var app = await AppFixture.OpenAsync();
        Write(app, Whole[..60], "2024-01-16T08:00:00Z");
        Assert.IsType<ImportResult.Incomplete>(Assert.Single(await PassAsync(app)));

        Write(app, Json("INC-2", "Write a test"), "2024-01-16T08:00:00Z", "two.json");
        Assert.IsType<ImportResult.Accepted>(Assert.Single(await PassAsync(app)));
        Assert.Empty(await PassAsync(app));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_begins_the_wait_anew_and_does_not_prolong_it_without_end()
    {
        await using var app = await AppFixture.OpenAsync();
        app.Clock.MoveTo(Testing.Planning.Some.Now.AddDays(1));
        Write(app, Whole[..60], "2024-01-16T08:00:00Z");
        await PassAsync(app);
        // What the ledger remembers now lies a day ahead of the clock of the next process.
        await using (var work = await app.Ledger.BeginAsync(Cancel))
        {
            var file = (await new SeenFileStore(work).FindAsync(PathOf(app), Cancel))!;
            await new SeenFileStore(work).SaveAsync(file with { Since = file.Since!.Value.AddDays(400) }, Cancel);
            await work.CommitAsync(Cancel);
        }
        app.Clock.Advance(app.Get<IntakeOptions>().Patience);
        await PassAsync(app);
        app.Clock.Advance(app.Get<IntakeOptions>().Patience);
        Assert.IsType<ImportResult.Rejected>(Assert.Single(await PassAsync(app)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_given_up_and_is_written_to_the_end_where_it_lies_now_is_taken_in(bool inboxHasSuccessor)
    {
        await using var app = await AppFixture.OpenAsync();
        Write(app, Whole[..60], "2024-01-16T08:00:00Z");
        using var upload = new FileStream(PathOf(app), FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        await PassAsync(app);
        app.Clock.Advance(app.Get<IntakeOptions>().Patience);
        Assert.IsType<ImportResult.Rejected>(Assert.Single(await PassAsync(app)));
        if (inboxHasSuccessor)
            Write(app, Json("INC-2", "Write a test"), "2024-01-16T08:00:00Z");

        // The writer never noticed.
        upload.Write(System.Text.Encoding.UTF8.GetBytes(Whole[60..]));
        upload.Flush();
        await SettleAsync(app);
        await SettleAsync(app);

        Assert.Single(await app.ItemsAsync());
        Assert.Equal(inboxHasSuccessor ? 1 : 0, (await app.ItemsAsync("INC-2")).Count);
        Assert.Empty(Directory.EnumerateFileSystemEntries(app.Get<IntakeOptions>().Rejected));
        Assert.Empty(Directory.EnumerateFileSystemEntries(app.Get<DropFolder>().FullPath));
    }

    [Fact]
    public async Task What_was_rejected_for_another_reason_or_replaced_by_a_link_stays_in_rejected()
    {
        await using var app = await AppFixture.OpenAsync();
        Write(app, """{"incident": {"id": "INC-1"}}""", "2024-01-16T08:00:00Z", "wrong.json");
        Write(app, Whole[..60], "2024-01-16T08:00:00Z");
        await PassAsync(app);
        app.Clock.Advance(app.Get<IntakeOptions>().Patience);
        await PassAsync(app);
        var rejected = app.Get<IntakeOptions>().Rejected;
        File.WriteAllText(Path.Combine(rejected, "wrong.json"), Whole);
        File.Delete(Path.Combine(rejected, "one.json"));
        var theirs = Path.Combine(Path.GetDirectoryName(rejected)!, "theirs.json");
        File.WriteAllText(theirs, Whole);
        File.CreateSymbolicLink(Path.Combine(rejected, "one.json"), theirs);

        await SettleAsync(app);

        Assert.Empty(await app.ItemsAsync());
        Assert.True(File.Exists(theirs));
    }

    [Theory]
    [InlineData("2099-01-01")]
    [InlineData("2020-01-01")]
    public async Task Once_does_its_other_work_names_what_it_did_not_wait_for_and_exits_3(string time)
    {
        var half = _actionsync.Drop("half.json", "{\"incident\":{\"id\":\"INC-2\"");
        File.SetLastWriteTimeUtc(half, Time(time));
        _actionsync.Drop("good.json", Whole);

        var once = (await _actionsync.RunAsync("once", "--no-remind")).Exits(3);

        Assert.Single(_actionsync.Pages);
        Assert.Contains("half.json: it ends too early", once.Stderr, StringComparison.Ordinal);
        Assert.True(File.Exists(half));
        Assert.Contains("half.json ends too early", (await _actionsync.RunAsync("doctor")).Exits(1).Stdout, StringComparison.Ordinal);
        Assert.Contains("half.json ends too early", (await _actionsync.RunAsync("status")).Exits(0).Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_does_not_wait_for_a_file_that_grows_without_end()
    {
        _actionsync.Drop("good.json", Whole);
        var path = _actionsync.Drop("growing.json", "[", TimeSpan.Zero);
        using var end = new CancellationTokenSource();
        var growing = Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                await File.AppendAllTextAsync(path, " ", CancellationToken.None);
                await Task.Yield();
            }
        }, Cancel);

        var once = await _actionsync.RunAsync("once", "--no-remind");
        await end.CancelAsync();
        await growing;

        Assert.Contains("growing.json: it keeps changing", once.Exits(3).Stderr, StringComparison.Ordinal);
        Assert.Single(_actionsync.Pages);
        Assert.True(File.Exists(path));
    }

    [Fact]
    public async Task Passes_that_look_now_and_then_remember_since_when_a_document_is_unfinished_and_give_it_up_in_the_end()
    {
        _actionsync.With("Intake:Settle", "00:00:00.01");
        _actionsync.Drop("half.json", Whole[..60]);
        (await _actionsync.RunAsync("once", "--no-remind")).Exits(3);

        await Eventually.IsTrue(async () => (await _actionsync.RunAsync("once", "--no-remind")).ExitCode == 1, "it is rejected");

        Assert.Contains("ends here", File.ReadAllText(_actionsync["data", "rejected", "half.json.problems.txt"]), StringComparison.Ordinal);
    }

    public void Dispose() => _actionsync.Dispose();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<IReadOnlyList<ImportResult>> PassAsync(AppFixture app)
    {
        var results = new List<ImportResult>();
        await app.Get<InboxPass>().RunAsync(results.Add, Cancel);
        return results;
    }

    /// <summary>Two looks, with the settling time between them.</summary>
    private static async Task SettleAsync(AppFixture app)
    {
        await PassAsync(app);
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        await PassAsync(app);
    }

    private static string PathOf(AppFixture app, string name = "one.json") => Path.Combine(app.Get<DropFolder>().FullPath, name);

    private static void Write(AppFixture app, string text, string time, string name = "one.json")
    {
        Directory.CreateDirectory(app.Get<DropFolder>().FullPath);
        File.WriteAllText(PathOf(app, name), text);
        File.SetLastWriteTimeUtc(PathOf(app, name), Time(time));
    }

    private static DateTime Time(string time) => DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;
}
