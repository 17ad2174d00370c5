namespace ActionSync.Ledger;

/// <summary>How many statements a process asked of its ledger, and how many rows it read; what a page costs is told by the difference.</summary>
internal sealed class LedgerUse
{
    private long _statements;
    private long _rows;

    public long Statements => Interlocked.Read(ref _statements);

    public long Rows => Interlocked.Read(ref _rows);

    public void Asked() => Interlocked.Increment(ref _statements);

    public void Read(int rows) => Interlocked.Add(ref _rows, rows);
}
