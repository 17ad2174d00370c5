namespace ActionSync.Ledger;

/// <summary>
/// Copies a whole ledger but for its keys, table by table, from either kind of database to either kind. Both have the same tables and columns.
/// </summary>
internal sealed class LedgerCopy
{
    private const int RowsAtOnce = 500;

    /// <summary>Keys of this one ledger: whoever reads a backup could sign with them, and after a restore others are made.</summary>
    private static readonly HashSet<string> Secret = ["protection_keys", "link_keys"];

    private readonly IReadOnlyList<Table> _tables;

    private LedgerCopy(IReadOnlyList<Table> tables) => _tables = tables;

    /// <summary>The tables of a SQLite ledger, parents before children.</summary>
    public static async Task<LedgerCopy> OfTablesAsync(LedgerTransaction sqlite, CancellationToken cancellationToken)
    {
        var names = await sqlite.QueryAsync<string>(
            "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name <> 'schema_versions' order by rowid", null,
            cancellationToken);
        var tables = new List<Table>();
        foreach (var name in names)
            tables.Add(new Table(
                name, await sqlite.QueryAsync<string>("select name from pragma_table_info(@name) order by cid", new { name }, cancellationToken)));
        return new LedgerCopy(tables);
    }

    /// <summary>Adds all rows of one ledger to another, whose tables are empty.</summary>
    public async Task CopyAsync(LedgerTransaction from, LedgerTransaction to, CancellationToken cancellationToken)
    {
        foreach (var table in _tables.Where(table => !Secret.Contains(table.Name)))
        {
            var columns = string.Join(", ", table.Columns);
            var insert = $"insert into {table.Name} ({columns}) values ({string.Join(", ", table.Columns.Select(c => $"@{c}"))})";
            var rows = from.StreamAsync<dynamic>($"select {columns} from {table.Name}", null, cancellationToken)
                .Select(row => (object)new Dictionary<string, object?>((IDictionary<string, object?>)row));
            await foreach (var chunk in rows.Chunk(RowsAtOnce).WithCancellation(cancellationToken))
                await to.ExecuteAsync(insert, chunk, cancellationToken);
        }
    }

    /// <summary>Deletes every row.</summary>
    public async Task ClearAsync(LedgerTransaction work, CancellationToken cancellationToken)
    {
        foreach (var table in _tables.Reverse())
            await work.ExecuteAsync($"delete from {table.Name}", null, cancellationToken);
    }

    /// <summary>True where no incident is there.</summary>
    public static async Task<bool> IsEmptyAsync(LedgerTransaction work, CancellationToken cancellationToken) =>
        await work.SingleAsync<long>("select count(*) from incidents", null, cancellationToken) == 0;

    /// <summary>True where rows are left that only an incident brings.</summary>
    public static async Task<bool> HasTracesAsync(LedgerTransaction work, CancellationToken cancellationToken) =>
        await work.SingleAsync<long>(
            "select (select count(*) from revisions) + (select count(*) from items) + (select count(*) from events)", null, cancellationToken) > 0;

    private sealed record Table(string Name, IReadOnlyList<string> Columns);
}
