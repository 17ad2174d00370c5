using ActionSync.Files;
using Microsoft.Data.Sqlite;

namespace ActionSync.Ledger;

/// <summary>
/// Reads a SQLite ledger without touching it. SQLite itself would make files beside it, also for a reader. Where a worker has the ledger open, those files
/// are there and are shared; where nobody has, the file is read as it is; and where somebody who was killed left changes beside it, a copy in the temporary
/// folder is read.
/// </summary>
internal sealed class SqliteFile(string file) : IDisposable
{
    private const int CopyAttempts = 10;

    private readonly Lock _gate = new();
    private DirectoryInfo? _copy;
    private Stamp? _readAsItIs;

    /// <summary>The file was written while it was read as it is: what was read may be half old and half new.</summary>
    public bool WasWrittenMeanwhile =>
        _readAsItIs is { } before && Stamp.Of(file) is var now && (now.Length, now.WrittenAt) != (before.Length, before.WrittenAt);

    /// <summary>The connection string for one more reader.</summary>
    public string ToRead()
    {
        lock (_gate)
        {
            if (_copy is not null)
                return Copied();
            if (LedgerLock.IsHeld(file))
                return Connection(file, SqliteOpenMode.ReadOnly);
            if (IsFilled($"{file}-wal") || IsFilled($"{file}-journal"))
                return ToReadCopy();
            _readAsItIs ??= Stamp.Of(file);
            return Connection($"file:{string.Join('/', file.Split('/').Select(Uri.EscapeDataString))}?immutable=1", SqliteOpenMode.ReadOnly);
        }
    }

    /// <summary>The connection string for a reader of a copy.</summary>
    public string ToReadCopy()
    {
        lock (_gate)
        {
            _copy ??= Copy();
            return Copied();
        }
    }

    public void Dispose() => _copy?.Delete(recursive: true);

    private string Copied() => Connection(Path.Combine(_copy!.FullName, Path.GetFileName(file)), SqliteOpenMode.ReadWrite);

    /// <summary>Somebody may write while it is copied: only a copy of files that stayed as they were is one.</summary>
    private DirectoryInfo Copy()
    {
        var folder = Directory.CreateTempSubdirectory("actionsync-");
        try
        {
            for (var attempt = 0; attempt < CopyAttempts; attempt++)
            {
                var before = Stamp.Of(file);
                foreach (var part in (string[])[file, $"{file}-wal", $"{file}-journal"])
                {
                    if (File.Exists(part))
                        CopyPart(part, Path.Combine(folder.FullName, Path.GetFileName(part)));
                }
                if (Stamp.Of(file) == before)
                    return folder;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            folder.Delete(recursive: true);
            throw new IOException($"The ledger {file} is read from a copy in {Path.GetTempPath()}, which could not be made: {e.Message.TrimEnd('.')}.", e);
        }
        folder.Delete(recursive: true);
        throw LedgerException.WrittenMeanwhile(file);
    }

    // Earlier attempts may have left it.
    private static void CopyPart(string part, string copy)
    {
        File.Delete(copy);
        FileRights.Private.Copy(part, copy);
    }

    private static bool IsFilled(string path) => new FileInfo(path) is { Exists: true, Length: > 0 };

    private static string Connection(string source, SqliteOpenMode mode) =>
        new SqliteConnectionStringBuilder
        {
            DataSource = source,
            Mode = mode,
            Pooling = false,
            ForeignKeys = true,
            DefaultTimeout = SqliteDatabase.BusySeconds
        }.ToString();

    /// <summary>Changes with every write.</summary>
    private readonly record struct Stamp(long Length, DateTime WrittenAt, long LogLength, DateTime LogWrittenAt)
    {
        public static Stamp Of(string file)
        {
            var (length, writtenAt) = Of(new FileInfo(file));
            var (logLength, logWrittenAt) = Of(new FileInfo($"{file}-wal"));
            return new Stamp(length, writtenAt, logLength, logWrittenAt);
        }

        private static (long Length, DateTime WrittenAt) Of(FileInfo file) => file.Exists ? (file.Length, file.LastWriteTimeUtc) : (0, default);
    }
}
