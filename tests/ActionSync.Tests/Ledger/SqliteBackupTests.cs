using ActionSync.Ledger;
using ActionSync.Testing.Ledger;

namespace ActionSync.Tests.Ledger;

public sealed class SqliteBackupTests : BackupContract
{
    [Fact]
    public async Task A_backup_does_not_overwrite_the_ledger_it_is_of() =>
        await Assert.ThrowsAsync<LedgerException>(() => Backup.WriteAsync(Folder["ledger.db"], Cancel));

    internal override Task<LedgerDatabase> MakeAsync(TimeProvider clock) =>
        Task.FromResult<LedgerDatabase>(new SqliteDatabase($"Data Source={Folder["ledger.db"]};Pooling=False", clock));
}
