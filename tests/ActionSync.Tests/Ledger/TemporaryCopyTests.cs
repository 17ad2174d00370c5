using System.Runtime.Versioning;
using ActionSync.Files;
using ActionSync.Ledger;
using ActionSync.Testing;
using Microsoft.Data.Sqlite;

namespace ActionSync.Tests.Ledger;

/// <summary>Copies of a ledger that are made to read or restore it are for their maker alone, however open the ledger is.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class TemporaryCopyTests : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Open = Private | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_copy_to_restore_from_is_private()
    {
        var ledger = await OpenLedgerAsync();
        await using var temporary = new TemporaryLedger(_folder["copies"], FileRights.Private, TimeProvider.System);
        temporary.Take(ledger);
        await temporary.Database.MigrateAsync(Cancel);

        Assert.All(Directory.GetFiles(_folder["copies"]), file => Assert.Equal(Private, File.GetUnixFileMode(file)));
        Assert.True(await temporary.Database.IsThereAsync(Cancel));
    }

    [Fact]
    public async Task A_ledger_that_is_made_anew_is_private()
    {
        await using var temporary = new TemporaryLedger(_folder["copies"], FileRights.Private, TimeProvider.System);
        await temporary.Database.MigrateAsync(Cancel);

        Assert.Equal(Private, File.GetUnixFileMode(temporary.Database.File));
    }

    [Fact]
    public async Task A_copy_to_read_is_private()
    {
        var ledger = await OpenLedgerAsync();
        using var file = new SqliteFile(ledger);
        var copy = new SqliteConnectionStringBuilder(file.ToReadCopy()).DataSource;

        Assert.NotEqual(ledger, copy);
        Assert.Equal(Private, File.GetUnixFileMode(copy));
        Assert.Equal(File.ReadAllBytes(ledger), File.ReadAllBytes(copy));
    }

    private async Task<string> OpenLedgerAsync()
    {
        var database = new SqliteDatabase($"Data Source={_folder["ledger.db"]};Pooling=False", TimeProvider.System);
        await database.MigrateAsync(Cancel);
        File.SetUnixFileMode(database.File, Open);
        return database.File;
    }
}
