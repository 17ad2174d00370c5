using ActionSync.Files;
using Microsoft.Data.Sqlite;

namespace ActionSync.Ledger;

/// <summary>
/// Backs a ledger up and puts it back. A backup is a SQLite ledger in one file, whichever database it comes from: it needs no tools, can be looked
/// into, and can be restored into the other kind of database, which is also how a ledger moves to PostgreSQL. It is taken from one snapshot, so a
/// worker may go on meanwhile; it is put back in one transaction.
/// </summary>
internal sealed class LedgerBackup(LedgerDatabase ledger, LedgerExamination examination, FileRights rights, TimeProvider clock)
{
    /// <summary>
    /// Writes a backup; a file of that name is replaced once the new one is complete, which gets its permissions. Whatever else has the name is left alone.
    /// </summary>
    public async Task WriteAsync(string file, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(file);
        if (ledger is SqliteDatabase own && own.File == path)
            throw new LedgerException($"{file} is the ledger itself. Name another file.");
        RequireReplaceable(file, path);
        if (!await ledger.IsThereAsync(cancellationToken))
            throw new LedgerException("There is no ledger yet, so there is nothing to back up.");
        if ((await examination.FindAsync(thorough: true, cancellationToken)) is { Count: > 0 } damage)
            throw LedgerException.Damaged(ledger.Where, damage, new InvalidOperationException("No backup is made of a damaged ledger."));
        await using var temporary = new TemporaryLedger(Path.GetDirectoryName(path)!, rights, clock);
        try
        {
            await CopyIntoAsync(temporary, cancellationToken);
        }
        catch (SqliteException e) when (SqliteDatabase.LacksRoom(e))
        {
            throw new IOException($"{file} cannot be written: {e.Message.TrimEnd('.')}. A backup that was there before is as it was.", e);
        }
        RequireReplaceable(file, path);
        if (!OperatingSystem.IsWindows() && FileFacts.At(path) is { Kind: FileKind.Regular, Mode: { } mode })
            File.SetUnixFileMode(temporary.Database.File, mode);
        File.Move(temporary.Database.File, path, overwrite: true);
        FolderFlush.Flush(Path.GetDirectoryName(path)!);
    }

    /// <summary>Puts a backup in the ledger's place.</summary>
    /// <param name="file">A backup, or any SQLite ledger that no worker uses; an older one is brought up to date on the way.</param>
    /// <param name="over">What to do with a ledger that holds something.</param>
    /// <param name="cancellationToken">Ends it with nothing changed.</param>
    /// <returns>As <see cref="ReplaceAsync"/>.</returns>
    public async Task<string?> RestoreAsync(string file, OverwriteMode over, CancellationToken cancellationToken)
    {
        var kind = FileFacts.Behind(file)?.Kind ?? throw new LedgerException($"{file} is not there. Name a file that actionsync backup has written.");
        if (kind != FileKind.Regular)
            throw new LedgerException($"{file} is {FileFacts.Word(kind)}, not a regular file. Name a file that actionsync backup has written.");
        await using var temporary = new TemporaryLedger(Path.GetTempPath(), FileRights.Private, clock);
        temporary.Take(file);
        await CheckAsync(temporary.Database, file, cancellationToken);
        await temporary.Database.MigrateAsync(cancellationToken);
        await using (var work = await temporary.Database.BeginAsync(cancellationToken))
        {
            await work.Trackers.ForgetMeetingsAsync(cancellationToken);
            await work.CommitAsync(cancellationToken);
        }
        return await ReplaceAsync(temporary.Database, over, cancellationToken);
    }

    /// <summary>Puts the rows of a ledger that is up to date in the place of ours, all or nothing.</summary>
    /// <returns>Where a ledger that could not be used any more lies now; null where there was none.</returns>
    public async Task<string?> ReplaceAsync(SqliteDatabase with, OverwriteMode over, CancellationToken cancellationToken)
    {
        var aside = await IsUsableAsync(over, cancellationToken) ? null : ledger.PutAside();
        await ledger.MigrateAsync(cancellationToken);
        if (await ledger.OthersAsync(cancellationToken) is { Count: > 0 } others)
            throw new LedgerException($"The ledger is in use by {string.Join(", ", others)}. Stop every worker first.");
        await using var from = await with.SnapshotAsync(cancellationToken);
        await using var to = await ledger.BeginAsync(cancellationToken);
        await ledger.KeepOthersOutAsync(to, cancellationToken);
        if (over == OverwriteMode.Nothing && !await LedgerCopy.IsEmptyAsync(to, cancellationToken))
            throw new LedgerException(
                "The ledger is not empty. Back it up if you may want it again (actionsync backup FILE), and say --replace to have the new one in its place.");
        var copy = await LedgerCopy.OfTablesAsync(from, cancellationToken);
        await copy.ClearAsync(to, cancellationToken);
        await copy.CopyAsync(from, to, cancellationToken);
        await ledger.ContinueIdsAsync(to, cancellationToken);
        await to.CommitAsync(cancellationToken);
        return aside;
    }

    /// <summary>False where the ledger cannot even be opened, or is damaged and nobody wants what it holds.</summary>
    private async Task<bool> IsUsableAsync(OverwriteMode over, CancellationToken cancellationToken)
    {
        try
        {
            if (!await ledger.IsThereAsync(cancellationToken))
                return true;
            await ledger.MigrateAsync(cancellationToken);
            await using (var work = await ledger.ReadAsync(cancellationToken))
                await LedgerCopy.IsEmptyAsync(work, cancellationToken);
            return over == OverwriteMode.Nothing || (await examination.FindAsync(thorough: true, cancellationToken)).Count == 0;
        }
        catch (Exception e) when (LedgerDamage.IsOne(e))
        {
            return false;
        }
    }

    private static void RequireReplaceable(string file, string path)
    {
        if (FileFacts.At(path) is { Kind: not FileKind.Regular and var kind })
        {
            throw new LedgerException(kind == FileKind.Folder ? $"{file} is a folder. Name a file in it."
                : $"{file} is {FileFacts.Word(kind)}, not a regular file. It is left alone; name another file.");
        }
    }

    private async Task CopyIntoAsync(TemporaryLedger temporary, CancellationToken cancellationToken)
    {
        await using (var from = await ledger.SnapshotAsync(cancellationToken))
        {
            var version = await from.SingleAsync<int>("select max(version) from schema_versions", null, cancellationToken);
            await temporary.Database.MigrateAsync(version, cancellationToken);
            await using var to = await temporary.Database.BeginAsync(cancellationToken);
            await (await LedgerCopy.OfTablesAsync(to, cancellationToken)).CopyAsync(from, to, cancellationToken);
            await to.CommitAsync(cancellationToken);
        }
        await temporary.CloseAsync(cancellationToken);
    }

    private static async Task CheckAsync(SqliteDatabase backup, string file, CancellationToken cancellationToken)
    {
        try
        {
            await using var work = await backup.ReadAsync(cancellationToken);
            if (await work.SingleAsync<string>("pragma integrity_check", null, cancellationToken) is not "ok")
                throw new LedgerException($"{file} is damaged. Take another backup.");
            var known = Migration.Of("Sqlite");
            var applied = await work.QueryAsync<string>("select name from schema_versions order by version", null, cancellationToken);
            if (applied is not [var first, ..] || first != known[0].Name)
                throw new LedgerException($"{file} is no backup of a ledger. Name a file that actionsync backup has written.");
            if (applied.Count > known.Count)
                throw new LedgerException($"{file} was written by a newer version of ActionSync (schema {applied.Count}; this program knows up to {known.Count}). Restore it with that version or a later one.");
        }
        catch (SqliteException e)
        {
            throw new LedgerException($"{file} is no backup of a ledger: {e.Message} Name a file that actionsync backup has written.", e);
        }
    }
}

/// <summary>What a restore may overwrite.</summary>
internal enum OverwriteMode
{
    /// <summary>Only a ledger that is empty.</summary>
    Nothing,

    /// <summary>Whatever is there: a person said so.</summary>
    Everything,
}
