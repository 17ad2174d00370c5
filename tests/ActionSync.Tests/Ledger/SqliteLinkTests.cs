using ActionSync.Ledger;
using ActionSync.Testing;
using ActionSync.Testing.Ledger;

namespace ActionSync.Tests.Ledger;

public sealed class SqliteLinkTests : LinkContract
{
    private readonly TempFolder _folder = new();

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    internal override Task<LedgerDatabase> MakeAsync() =>
        Task.FromResult<LedgerDatabase>(new SqliteDatabase($"Data Source={_folder["ledger.db"]};Pooling=False", Clock));
}
