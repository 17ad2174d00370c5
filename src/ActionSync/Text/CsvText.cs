namespace ActionSync.Text;

/// <summary>Text as a cell of CSV (RFC 4180) that no spreadsheet takes for a formula.</summary>
internal static class CsvText
{
    /// <summary>What a spreadsheet would run is led by an apostrophe; what would end a cell is quoted.</summary>
    public static string Cell(string text)
    {
        var cell = text;
        if (cell.AsSpan().TrimStart() is [('=' or '+' or '-' or '@' or '|' or '%'), ..] || cell is [('\t' or '\r' or '\n'), ..])
            cell = "'" + cell;
        return cell.AsSpan().IndexOfAny(",\"\r\n'") >= 0 || cell.Trim().Length != cell.Length
            ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : cell;
    }
}
