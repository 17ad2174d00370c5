using System.Globalization;
using ActionSync.Ledger;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;

namespace ActionSync.SystemTests.Ledger;

/// <summary>Ledgers as each released schema version left them, with the data folder that belongs to them, come up to today's version whole.</summary>
public sealed class UpgradeTests(PostgresFixture postgres) : IAsyncDisposable
{
    private static readonly string Corpus = Path.Combine(Repository.Root, "tests", "ActionSync.SystemTests", "Ledger", "Corpus");

    private readonly ProgramFolder _place = new();
    private PostgresDatabase? _server;

    public static TheoryData<string> Versions =>
        [.. Directory.GetFiles(Corpus, "*.sql").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    public async ValueTask DisposeAsync()
    {
        _place.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [Fact]
    public void The_corpus_has_a_ledger_of_every_schema_version() =>
        Assert.Equal(Migration.Of("Sqlite").Select(m => m.Name), Versions.Select(row => row.Data));

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task An_older_ledger_migrates_and_passes_verify(string version)
    {
        LayOut(version, _place["data", "actionsync.db"]);
        await ShowingIsRefusedAsync(version);
        (await _place.RunAsync("once", "--no-remind")).Exits(0);
        (await _place.RunAsync("verify")).Exits(0);
        Assert.Contains("2030-01-01", (await _place.RunAsync("status", "--json")).Exits(0).Stdout);
        Assert.Equal(5, Directory.GetFiles(_place["data", "board"]).Length);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task An_older_ledger_moves_to_PostgreSQL_and_passes_verify_there(string version)
    {
        LayOut(version, _place["old.db"]);
        _place.OnPostgres(await postgres.NewDatabaseAsync());
        (await _place.RunAsync("restore", "old.db")).Exits(0);
        (await _place.RunAsync("verify")).Exits(0);
        (await _place.RunAsync("once", "--no-remind", Repository.Sample)).Exits(0);
        Assert.Equal(5, Directory.GetFiles(_place["data", "board"]).Length);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_ledger_on_PostgreSQL_migrates_in_place_and_passes_verify(string version)
    {
        var server = await LayOutOnPostgresAsync(version);
        await ShowingIsRefusedAsync(version);
        (await _place.RunAsync("once", "--no-remind", Repository.Sample)).Exits(0);
        (await _place.RunAsync("verify")).Exits(0);
        Assert.Contains("2030-01-01", (await _place.RunAsync("status", "--json")).Exits(0).Stdout);
        Assert.Equal(5, Directory.GetFiles(_place["data", "board"]).Length);
        Assert.Equal(Migration.Of("Postgres")[^1].Version, await VersionAsync(server));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Every_table_of_the_corpus_holds_something(string version)
    {
        LayOut(version, _place["old.db"]);
        await using var work = await Sqlite("old.db").ReadAsync(Cancel);
        foreach (var table in await work.QueryAsync<string>("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'", null, Cancel))
            Assert.True(await work.SingleAsync<long>($"select count(*) from {table}", null, Cancel) > 0, $"{table} of {version} is empty");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_migration_that_cannot_be_finished_leaves_the_old_version_whole(bool onPostgres)
    {
        LedgerDatabase ledger = onPostgres ? await LayOutOnPostgresAsync("0001_ledger") : Sqlite(Path.Combine("data", "actionsync.db"));
        if (!onPostgres)
            LayOut("0001_ledger", _place["data", "actionsync.db"]);
        // In the way of the third step: the second is carried out by then.
        await ExecuteAsync(ledger, "create table leases (in_the_way text)");

        var ended = await _place.RunAsync("once");
        Assert.InRange(ended.ExitCode, 2, 3);
        Assert.Contains("leases", ended.Stderr, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Stderr, StringComparison.Ordinal);
        Assert.Equal(1, await VersionAsync(ledger));

        await ExecuteAsync(ledger, "drop table leases");
        (await _place.RunAsync("once", "--no-remind")).Exits(0);
        (await _place.RunAsync("verify")).Exits(0);
    }

    [Fact]
    public async Task A_ledger_of_a_newer_version_stops_every_command_that_would_write_it()
    {
        LayOut(Versions.Last().Data, _place["data", "actionsync.db"]);
        LedgerText.Execute(_place["data", "actionsync.db"], "insert into schema_versions (version, name, applied_at) values (9999, 'future', 0)");
        foreach (var command in (string[][])[["once"], ["run"], ["verify"], ["restore", "--replace", "copy.db"]])
        {
            File.Copy(_place["data", "actionsync.db"], _place["copy.db"], overwrite: true);
            Assert.Contains("written by a newer version of ActionSync", (await _place.RunAsync(command)).Exits(2).Stderr);
        }
    }

    /// <summary>Commands that only show do not migrate: they say who does, and leave the ledger as it is.</summary>
    private async Task ShowingIsRefusedAsync(string version)
    {
        if (version == Migration.Of("Sqlite")[^1].Name)
            return;
        var file = _place["data", "actionsync.db"];
        var before = File.Exists(file) ? File.ReadAllBytes(file) : [];
        foreach (var command in (string[][])[["status"], ["history", "INC-2024-0142"], ["plan", Repository.Sample], ["report"], ["remind", "--preview"],
            ["verify"], ["doctor"]])
        {
            var ended = (await _place.RunAsync(command)).Exits(2);
            Assert.Contains($"older version of ActionSync (schema {int.Parse(version.AsSpan(0, 4), CultureInfo.InvariantCulture)};", ended.Stderr);
            Assert.Contains("actionsync once or actionsync run upgrades it", ended.Stderr);
        }
        Assert.Equal(before, File.Exists(file) ? File.ReadAllBytes(file) : []);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private SqliteDatabase Sqlite(string file) => new($"Data Source={_place[file]};Pooling=False", TimeProvider.System);

    /// <summary>A ledger on PostgreSQL as that version made it, with the corpus' rows.</summary>
    private async Task<PostgresDatabase> LayOutOnPostgresAsync(string version)
    {
        LayOut(version, _place["old.db"]);
        var database = await postgres.NewDatabaseAsync();
        _place.OnPostgres(database);
        _server = await LedgerText.OnPostgresAsync(_place["old.db"], int.Parse(version.AsSpan(0, 4), CultureInfo.InvariantCulture), database, Cancel);
        return _server;
    }

    private static async Task<int> VersionAsync(LedgerDatabase ledger)
    {
        await using var work = await ledger.ReadAsync(Cancel);
        return await work.SingleAsync<int>("select max(version) from schema_versions", null, Cancel);
    }

    private static async Task ExecuteAsync(LedgerDatabase ledger, string sql)
    {
        await using var work = await ledger.BeginAsync(Cancel);
        await work.ExecuteAsync(sql, null, Cancel);
        await work.CommitAsync(Cancel);
    }

    private void LayOut(string version, string ledger)
    {
        var root = _place["data"];
        foreach (var file in Directory.GetFiles(Path.Combine(Corpus, "data"), "*", SearchOption.AllDirectories))
        {
            var path = Path.Combine(root, Path.GetRelativePath(Path.Combine(Corpus, "data"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, File.ReadAllText(file).Replace("{ROOT}", root));
        }
        LedgerText.Execute(ledger, File.ReadAllText(Path.Combine(Corpus, $"{version}.sql")).Replace("{ROOT}", root));
    }
}
