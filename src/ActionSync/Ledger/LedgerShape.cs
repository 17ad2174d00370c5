using Microsoft.Data.Sqlite;

namespace ActionSync.Ledger;

/// <summary>The tables and columns of an up-to-date ledger, as its migrations make them.</summary>
internal static class LedgerShape
{
    private static readonly Lazy<IReadOnlyList<LedgerTable>> Known = new(Read);

    public static IReadOnlyList<LedgerTable> Tables => Known.Value;

    private static List<LedgerTable> Read()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        foreach (var migration in Migration.Of("Sqlite"))
            Rows(connection, migration.Sql);
        return Rows(connection, "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by rowid")
            .ConvertAll(table =>
                new LedgerTable((string)table[0]!, Rows(connection, $"select name, type, \"notnull\", pk from pragma_table_info('{table[0]}') order by cid")
                    .ConvertAll(c => new LedgerColumn((string)c[0]!, IsText: ((string)c[1]!).Equals("text", StringComparison.OrdinalIgnoreCase),
                        MayBeNull: (long)c[2]! == 0 && (long)c[3]! == 0, IsKey: (long)c[3]! > 0))));
    }

    private static List<object?[]> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)]);
        return rows;
    }
}

internal sealed record LedgerTable(string Name, IReadOnlyList<LedgerColumn> Columns);

/// <param name="IsText">Otherwise a whole number.</param>
internal sealed record LedgerColumn(string Name, bool IsText, bool MayBeNull, bool IsKey);
