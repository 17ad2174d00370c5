using System.Collections;
using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Dapper;

namespace ActionSync.Ledger;

/// <summary>
/// One statement for many rows in a few round trips: where the database is across a network, 500 rows must not be 500 of them.
/// Rows are objects whose properties, or dictionaries whose keys, are the statement's parameters.
/// </summary>
internal static class StatementBatch
{
    private const int StatementsPerTrip = 500;

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    /// <summary>The rows of a parameter that is a list of them; null where it is one row.</summary>
    public static IEnumerable<object>? Rows(object? parameters) => parameters switch
    {
        null or string or SqlMapper.IDynamicParameters or IEnumerable<KeyValuePair<string, object?>> => null,
        IEnumerable rows => rows.Cast<object>(),
        _ => null,
    };

    /// <summary>Returns how many rows were touched.</summary>
    public static async Task<int> ExecuteAsync(
        DbConnection connection, DbTransaction? transaction, string sql, IEnumerable<object> rows, CancellationToken cancellationToken)
    {
        var touched = 0;
        foreach (var chunk in rows.Chunk(StatementsPerTrip))
        {
            await using var batch = connection.CreateBatch();
            batch.Transaction = transaction;
            foreach (var row in chunk)
                batch.BatchCommands.Add(Statement(batch, sql, row));
            touched += await batch.ExecuteNonQueryAsync(cancellationToken);
        }
        return touched;
    }

    private static DbBatchCommand Statement(DbBatch batch, string sql, object row)
    {
        var statement = batch.CreateBatchCommand();
        statement.CommandText = sql;
        foreach (var (name, value) in Values(row))
        {
            var parameter = statement.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = Stored(value);
            statement.Parameters.Add(parameter);
        }
        return statement;
    }

    private static IEnumerable<(string Name, object? Value)> Values(object row) => row is IEnumerable<KeyValuePair<string, object?>> pairs
        ? pairs.Select(pair => (pair.Key, pair.Value))
        : Properties.GetOrAdd(row.GetType(), type => type.GetProperties()).Select(property => (property.Name, property.GetValue(row)));

    /// <summary>As <see cref="SqlTypes"/> has it.</summary>
    private static object Stored(object? value) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset time => time.ToUnixTimeMilliseconds(),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Enum word => Convert.ToInt32(word, CultureInfo.InvariantCulture),
        _ => value,
    };
}
