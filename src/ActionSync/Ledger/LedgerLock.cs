using ActionSync.Files;

namespace ActionSync.Ledger;

/// <summary>
/// The operating system's lock on a SQLite ledger: <c>run</c> and <c>once</c> exclude each other. It ends with the process, however that ends.
/// </summary>
internal sealed class LedgerLock : IDisposable
{
    private readonly FileStream _lock;

    private LedgerLock(FileStream file) => _lock = file;

    /// <summary>A reader that asks whether the lock is held has it for an instant: whoever wants it tries for longer than that.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    /// <summary>Takes the lock of a ledger, or throws a <see cref="LedgerException"/> that says why not, and who has it.</summary>
    /// <param name="database">The path of the database file.</param>
    /// <param name="rights">The permissions of the lock file and the file beside it.</param>
    /// <param name="command">What this process does, for whoever finds the lock taken.</param>
    public static LedgerLock Take(string database, FileRights rights, string command)
    {
        // Beside the lock, since nobody can read a file that is locked.
        var (path, holder) = ($"{database}.lock", $"{database}.holder");
        try
        {
            rights.MakeFolder(Path.GetDirectoryName(path)!);
            var taken = new LedgerLock(Open(path, rights) ?? throw LedgerException.InUse(database, LedgerHolder.Of(holder)));
            try
            {
                FileLock.Prove(taken._lock.SafeFileHandle);
                if (DeletedLock.Holder(taken._lock.SafeFileHandle) is { } other)
                    throw LedgerException.InUse(database, other);
                LedgerHolder.Write(holder, rights, command);
                return taken;
            }
            catch
            {
                taken.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw LedgerException.NotLockable(database, e);
        }
    }

    /// <summary>True while a process has the lock. Nothing is made or written.</summary>
    public static bool IsHeld(string database)
    {
        if (FileFacts.At($"{database}.lock") is not { Kind: FileKind.Regular })
            return false;
        try
        {
            using var shared = new FileStream($"{database}.lock", FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            // It may be: a reader that takes a ledger for one in use reads it rightly also where it is not.
            return true;
        }
        catch (IOException e)
        {
            return FileLock.IsSomebodyElses(e);
        }
    }

    /// <summary>Null where somebody else has it.</summary>
    private static FileStream? Open(string path, FileRights rights)
    {
        FileStream? file = null;
        SpinWait.SpinUntil(() => (file = rights.OpenAlone(path)) is not null, Patience);
        return file;
    }

    public void Dispose() => _lock.Dispose();
}
