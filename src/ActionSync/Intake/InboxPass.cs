using System.Data.Common;
using ActionSync.Configuration;
using ActionSync.Ledger;
using ActionSync.Parsing;

namespace ActionSync.Intake;

/// <summary>Takes in, one after the other, the files of the drop folder that are ready. One bad file never stops the others.</summary>
internal sealed partial class InboxPass(
    DropFolder inbox, DocumentReader reader, InboxLease lease, TakingIn takingIn, RejectedFolder rejected, LedgerDatabase ledger, InboxTrouble trouble, IntakeOptions options, ILogger<InboxPass> logger)
{
    /// <summary>Returns what became of each file, and whether more are still settling.</summary>
    public async Task<(IReadOnlyList<TakenIn> Results, bool MoreToCome)> RunAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<DroppedFile> ready;
        bool moreToCome;
        var results = new List<TakenIn>();
        try
        {
            (ready, moreToCome) = inbox.Look();
            if (ready.Count == 0 && !TakenFile.AreLeft(inbox.FullPath))
            {
                trouble.Over();
                return ([], moreToCome);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ([Unusable(e)], false);
        }
        var unfinished = new HashSet<string>();
        try
        {
            if (!await lease.TakeAsync(cancellationToken))
                return ([], moreToCome);
            // Nobody else takes files now, so what lies aside was left by a crash. It comes before what was dropped since.
            TakenFile.PutBackAll(inbox.FullPath);
            // Listed again: what another worker took in a moment ago is gone.
            (ready, moreToCome) = inbox.Look();
            foreach (var file in ready)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (options.KeepInPlace && await WasSeenAsync(file, cancellationToken))
                    continue;
                var result = await TakeInAsync(file, unfinished, cancellationToken);
                results.Add(result);
                moreToCome |= result.ReadAgain;
            }
            trouble.Over();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            results.Add(Unusable(e));
        }
        catch (InboxLeaseLostException)
        {
            Log.TakenOver(logger, inbox.FullPath);
        }
        finally
        {
            await lease.ReleaseAsync();
        }
        return (results, moreToCome);
    }

    private TakenIn.Unreadable Unusable(Exception error) => new(inbox.FullPath, trouble.Report(error));

    /// <param name="file">The file, whose turn it is.</param>
    /// <param name="unfinished">The incidents of which this pass took a document in and could not put its file away: later ones wait for it.</param>
    /// <param name="cancellationToken">Ends the pass.</param>
    private async Task<TakenIn> TakeInAsync(DroppedFile file, HashSet<string> unfinished, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(file.Path);
        try
        {
            var parsed = await reader.ReadAsync(file.Path, cancellationToken);
            if (parsed.EndsTooEarly && inbox.IsYoung(file))
                return new TakenIn.Incomplete(name, parsed.Problems) { ReadAgain = true };
            if (parsed.Problems.Count > 0)
                return await RejectAsync(file, name, parsed.Problems, cancellationToken);
            var incidents = parsed.Incidents.Select(d => d.Incident.Id).ToList();
            var isBehind = unfinished.Overlaps(incidents);
            unfinished.UnionWith(incidents);
            if (isBehind)
                return new TakenIn.Behind(name);
            var plans = await takingIn.TakeInAsync(parsed.Incidents, name, lease, cancellationToken);
            var isDone = options.KeepInPlace ? await SaveSeenAsync(file, cancellationToken) : Delete(file);
            unfinished.ExceptWith(incidents);
            Log.Accepted(logger, name, parsed.Incidents.Count);
            return new TakenIn.Accepted(name, plans) { ReadAgain = !isDone };
        }
        catch (FileNotFoundException)
        {
            return new TakenIn.Unreadable(name, "it was taken away while it was read; nothing was taken in.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.Unreadable(logger, name, e.Message);
            return new TakenIn.Unreadable(name, $"{e.Message} It stays in {inbox.FullPath} and is tried again.");
        }
        // A ledger that fails fails every file; anything else is this file's own trouble and must not stop the others.
        catch (Exception e) when (e is not (OperationCanceledException or DbException or LedgerException))
        {
            Log.Broken(logger, e, name);
            return new TakenIn.Unreadable(name, $"{e.Message} This is a fault of ActionSync; the file stays in {inbox.FullPath}. Please report it with the file.");
        }
    }

    private async Task<TakenIn> RejectAsync(DroppedFile file, string name, IReadOnlyList<Problem> problems, CancellationToken cancellationToken)
    {
        if (options.KeepInPlace)
        {
            await rejected.ExplainAsync(file.Path, problems, cancellationToken);
            Log.Rejected(logger, name, problems.Count, $"{Path.Combine(options.Rejected, name)}.problems.txt");
            return new TakenIn.Rejected(name, problems) { ReadAgain = !await SaveSeenAsync(file, cancellationToken) };
        }
        using var taken = TakenFile.Take(file);
        if (taken is null)
            return new TakenIn.Replaced(name) { ReadAgain = true };
        var target = await rejected.MoveAsync(taken.Path, problems, cancellationToken);
        Log.Rejected(logger, name, problems.Count, $"{target}.problems.txt");
        return new TakenIn.Rejected(name, problems);
    }

    /// <summary>The archive has what was read. False where something else is in its place by now, which stays.</summary>
    private static bool Delete(DroppedFile file)
    {
        using var taken = TakenFile.Take(file);
        if (taken is not null)
            File.Delete(taken.Path);
        return taken is not null;
    }

    private async Task<bool> WasSeenAsync(DroppedFile file, CancellationToken cancellationToken)
    {
        await using var work = await ledger.ReadAsync(cancellationToken);
        return await work.Incidents.WasSeenAsync(file.Path, file.Size, file.ModifiedAt, cancellationToken);
    }

    /// <summary>Remembers a file that stays. False where something else is in its place by now.</summary>
    private async Task<bool> SaveSeenAsync(DroppedFile file, CancellationToken cancellationToken)
    {
        await using var work = await ledger.BeginAsync(cancellationToken);
        await work.Incidents.SaveSeenAsync(file.Path, file.Size, file.ModifiedAt, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return DropFolder.IsUntouched(file, file.Path);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Another worker goes on with {Inbox}: this one was too slow")]
        public static partial void TakenOver(ILogger logger, string inbox);

        [LoggerMessage(Level = LogLevel.Information, Message = "Took in {File}: {Incidents} incident(s)")]
        public static partial void Accepted(ILogger logger, string file, int incidents);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Rejected {File}: {Problems} problem(s), listed in {List}")]
        public static partial void Rejected(ILogger logger, string file, int problems, string list);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Cannot take in {File}: {Reason}")]
        public static partial void Unreadable(ILogger logger, string file, string reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "Taking in {File} failed by a fault of ActionSync")]
        public static partial void Broken(ILogger logger, Exception exception, string file);
    }
}
