using ActionSync.Commands;
using ActionSync.Diagnostics;
using ActionSync.Hosting;
using ActionSync.Intake;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ActionSync.Tests.Intake;

/// <summary>The commands, with documents that have no ids.</summary>
public sealed class NoteCommandTests : IDisposable
{
    private static readonly string A = NoteFormat.Of("Checkout was down", "2024-01-15", "Alert on the queue", "Write the runbook", "Test the failover");
    private static readonly string B = NoteFormat.Of("Mail was late", "2024-02-20", "Add a second relay", "Watch the spool");

    private readonly Workplace _place = new();

    public NoteCommandTests() => Configure("{}");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("once")]
    [InlineData("plan")]
    [InlineData("check")]
    public async Task A_text_that_is_no_incident_is_no_error(string command)
    {
        Assert.Equal(0, await RunAsync(NoteFormat.Listed, command, Write("rules.note", "Team rules\nBe kind.")));
        Assert.Equal(0, await RunAsync(NoteFormat.Listed, command, Write("form.note", NoteFormat.Of("Title", null, "TBD"))));
    }

    [Fact]
    public async Task Outside_the_drop_folder_the_name_of_the_file_is_the_key()
    {
        Assert.Equal(0, await RunAsync(NoteFormat.Listed, "once", "--no-remind", Write("deep/down/checkout.note", A)));

        Assert.Equal(["checkout/alert-on-the-queue", "checkout/test-the-failover", "checkout/write-the-runbook"], await KeysAsync(NoteFormat.Listed));
    }

    [Fact]
    public async Task A_file_in_the_drop_folder_has_the_same_key_whoever_names_it()
    {
        Configure("""{ "KeepInPlace": true }""");

        Assert.Equal(0, await RunAsync(NoteFormat.Listed, "once", "--no-remind", Write("data/inbox/2024/checkout.note", A)));

        Assert.Equal(["2024.checkout"], (await KeysAsync(NoteFormat.Listed)).Select(key => key.Split('/')[0]).Distinct());
    }

    [Fact]
    public async Task A_document_that_could_be_another_incidents_is_left_for_a_person_until_that_says_so()
    {
        var file = Write("latest.note", NoteFormat.Of("Checkout was down", "2024-01-15", "Alert on the queue", "Test the failover"));
        Assert.Equal(0, await RunAsync(NoteFormat.Listed, "once", "--no-remind", file));
        Write("latest.note", B);

        Assert.Equal(0, await RunAsync(NoteFormat.Listed, "plan", file));
        Assert.Equal(3, await RunAsync(NoteFormat.Listed, "once", "--no-remind", file));
        Assert.Equal(3, await RunAsync(NoteFormat.Listed, "once", "--no-remind", file));
        Assert.Equal(2, (await KeysAsync(NoteFormat.Listed)).Count);

        await using (var services = Services(NoteFormat.Listed))
            Assert.True(await services.GetRequiredService<HeldDocuments>().ReleaseAsync("latest", Cancel));
        Assert.Equal(0, await RunAsync(NoteFormat.Listed, "once", "--no-remind", file));

        Assert.Contains("latest/add-a-second-relay", await KeysAsync(NoteFormat.Listed));
    }

    [Theory]
    [InlineData("""{ "KeepInPlace": true }""")]
    [InlineData("{}")]
    public async Task A_document_that_waits_in_the_drop_folder_is_named_until_a_person_says_what_it_is(string intake)
    {
        Configure(intake);
        Write("data/inbox/latest.note", NoteFormat.Of("Checkout was down", "2024-01-15", "Alert on the queue", "Test the failover"));
        Assert.Equal(0, await RunAsync(NoteFormat.Listed, "once", "--no-remind"));
        Write("data/inbox/latest.note", B);

        for (var pass = 0; pass < 3; pass++)
        {
            Assert.Equal(3, await RunAsync(NoteFormat.Listed, "once", "--no-remind"));
            Assert.Equal(
            [
                "latest: latest.note has another title, another date and other items than latest, which this file was known for, so it waits. "
                    + "If it is latest all the same, run actionsync confirm latest; if not, give the file another name.",
            ], await WaitingAsync());
        }
        Assert.DoesNotContain(await FindingsAsync(), finding => finding.Text.StartsWith("nothing lies there", StringComparison.Ordinal));

        Assert.Equal(0, await RunAsync(NoteFormat.Listed, "confirm", "latest"));
        Assert.Equal(0, await RunAsync(NoteFormat.Listed, "once", "--no-remind"));

        Assert.Empty(await WaitingAsync());
        Assert.Contains(await FindingsAsync(), finding => finding.Text.StartsWith("nothing lies there", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_document_that_waits_elsewhere_is_named_by_every_pass_until_it_is_gone()
    {
        var file = Write("latest.note", A);
        Assert.Equal(0, await RunAsync(NoteFormat.Listed, "once", "--no-remind", file));
        Write("latest.note", B);
        Assert.Equal(3, await RunAsync(NoteFormat.Listed, "once", "--no-remind", file));

        Assert.Equal(3, await RunAsync(NoteFormat.Listed, "once", "--no-remind"));
        Assert.StartsWith($"latest: {file} has another title", Assert.Single(await WaitingAsync()), StringComparison.Ordinal);
        Assert.Contains(await FindingsAsync(), finding => finding.Text.StartsWith("nothing lies there", StringComparison.Ordinal));

        File.Delete(file);
        Assert.Equal(0, await RunAsync(NoteFormat.Listed, "once", "--no-remind"));
        Assert.Empty(await WaitingAsync());
    }

    [Fact]
    public async Task Rebuild_gives_the_keys_and_items_that_were_read_whatever_would_be_read_now()
    {
        Configure("""{ "KeepInPlace": true }""");
        Write("data/inbox/2024/checkout.note", A);
        Write("data/inbox/mail.note", B);
        Assert.Equal(0, await RunAsync(NoteFormat.Listed, "once", "--no-remind"));
        Write("data/inbox/2024/checkout.note", A.Replace("Write the runbook", "Write the runbook for nights", StringComparison.Ordinal));
        Assert.Equal(0, await RunAsync(NoteFormat.Listed, "once", "--no-remind"));
        File.Move(_place["data/inbox/mail.note"], _place["data/inbox/2024/mail.note"]);
        Assert.Equal(0, await RunAsync(NoteFormat.Listed, "once", "--no-remind"));
        var before = await ItemsAsync(NoteFormat.Listed);
        LoseLedger();

        var later = NoteFormat.With(title => string.Concat(title.Reverse()));
        Assert.Equal(0, await RunAsync(later, "rebuild"));

        Assert.Equal(before, await ItemsAsync(later));
        Assert.Equal("2024/mail.note", await PathAsync(later, "mail"));
        Assert.Equal(0, await RunAsync(later, "verify"));
    }

    [Fact]
    public async Task Without_a_reading_the_document_is_read_anew_under_the_key_of_its_folder()
    {
        Assert.Equal(0, await RunAsync(NoteFormat.Listed, "once", "--no-remind", Write("checkout.note", A)));
        var before = await KeysAsync(NoteFormat.Listed);
        File.Delete(_place["data/archive/checkout/revision-0001.reading.json"]);
        LoseLedger();

        Assert.Equal(0, await RunAsync(NoteFormat.Listed, "rebuild"));

        Assert.Equal(before, await KeysAsync(NoteFormat.Listed));
    }

    [Fact]
    public async Task A_move_that_was_planned_is_told_and_changes_nothing()
    {
        Configure("""{ "KeepInPlace": true }""");
        var file = Write("data/inbox/checkout.note", A);
        Assert.Equal(0, await RunAsync(NoteFormat.Listed, "once", "--no-remind"));
        File.Move(file, _place["data/inbox/renamed.note"]);

        Assert.Equal(0, await RunAsync(NoteFormat.Listed, "plan", _place["data/inbox/renamed.note"]));

        Assert.Equal("checkout.note", await PathAsync(NoteFormat.Listed, "checkout"));
    }

    private void Configure(string intake) => _place.Config($$"""{ "Data": "{{_place["data"]}}", "Intake": {{intake}} }""");

    private string Write(string name, string text)
    {
        _place.Write(name, text);
        File.SetLastWriteTimeUtc(_place[name], new DateTime(2024, 1, 10, 0, 0, 0, DateTimeKind.Utc));
        return _place[name];
    }

    private void LoseLedger()
    {
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(_place["data"], "actionsync.db*"))
            File.Delete(file);
    }

    private Task<int> RunAsync(Catalog catalog, params string[] arguments) => CommandLine.RunAsync([.. arguments, "--config", _place["my.json"]], catalog);

    private ServiceProvider Services(Catalog catalog) =>
        new ServiceCollection().AddLogging().AddActionSync(_place.Load(catalog).Options, catalog, TimeProvider.System).AddDiagnostics()
            .BuildServiceProvider();

    private async Task<IReadOnlyList<Finding>> FindingsAsync()
    {
        await using var services = Services(NoteFormat.Listed);
        return await services.GetRequiredService<Doctor>().ExamineAsync(Cancel);
    }

    /// <summary>What <c>doctor</c> says of documents that wait.</summary>
    private async Task<IReadOnlyList<string>> WaitingAsync() =>
        [.. (await FindingsAsync()).Where(finding => finding.Subject == "latest" && finding.Good).Select(finding => $"{finding.Subject}: {finding.Sentences}")];

    private async Task<IReadOnlyList<string>> KeysAsync(Catalog catalog) => [.. (await ItemsAsync(catalog)).Select(item => item.Key)];

    private async Task<IReadOnlyList<(string Key, string Title, string? Issue)>> ItemsAsync(Catalog catalog)
    {
        await using var services = Services(catalog);
        await using var work = await services.GetRequiredService<LedgerDatabase>().ReadAsync(Cancel);
        var items = new List<(string, string, string?)>();
        await foreach (var item in work.Items.AllAsync().WithCancellation(Cancel))
            items.Add((item.Key, item.Title, item.Issue?.Number));
        return [.. items.Order()];
    }

    private async Task<string?> PathAsync(Catalog catalog, string incident)
    {
        await using var services = Services(catalog);
        await using var work = await services.GetRequiredService<LedgerDatabase>().ReadAsync(Cancel);
        return (await work.Incidents.RequireAsync(incident, Cancel)).Brief.Path;
    }
}
