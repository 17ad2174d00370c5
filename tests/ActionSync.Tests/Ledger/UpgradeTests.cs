using ActionSync.Ledger;
using ActionSync.Tests.Cluster;
using ActionSync.Tests.Support;
using Microsoft.Data.Sqlite;

namespace ActionSync.Tests.Ledger;

/// <summary>Ledgers as each released schema version left them, with the data folder that belongs to them, come up to today's version whole.</summary>
public sealed class UpgradeTests(PostgresFixture postgres) : IDisposable
{
    private static readonly string Corpus = Path.Combine(Repository.Root, "tests", "ActionSync.Tests", "Ledger", "Corpus");

    private readonly Workplace _place = new();

    public static TheoryData<string> Versions => [.. Directory.GetFiles(Corpus, "*.sql").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    public void Dispose() => _place.Dispose();

    [Fact]
    public void The_corpus_has_a_ledger_of_every_schema_version() =>
        Assert.Equal(Migration.Of("Sqlite").Select(m => m.Name), Versions.Select(row => row.Data));

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task An_older_ledger_migrates_and_passes_verify(string version)
    {
        LayOut(version, _place["data", "actionsync.db"]);
        (await _place.RunAsync("verify")).Exits(0);
        Assert.Contains("2030-01-01", (await _place.RunAsync("status", "--json")).Exits(0).Stdout);
        (await _place.RunAsync("once", "--no-remind")).Exits(0);
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

    [Fact]
    public async Task A_ledger_of_a_newer_version_stops_every_command_that_would_write_it()
    {
        LayOut(Versions.Last().Data, _place["data", "actionsync.db"]);
        Execute(_place["data", "actionsync.db"], "insert into schema_versions (version, name, applied_at) values (9999, 'future', 0)");
        foreach (var command in (string[][])[["once"], ["run"], ["verify"], ["restore", "--replace", "copy.db"]])
        {
            File.Copy(_place["data", "actionsync.db"], _place["copy.db"], overwrite: true);
            Assert.Contains("written by a newer version of ActionSync", (await _place.RunAsync(command)).Exits(2).Stderr);
        }
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
        Execute(ledger, File.ReadAllText(Path.Combine(Corpus, $"{version}.sql")).Replace("{ROOT}", root));
    }

    private static void Execute(string ledger, string sql)
    {
        // The embedded library is chosen by the ledger itself.
        _ = new SqliteDatabase($"Data Source={ledger}", TimeProvider.System);
        using var connection = new SqliteConnection($"Data Source={ledger};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
