using ActionSync.Ledger;
using ActionSync.Tests.Support;

namespace ActionSync.Tests.Ledger;

public sealed class SqliteLedgerTests : LedgerFacts
{
    private readonly TempFolder _folder = new();

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    internal override Task<LedgerDatabase> MakeAsync() => Task.FromResult<LedgerDatabase>(new SqliteDatabase($"Data Source={_folder["ledger.db"]};Pooling=False", Clock));
}
