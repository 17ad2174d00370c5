using ActionSync.Files;
using ActionSync.Ledger;

namespace ActionSync.Intake;

/// <summary>
/// The right to take in one drop folder. Workers that share a folder know it by an id that lies in it, under whatever path each has mounted it, and
/// take turns; workers with a folder each never wait for each other. It is proved again in the very transaction that takes a file in, so that a worker
/// that slept cannot take in an old file behind a newer one. On SQLite there is one worker, and nothing to ask.
/// </summary>
internal sealed class InboxLease(LedgerDatabase ledger, DropFolder inbox, WorkerIdentity worker)
{
    public const string IdFile = ".actionsync-folder";
    private const int LongestId = 100;
    private static readonly TimeSpan HeldFor = TimeSpan.FromSeconds(20);

    private string? _name;

    /// <summary>Takes the lease for a pass; false while another worker has it.</summary>
    public async Task<bool> TakeAsync(CancellationToken cancellationToken)
    {
        if (!ledger.IsShared)
            return true;
        _name = $"inbox {await FolderIdAsync(cancellationToken)}";
        await using var work = await ledger.BeginAsync(cancellationToken);
        var taken = await ProveAsync(work, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return taken;
    }

    /// <summary>Still ours, and for a while longer.</summary>
    public async Task<bool> ProveAsync(LedgerTransaction work, CancellationToken cancellationToken)
    {
        if (_name is null)
            return true;
        var now = await ledger.NowAsync(work, cancellationToken);
        return await work.Leases.HoldAsync(_name, worker.Name, now, now + HeldFor, cancellationToken);
    }

    public async Task ReleaseAsync()
    {
        if (_name is null)
            return;
        await using var work = await ledger.BeginAsync(CancellationToken.None);
        await work.Leases.ReleaseAsync(_name, worker.Name, CancellationToken.None);
        await work.CommitAsync(CancellationToken.None);
        _name = null;
    }

    /// <summary>The folder's own id, made by whoever looks first. Where something else has its name, all workers that see that take turns.</summary>
    private async Task<string> FolderIdAsync(CancellationToken cancellationToken)
    {
        var path = Path.Combine(inbox.FullPath, IdFile);
        await inbox.Access.WriteAsync(async () => FileFacts.At(path) is not null
            || await AtomicFile.CreateAsync(path, System.Text.Encoding.ASCII.GetBytes(Guid.NewGuid().ToString("N")), cancellationToken));
        try
        {
            return await inbox.Access.RunAsync(() => ReadId(path), cancellationToken);
        }
        catch (NotARegularFileException)
        {
            return "without an id";
        }
    }

    private static string ReadId(string path)
    {
        using var file = OpenedFile.ForReading(path, LinkRule.Never);
        return file.ReadAll(LongestId) is { } id ? System.Text.Encoding.UTF8.GetString(id).Trim() : "without an id";
    }
}

/// <summary>Another worker took the drop folder over; the rest of the files is theirs.</summary>
internal sealed class InboxLeaseLostException() : Exception("Another worker takes this drop folder in.");
