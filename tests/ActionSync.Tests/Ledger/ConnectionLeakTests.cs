using System.Data.Common;
using ActionSync.Ledger;
using ActionSync.Testing;
using Microsoft.Data.Sqlite;

namespace ActionSync.Tests.Ledger;

/// <summary>Where a transaction cannot be begun, its connection goes back.</summary>
public sealed class ConnectionLeakTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task A_begin_that_fails_closes_its_connection()
    {
        var ledger = new Unwilling(_folder["ledger.db"]);
        await Assert.ThrowsAsync<TimeoutException>(() => ledger.BeginAsync(TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<TimeoutException>(() => ledger.SnapshotAsync(TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<TimeoutException>(() => ledger.MigrateAsync(TestContext.Current.CancellationToken));

        Assert.Equal(3, ledger.Opened.Count);
        Assert.All(ledger.Opened, connection => Assert.Equal(System.Data.ConnectionState.Closed, connection.State));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Opens connections, and begins nothing.</summary>
    private sealed class Unwilling(string file) : LedgerDatabase(new FakeClock(), null)
    {
        public List<DbConnection> Opened { get; } = [];

        public override bool IsShared => false;

        protected override SqlDialect Dialect => SqlDialect.Sqlite;

        protected override string Migrations => "Sqlite";

        protected override string CountTable => "select 0";

        protected override string TableNames => "";

        public override string Where => file;

        public override Task<bool> IsThereAsync(CancellationToken cancellationToken) => Task.FromResult(true);

        public override Task<string?> WriteObstacleAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

        public override Task<DateTimeOffset> NowAsync(LedgerTransaction work, CancellationToken cancellationToken) => Task.FromResult(Clock.GetUtcNow());

        protected override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
        {
            var connection = new SqliteConnection($"Data Source={file}");
            await connection.OpenAsync(cancellationToken);
            Opened.Add(connection);
            return connection;
        }

        protected override Task<DbTransaction> BeginWritingAsync(DbConnection connection, CancellationToken cancellationToken) => throw new TimeoutException();

        protected override Task<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellationToken) => throw new TimeoutException();
    }
}
