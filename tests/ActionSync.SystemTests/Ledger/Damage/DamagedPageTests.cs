using ActionSync.SystemTests.Support;
using Microsoft.Data.Sqlite;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Ledger.Damage;

/// <summary>A page of the ledger's file cannot be read any more: what is in it is named, and what else there is to say is still said.</summary>
public sealed class DamagedPageTests : IDisposable
{
    private readonly Actionsync _actionsync = new();

    [Theory]
    [InlineData("incidents")]
    [InlineData("items")]
    [InlineData("events")]
    [InlineData("trackers")]
    [InlineData("seen_files")]
    public async Task Doctor_and_verify_name_the_table_and_end_as_ever(string table)
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert", "Write a test"))).Exits(0);
        await DamageRootAsync(table);

        var verify = (await _actionsync.RunAsync("verify")).Exits(1).Stdout;
        var doctor = (await _actionsync.RunAsync("doctor")).Exits(1).Stdout;

        Assert.Contains($"\n{table}: ", "\n" + verify, StringComparison.Ordinal);
        Assert.Contains($"BAD  ledger: is damaged: {table}: ", doctor, StringComparison.Ordinal);
        Assert.Contains("board, folder: ", doctor, StringComparison.Ordinal);
        Assert.DoesNotContain("***", verify + doctor, StringComparison.Ordinal);
        Assert.DoesNotContain("actionsync verify", verify, StringComparison.Ordinal);
        (await _actionsync.RunAsync("rebuild", "--replace")).Exits(0);
        (await _actionsync.RunAsync("verify")).Exits(0);
    }

    public void Dispose() => _actionsync.Dispose();

    private async Task DamageRootAsync(string table)
    {
        var file = _actionsync["data", "actionsync.db"];
        long offset;
        await using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = $"""
                pragma wal_checkpoint(truncate);
                select (rootpage - 1) * (select page_size from pragma_page_size) from sqlite_master where name = '{table}'
                """;
            await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            await reader.NextResultAsync(TestContext.Current.CancellationToken);
            Assert.True(await reader.ReadAsync(TestContext.Current.CancellationToken));
            offset = reader.GetInt64(0);
        }
        await using var bytes = new FileStream(file, FileMode.Open);
        bytes.Position = offset;
        bytes.WriteByte(0xff);
    }
}
