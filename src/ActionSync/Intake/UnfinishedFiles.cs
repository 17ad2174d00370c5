using ActionSync.Files;
using ActionSync.Ledger;

namespace ActionSync.Intake;

/// <summary>
/// Documents that end too early. Each is waited for from the last change that we saw, since somebody may still write it: the ledger remembers that moment, so
/// that it also counts for a command that looks now and then. One that was rejected in the end is followed to where it lies, and taken back should it change
/// there: its writer never noticed.
/// </summary>
internal sealed partial class UnfinishedFiles(
    LedgerDatabase ledger, DropFolder inbox, RejectedFolder rejected, IntakeOptions options, TimeProvider clock, ILogger<UnfinishedFiles> logger)
{
    /// <summary>Whoever writes on for longer than this writes into what was given up.</summary>
    private static readonly TimeSpan FollowedFor = TimeSpan.FromDays(1);

    /// <summary>How much longer this file is waited for; null where the time is over.</summary>
    public async Task<TimeSpan?> UntilAsync(DroppedFile file, string hash, CancellationToken cancellationToken)
    {
        await using var work = await ledger.BeginAsync(cancellationToken);
        var (left, isKnown) = await LookAsync(file, hash, work, cancellationToken);
        if (isKnown)
            return left;
        await new SeenFileStore(work).SaveAsync(Of(file, file.Path, hash, SeenFileState.Unfinished, clock.GetUtcNow()), cancellationToken);
        await work.CommitAsync(cancellationToken);
        return left;
    }

    /// <summary>The same for those who only look: nothing is written down.</summary>
    /// <param name="work">The ledger; null where there is none yet.</param>
    public async Task<TimeSpan?> LeftAsync(DroppedFile file, string hash, LedgerTransaction? work, CancellationToken cancellationToken) =>
        (await LookAsync(file, hash, work, cancellationToken)).Left;

    private async Task<(TimeSpan? Left, bool IsKnown)> LookAsync(
        DroppedFile file, string hash, LedgerTransaction? work, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var known = work is null ? null : await new SeenFileStore(work).FindAsync(file.Path, cancellationToken);
        // A moment that lies ahead is one of a clock that was set back since.
        var isKnown = known is { State: SeenFileState.Unfinished } && known.Hash == hash && known.Since <= now;
        var left = isKnown ? known!.Since + options.Patience - now : options.Patience;
        return (left > TimeSpan.Zero ? left : null, isKnown);
    }

    /// <summary>Follows a file to where it was rejected to.</summary>
    public async Task FollowAsync(DroppedFile file, string rejectedPath, string hash, CancellationToken cancellationToken)
    {
        await using var work = await ledger.BeginAsync(cancellationToken);
        await new SeenFileStore(work).ForgetAsync([file.Path], cancellationToken);
        await new SeenFileStore(work).SaveAsync(Of(file, rejectedPath, hash, SeenFileState.RejectedUnfinished, clock.GetUtcNow()), cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    public async Task<bool> AnyRejectedAsync(CancellationToken cancellationToken)
    {
        await using var work = await ledger.ReadAsync(cancellationToken);
        return (await new SeenFileStore(work).InStateAsync(SeenFileState.RejectedUnfinished, cancellationToken)).Count > 0;
    }

    /// <summary>The documents that are waited for now, and until when, by the ledger: for the commands that show.</summary>
    public async Task<IReadOnlyList<(string Path, DateTimeOffset Until)>> WaitedForAsync(LedgerTransaction work, CancellationToken cancellationToken)
    {
        var files = await new SeenFileStore(work).InStateAsync(SeenFileState.Unfinished, cancellationToken);
        if (files.Count == 0)
            return [];
        var there = await inbox.Access.RunAsync(
            () => files.Where(file => FileFacts.Behind(file.Path) is { Kind: FileKind.Regular } now && now.Size == file.Size).ToList(), cancellationToken);
        return [.. there.Select(file => (file.Path, (file.Since ?? clock.GetUtcNow()) + options.Patience))];
    }

    /// <summary>Puts every rejected file that was written to afterwards back into the drop folder, where it is read like any other.</summary>
    public async Task TakeBackChangedAsync(CancellationToken cancellationToken)
    {
        var over = new List<string>();
        await using var work = await ledger.BeginAsync(cancellationToken);
        var oldest = clock.GetUtcNow() - FollowedFor;
        foreach (var file in await new SeenFileStore(work).InStateAsync(SeenFileState.RejectedUnfinished, cancellationToken))
        {
            var now = await rejected.Access.RunAsync(() => FileFacts.At(file.Path), cancellationToken);
            var hasChanged = now is { Kind: FileKind.Regular }
                && (now.Size != file.Size || now.ModifiedAt.ToUnixTimeMilliseconds() != file.ModifiedAt.ToUnixTimeMilliseconds());
            if (hasChanged)
                await inbox.Access.WriteAsync(() => TakeBack(file.Path));
            if (hasChanged || file.Since < oldest)
                over.Add(file.Path);
        }
        var old = (await new SeenFileStore(work).InStateAsync(SeenFileState.Unfinished, cancellationToken)).Where(file => file.Since < oldest).ToList();
        over.AddRange(
            await inbox.Access.RunAsync(() => old.Where(file => FileFacts.Behind(file.Path) is null).Select(file => file.Path).ToList(), cancellationToken));
        if (over.Count == 0)
            return;
        await new SeenFileStore(work).ForgetAsync(over, cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    private void TakeBack(string path)
    {
        var place = Path.Combine(inbox.FullPath, Path.GetFileName(path));
        for (var n = 2; FileFacts.At(place) is not null; n++)
            place = Path.Combine(inbox.FullPath, NumberedName.Of(Path.GetFileName(path), n));
        File.Move(path, place);
        if (FileFacts.At(RejectedFolder.ListOf(path)) is { Kind: FileKind.Regular })
            File.Delete(RejectedFolder.ListOf(path));
        Log.TakenBack(logger, Path.GetFileName(path), Path.GetFileName(place));
    }

    private static SeenFile Of(DroppedFile file, string path, string hash, string state, DateTimeOffset since) =>
        new() { Path = path, Size = file.Size, ModifiedAt = file.ModifiedAt, Hash = hash, State = state, Since = since };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning,
            Message = "{Rejected} was written to after it was rejected as unfinished; it is back in the drop folder as {File}")]
        public static partial void TakenBack(ILogger logger, string rejected, string file);
    }
}
