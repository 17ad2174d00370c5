using ActionSync.Simulators.Postgres;
using Npgsql;

namespace ActionSync.SystemTests.Support;

/// <summary>
/// The PostgreSQL of a test run: the one that <c>TEST_POSTGRES</c> names, else a server of its own, started when a test first asks. Where there is
/// neither, those tests are skipped and say so.
/// </summary>
public sealed class PostgresFixture : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private PostgresServer? _own;

    /// <summary>The connection string of an empty database for one test.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        var server = await ServerAsync(cancel);
        var name = $"actionsync_{Guid.NewGuid():N}";
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand($"create database {name}", connection);
        await command.ExecuteNonQueryAsync(cancel);
        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }

    /// <summary>Skips the test where no server can be started: for tests that stop and start one of their own.</summary>
    public static async Task<PostgresServer> OwnServerAsync()
    {
        if (PostgresServer.Missing is { } why)
            Assert.Skip(why);
        return await PostgresServer.StartNewAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _gate.Dispose();
        if (_own is not null)
            await _own.DisposeAsync();
    }

    private async Task<string> ServerAsync(CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable("TEST_POSTGRES") is { Length: > 0 } given)
            return given;
        if (PostgresServer.Missing is { } why)
            Assert.Skip(why);
        await _gate.WaitAsync(cancellationToken);
        try
        {
            _own ??= await PostgresServer.StartNewAsync(cancellationToken);
            return _own.ConnectionString;
        }
        finally
        {
            _gate.Release();
        }
    }
}
