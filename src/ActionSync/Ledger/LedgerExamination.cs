using System.Data.Common;

namespace ActionSync.Ledger;

/// <summary>
/// Reads all of a ledger and says, row by row, what cannot be right: what the database itself finds, values of another type or out of range, references that
/// lead nowhere. What is well-formed and wrong is for the comparison with archive and trackers. Nothing is written.
/// </summary>
internal sealed class LedgerExamination(LedgerDatabase ledger, IEnumerable<ColumnRule> rules)
{
    private readonly Dictionary<string, ColumnRule> _rules = rules.ToDictionary(rule => rule.Column);

    /// <summary>After so many findings nobody reads on.</summary>
    private const int Enough = 200;

    /// <summary>
    /// What is damaged, each by table, row and column, and then what the database says of its file; nothing for a ledger that is sound.
    /// </summary>
    public async Task<IReadOnlyList<string>> FindAsync(bool thorough, CancellationToken cancellationToken)
    {
        var findings = new List<string>();
        IReadOnlyList<string> ofFile = [];
        try
        {
            await using var work = await ledger.SnapshotAsync(cancellationToken);
            ofFile = await ledger.CheckFileAsync(work, thorough, cancellationToken);
            var references = new LedgerReferences();
            foreach (var table in LedgerShape.Tables)
                await ReadAsync(work, table, references, findings, cancellationToken);
            if (findings.Count + ofFile.Count == 0)
                findings.AddRange(references.Problems().Take(Enough));
        }
        catch (Exception e) when (LedgerDamage.IsOne(e))
        {
            findings.Add(Words(e));
        }
        catch (DbException) when (findings.Count + ofFile.Count > 0)
        {
            // A server's transaction ends with the first statement that fails: the rest shows when that is mended.
        }
        return [.. findings, .. ofFile];
    }

    /// <summary>What an error has to do with the ledger's soundness, as a sentence with a next step; null where the ledger is sound.</summary>
    public async Task<LedgerException?> ExplainAsync(Exception error, CancellationToken cancellationToken)
    {
        if (error is LedgerException { IsNotAFile: true } whole)
            return whole;
        IReadOnlyList<string> findings;
        try
        {
            // A ledger of another version has other tables, which is no damage.
            await ledger.CheckVersionAsync(cancellationToken);
            findings = await FindAsync(thorough: false, cancellationToken);
        }
        catch (Exception e) when (LedgerDamage.IsOne(e) || e is DbException or LedgerException or IOException)
        {
            // It cannot be looked at now, which the error itself may be about.
            findings = [];
        }
        return findings.Count > 0 ? LedgerException.Damaged(ledger.Where, findings, error)
            : LedgerDamage.IsOne(error) ? LedgerException.Damaged(ledger.Where, [Words(error)], error)
            : LedgerDamage.WrittenTwice(error) is { } column
                ? LedgerException.Damaged(ledger.Where, [$"{column}: what is to be written stands in a row that is not its own"], error)
            : null;
    }

    private async Task ReadAsync(
        LedgerTransaction work, LedgerTable table, LedgerReferences references, List<string> findings, CancellationToken cancellationToken)
    {
        var sql = $"select {string.Join(", ", table.Columns.Select(c => c.Name))} from {table.Name}";
        try
        {
            await foreach (var found in work.StreamAsync<dynamic>(sql, null, cancellationToken))
            {
                var row = (IDictionary<string, object?>)found;
                findings.AddRange(table.Columns.Select(c => (Column: c, Wrong: ColumnRules.Problem(table, c, row[c.Name], _rules)))
                    .Where(c => c.Wrong is not null).Select(c => $"{NameOf(table, row)}, {c.Column.Name}: {c.Wrong}"));
                references.Add(table.Name, NameOf(table, row), row);
                if (findings.Count >= Enough)
                    return;
            }
        }
        catch (Exception e) when (LedgerDamage.IsOne(e))
        {
            findings.Add($"{table.Name}: {Words(e)}");
        }
    }

    private static string NameOf(LedgerTable table, IDictionary<string, object?> row)
    {
        var keys = string.Join(" ", table.Columns.Where(c => c.IsKey).Select(c => row[c.Name] ?? "?"));
        return table.Name == "items" ? $"items row {keys} ({row["key"]})" : $"{table.Name} row {keys}";
    }

    private static string Words(Exception error) => (error.GetBaseException() as LedgerException)?.Finding ?? error.GetBaseException().Message.TrimEnd('.');
}
