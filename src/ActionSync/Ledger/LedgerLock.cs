namespace ActionSync.Ledger;

/// <summary>
/// The operating system's lock on a SQLite ledger: <c>run</c> and <c>once</c> exclude each other. It ends with the process, however that ends.
/// </summary>
internal sealed class LedgerLock : IDisposable
{
    private readonly FileStream _lock;

    private LedgerLock(FileStream file) => _lock = file;

    /// <summary>Takes the lock of a ledger, or throws a <see cref="LedgerException"/> that names who has it.</summary>
    /// <param name="database">The path of the database file.</param>
    /// <param name="command">What this process does, for whoever finds the lock taken.</param>
    public static LedgerLock Take(string database, string command)
    {
        var path = $"{database}.lock";
        // Beside the lock, since nobody can read a file that is locked.
        var holder = $"{database}.holder";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var taken = new LedgerLock(Open(database, path, holder));
        try
        {
            File.WriteAllText(holder, $"actionsync {command}, process {Environment.ProcessId} on {Environment.MachineName}");
            return taken;
        }
        catch
        {
            // A full disk is no other process: the lock goes back, and the error is told as what it is.
            taken.Dispose();
            throw;
        }
    }

    private static FileStream Open(string database, string path, string holder)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (File.Exists(path))
        {
            var who = File.Exists(holder) ? File.ReadAllText(holder) : "another process";
            throw new LedgerException(
                $"The ledger {database} is in use by {who}. Stop that process, or give this one a ledger of its own (Ledger:ConnectionString). " +
                "Several workers on one ledger need PostgreSQL.", e);
        }
    }

    public void Dispose() => _lock.Dispose();
}
