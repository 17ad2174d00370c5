using System.Globalization;
using ActionSync.Ledger;
using Microsoft.Data.Sqlite;

namespace ActionSync.SystemTests.Ledger.Damage;

/// <summary>Damages the file of a ledger as disks, editors and people do. One seed always makes the same damage.</summary>
internal sealed class Damager(int seed, string file)
{
    private static readonly object[] Oddities = ["\a", "{", "{}", "null", "[1", "", "opne", "P9", "2024-02-30", "7", "ünknown", "\uFFFD", -1L, 5L,
        long.MaxValue, 1e300, new byte[] { 0xFF, 0x00 }];

    private readonly Random _random = new(seed);

    /// <summary>Does one damage, and says which.</summary>
    public string Strike() => _random.Next(10) switch
    {
        0 or 1 or 2 => FlipBytes(),
        3 => WipePage(),
        4 => CutShort(),
        5 => DropTable(),
        6 => DeleteRows(),
        _ => EditRow(),
    };

    private string FlipBytes()
    {
        var bytes = File.ReadAllBytes(file);
        var count = _random.Next(1, 9);
        for (var n = 0; n < count; n++)
            bytes[_random.Next(bytes.Length)] ^= (byte)(1 << _random.Next(8));
        File.WriteAllBytes(file, bytes);
        return $"{count} bytes flipped";
    }

    private string WipePage()
    {
        const int size = 4096;
        var bytes = File.ReadAllBytes(file);
        var page = _random.Next(bytes.Length / size);
        Array.Clear(bytes, page * size, size);
        File.WriteAllBytes(file, bytes);
        return $"page {page + 1} wiped";
    }

    private string CutShort()
    {
        using var stream = File.OpenWrite(file);
        stream.SetLength(_random.NextInt64(stream.Length));
        return $"cut to {stream.Length} bytes";
    }

    private string DropTable()
    {
        var table = Pick(LedgerShape.Tables).Name;
        Execute($"drop table {table}", null);
        return $"table {table} dropped";
    }

    private string DeleteRows()
    {
        var table = Pick(LedgerShape.Tables).Name;
        var all = _random.Next(4) == 0;
        Execute(all ? $"delete from {table}" : $"delete from {table} where rowid in (select rowid from {table} limit 1 offset {_random.Next(20)})", null);
        return $"{(all ? "all rows" : "a row")} of {table} deleted";
    }

    /// <summary>A value that is odd, or one of another row, which looks as good as its own.</summary>
    private string EditRow()
    {
        var table = Pick(LedgerShape.Tables.Where(t => t.Name is "items" or "incidents" or "trackers" || _random.Next(3) == 0).ToList());
        var column = Pick(table.Columns);
        var row = $"(select rowid from {table.Name} limit 1 offset {_random.Next(40)})";
        try
        {
            if (_random.Next(4) == 0)
            {
                Execute(
                    $"update {table.Name} set {column.Name} = (select {column.Name} from {table.Name} limit 1 offset {_random.Next(40)}) where rowid = {row}",
                    null);
                return $"{table.Name}.{column.Name} of another row";
            }
            var value = _random.Next(6) == 0 ? DBNull.Value : Pick(Oddities);
            Execute($"update {table.Name} set {column.Name} = $value where rowid = {row}", value);
            return $"{table.Name}.{column.Name} = {Convert.ToString(value, CultureInfo.InvariantCulture)}";
        }
        catch (SqliteException e)
        {
            return $"{table.Name}.{column.Name} kept its value: {e.Message}";
        }
    }

    private void Execute(string sql, object? value)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False;Foreign Keys=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        if (value is not null)
            command.Parameters.AddWithValue("$value", value);
        command.ExecuteNonQuery();
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];
}
