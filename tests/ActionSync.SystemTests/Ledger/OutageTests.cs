using ActionSync.Ledger;
using ActionSync.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ActionSync.SystemTests.Ledger;

/// <summary>What passes by itself, and what does not: an outage is waited for, a fault is said.</summary>
public sealed class OutageTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeClock _clock = new();

    [Theory]
    [InlineData(5)] // busy
    [InlineData(6)] // locked
    [InlineData(10)] // I/O
    [InlineData(13)] // full
    public void On_SQLite_busy_locked_failing_and_full_disks_pass(int code)
    {
        Assert.True(Outage.IsOne(new SqliteException("said", code)));
        Assert.True(Outage.IsOne(new InvalidOperationException("around it", new SqliteException("said", code))));
    }

    [Theory]
    [InlineData(1)] // no such table, no such column
    [InlineData(8)] // read-only
    [InlineData(11)] // damaged
    [InlineData(14)] // cannot be opened
    [InlineData(19)] // a constraint
    [InlineData(26)] // no database
    public void On_SQLite_everything_else_stays_as_it_is_and_is_a_fault(int code) => Assert.False(Outage.IsOne(new SqliteException("said", code)));

    [Theory]
    [InlineData("08006", true)] // the connection broke
    [InlineData("53300", true)] // too many connections
    [InlineData("53100", true)] // the disk is full
    [InlineData("57P01", true)] // stopped by its administrator
    [InlineData("57P03", true)] // starting
    [InlineData("58030", true)] // I/O
    [InlineData("23505", false)] // a constraint
    [InlineData("42703", false)] // no such column
    [InlineData("42P01", false)] // no such table
    [InlineData("22003", false)] // out of range
    [InlineData("42501", false)] // no right
    [InlineData("40001", false)] // two transactions in each other's way: no outage, but done again
    public void On_PostgreSQL_the_class_of_the_error_decides(string state, bool passes)
    {
        var error = new PostgresException("said", "ERROR", "ERROR", state);
        Assert.Equal(passes, Outage.IsOne(error));
        Assert.Equal(state.StartsWith("40", StringComparison.Ordinal), Outage.IsCollision(error));
    }

    [Fact]
    public void A_broken_connection_passes_and_a_mistake_in_a_value_does_not()
    {
        Assert.True(Outage.IsOne(new NpgsqlException("Exception while reading from stream", new EndOfStreamException())));
        Assert.True(Outage.IsOne(new NpgsqlException("Exception while reading from stream", new IOException("Connection reset by peer"))));
        Assert.False(Outage.IsOne(new NpgsqlException("The parameter 'at' cannot be written", new InvalidCastException())));
    }

    [Fact]
    public async Task An_outage_is_told_once_and_its_end_and_then_the_next()
    {
        var told = new List<string>();
        var outage = new Outage(_clock, new Telling(told));
        var ledger = new SqliteDatabase($"Data Source={_folder["ledger.db"]};Pooling=False", _clock, outage);
        await ledger.MigrateAsync(Cancel);
        for (var time = 1; time <= 2; time++)
        {
            outage.Report(new SqliteException("database or disk is full", 13));
            outage.Report(new SqliteException("database or disk is full", 13));
            await (await ledger.ReadAsync(Cancel)).DisposeAsync();
            Assert.Equal((2 * time) - 1, told.Count);

            // A server that stops still commits what its last connections carry.
            await CommitAsync(ledger);
            Assert.Equal((2 * time) - 1, told.Count);

            // Reading went on all the time; what was committed a while later shows that it is over.
            _clock.Advance(TimeSpan.FromSeconds(1));
            await CommitAsync(ledger);
            Assert.Equal(2 * time, told.Count);
        }
        Assert.Equal(
            ["The ledger cannot be used now, and work waits: database or disk is full", "The ledger can be used again; work goes on"], told.Distinct());
    }

    [Fact]
    public async Task A_connection_whose_first_statement_fails_does_not_stay_open()
    {
        File.WriteAllText(_folder["ledger.db"], string.Concat(Enumerable.Repeat("This is no database. ", 200)));
        var ledger = new SqliteDatabase($"Data Source={_folder["ledger.db"]}", _clock);
        for (var attempt = 0; attempt < 10; attempt++)
        {
            await Assert.ThrowsAsync<SqliteException>(() => ledger.ReadAsync(Cancel));
            await Assert.ThrowsAsync<SqliteException>(() => ledger.BeginAsync(Cancel));
            await Assert.ThrowsAsync<SqliteException>(() => ledger.SnapshotAsync(Cancel));
            await Assert.ThrowsAsync<LedgerException>(() => ledger.MigrateAsync(Cancel));
        }
        SqliteConnection.ClearAllPools();

        var open = Directory.EnumerateFileSystemEntries("/proc/self/fd").Select(fd => new FileInfo(fd).LinkTarget)
            .Count(target => target == _folder["ledger.db"]);
        Assert.Equal(0, open);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task CommitAsync(LedgerDatabase ledger)
    {
        await using var work = await ledger.BeginAsync(Cancel);
        await work.CommitAsync(Cancel);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private sealed class Telling(List<string> told) : ILogger<Outage>
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            told.Add(formatter(state, exception));
    }
}
