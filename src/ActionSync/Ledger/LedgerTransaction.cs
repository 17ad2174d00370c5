using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;

namespace ActionSync.Ledger;

/// <summary>
/// One connection and, for writing, one transaction; the stores hang on it. What is not committed when it is disposed of is undone.
/// </summary>
internal sealed class LedgerTransaction : IAsyncDisposable
{
    private readonly DbConnection _connection;
    private readonly DbTransaction? _transaction;
    private readonly SqlDialect _dialect;
    private readonly Outage? _outage;
    private readonly IItemIndex? _index;
    private readonly LedgerUse? _use;
    private readonly int _reports;

    internal LedgerTransaction(
        DbConnection connection, DbTransaction? transaction, SqlDialect dialect, Outage? outage, IItemIndex? index = null, LedgerUse? use = null)
    {
        (_outage, _index, _use) = (outage, index, use);
        _reports = outage?.Reports ?? 0;
        _connection = connection;
        _transaction = transaction;
        _dialect = dialect;
        Incidents = new IncidentStore(this);
        Items = new ItemStore(this);
        Events = new EventStore(this);
        Trackers = new TrackerStore(this);
        Leases = new LeaseStore(this);
    }

    public IncidentStore Incidents { get; }

    public ItemStore Items { get; }

    public EventStore Events { get; }

    public TrackerStore Trackers { get; }

    public LeaseStore Leases { get; }

    /// <summary>What this transaction wrote of items, for lists of them.</summary>
    internal ItemChanges Changes { get; } = new();

    /// <summary>Goes behind a <c>select</c> whose rows will be written in this work.</summary>
    internal string LockRows => _transaction is null || OnlyReads ? "" : _dialect.LockRows;

    /// <summary>A transaction for reading: it keeps nobody from writing.</summary>
    internal bool OnlyReads { get; init; }

    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        var transaction = _transaction ?? throw new InvalidOperationException("Work that was begun for reading has nothing to commit.");
        await Changes.CarryAsync(this, _index, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        _outage?.EndedSince(_reports);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_transaction is not null)
                await _transaction.UndoAsync();
        }
        finally
        {
            await _connection.DisposeAsync();
        }
    }

    internal async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters, CancellationToken cancellationToken) =>
        Counted(await ReadableAsync(async () => (await _connection.QueryAsync<T>(Command(sql, parameters, cancellationToken))).AsList()));

    internal async IAsyncEnumerable<T> StreamAsync<T>(
        string sql, object? parameters = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        _use?.Asked();
        await using var rows = _connection.QueryUnbufferedAsync<T>(_dialect.Adapt(sql), parameters, _transaction).GetAsyncEnumerator(cancellationToken);
        while (await ReadableAsync(async () => await rows.MoveNextAsync()))
        {
            _use?.Read(1);
            yield return rows.Current;
        }
    }

    internal Task<T?> SingleAsync<T>(string sql, object? parameters, CancellationToken cancellationToken) =>
        ReadableAsync(() =>
        {
            _use?.Read(1);
            return _connection.QuerySingleOrDefaultAsync<T>(Command(sql, parameters, cancellationToken));
        });

    /// <summary>A value that does not fit its column is damage; whoever reports it finds the row.</summary>
    private static async Task<T> ReadableAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception e) when (LedgerDamage.IsUnreadable(e))
        {
            throw LedgerException.Damaged(e.Message, e);
        }
    }

    /// <summary>A list of parameters runs the statement once for each, all of them together where the database takes batches.</summary>
    internal Task<int> ExecuteAsync(string sql, object? parameters, CancellationToken cancellationToken) =>
        _connection.CanCreateBatch && StatementBatch.Rows(parameters) is { } rows
            ? StatementBatch.ExecuteAsync(_connection, _transaction, _dialect.Adapt(sql), rows, cancellationToken)
            : _connection.ExecuteAsync(Command(sql, parameters, cancellationToken));

    /// <summary>
    /// From here to the end of the transaction nobody else who asks for one of these names goes on. Always in one order, so that nobody waits in a circle.
    /// </summary>
    internal async Task LockNamesAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        if (_dialect.LockName is not { } sql)
            return;
        foreach (var name in names.Distinct().Order(StringComparer.Ordinal))
            await ExecuteAsync(sql, new { name }, cancellationToken);
    }

    private List<T> Counted<T>(List<T> rows)
    {
        _use?.Read(rows.Count);
        return rows;
    }

    private CommandDefinition Command(string sql, object? parameters, CancellationToken cancellationToken)
    {
        _use?.Asked();
        return new(_dialect.Adapt(sql), parameters, _transaction, cancellationToken: cancellationToken);
    }
}
