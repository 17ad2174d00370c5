using ActionSync.Files;
using ActionSync.Planning;

namespace ActionSync.Intake;

/// <summary>Takes in, one after the other, the files of the drop folder that are ready. One bad file never stops the others.</summary>
internal sealed partial class InboxPass(
    DropFolder inbox, IntakeOptions options, InboxLease lease, FileIntake files, UnfinishedFiles unfinished, InboxTrouble trouble, InboxSurvey survey,
    DocumentNames names, StagedUploads uploads, NoticeMemory notices, LeftNotices leftNotices, PlanningOptions planning, TimeProvider clock,
    ILogger<InboxPass> logger)
{
    private static readonly TimeSpan FoldersEvery = TimeSpan.FromHours(1);

    private long? _foldersLookedAt;

    /// <summary>True where more may come: files that settle, and unfinished ones.</summary>
    /// <param name="tell">Is told at once what became of each file, and what cannot be taken in the first time that it is seen.</param>
    /// <param name="cancellationToken">Ends the pass between two files.</param>
    public Task<bool> RunAsync(Action<ImportResult> tell, CancellationToken cancellationToken) =>
        RunAsync(new NewItemLimits(planning), tell, cancellationToken);

    /// <summary>As above, as a part of a longer pass.</summary>
    /// <param name="policy">Which new items of the whole pass get an issue.</param>
    /// <param name="tell">As above.</param>
    /// <param name="cancellationToken">Ends the pass between two files.</param>
    public async Task<bool> RunAsync(NewItemPolicy policy, Action<ImportResult> tell, CancellationToken cancellationToken)
    {
        InboxView view;
        try
        {
            view = await inbox.LookAsync(cancellationToken);
            await TellAsync(view.Left, tell, cancellationToken);
            await LookAfterFoldersAsync(cancellationToken);
            if (view.Ready.All(files.IsDone) && !await HasLeftoversAsync(cancellationToken))
            {
                trouble.Ended();
                return view.Settling.Count > 0;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            tell(Unusable(e));
            return false;
        }
        try
        {
            if (!await lease.TakeAsync(cancellationToken))
                return view.Settling.Count > 0;
            var moreToCome = await TakeInReadyAsync(view, policy, tell, cancellationToken);
            trouble.Ended();
            return moreToCome;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            tell(Unusable(e));
            return false;
        }
        catch (InboxLeaseLostException)
        {
            Log.TakenOver(logger, inbox.FullPath);
            return inbox.Latest.Settling.Count > 0;
        }
        finally
        {
            await lease.ReleaseAsync();
        }
    }

    private async Task<bool> TakeInReadyAsync(InboxView view, NewItemPolicy policy, Action<ImportResult> tell, CancellationToken cancellationToken)
    {
        // Nobody else takes files now, so what lies aside was left by a crash. It comes before what was dropped since.
        await PutBackAsync(cancellationToken);
        await unfinished.TakeBackChangedAsync(cancellationToken);
        // Listed again: what another worker took in a moment ago is gone. Where files stay, nobody takes them away.
        if (!options.KeepInPlace)
            view = await inbox.LookAsync(cancellationToken);
        await files.BeginAsync([.. view.Ready, .. view.Settling], cancellationToken);
        var moreToCome = view.Settling.Count > 0;
        var behind = new HashSet<string>();
        var refused = new List<ImportResult.Unreadable>();
        var waiting = new List<ImportResult.Held>();
        var noIncidents = new List<LeftEntry>();
        var last = new List<(DroppedFile File, ImportResult Result)>();
        var isNew = false;
        foreach (var file in view.Ready)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await files.TakeInAsync(file, policy, behind, cancellationToken) is not { } result)
                continue;
            isNew |= result is ImportResult.Accepted;
            if (result is ImportResult.Held)
                last.Add((file, result));
            else
                Note(result);
        }
        // Where what a file was known for has turned up under another name since, the file waits for nobody.
        foreach (var (file, result) in last)
        {
            if (!isNew)
                Note(result);
            else if (await files.TakeInHeldAsync(file, policy, behind, cancellationToken) is { } again)
                Note(again);
        }
        await files.EndAsync(cancellationToken);
        foreach (var news in notices.News("files", refused, file => $"{file.Source}: {file.Reason}"))
            tell(news);
        foreach (var news in notices.News("held", waiting, file => $"{file.Source} {file.Hash}"))
            tell(news);
        await TellNoDocumentsAsync(noIncidents, tell, cancellationToken);
        return moreToCome;

        void Note(ImportResult result)
        {
            moreToCome |= result.ReadAgain;
            if (result is ImportResult.Unreadable unreadable)
                refused.Add(unreadable);
            else if (result is ImportResult.Held held)
                waiting.Add(held);
            else if (result is ImportResult.Left { MayBeDocument: false } left)
                noIncidents.Add(new LeftEntry(left.Source, left.Why, MayBeDocument: false));
            else
                tell(result);
        }
    }

    // What cannot be put back stays and is named by the listing; the other documents are taken in all the same.
    private async Task PutBackAsync(CancellationToken cancellationToken)
    {
        var problems = await inbox.Access.RunAsync(() => ClaimedFile.PutBackAll(inbox.FullPath, names), cancellationToken);
        foreach (var reason in notices.News("aside", problems, text => text))
            Log.NotPutBack(logger, reason);
    }

    /// <summary>Once an hour: says what lies in the archive and is neither read nor written, and forgets uploads that nobody accepted.</summary>
    private async Task LookAfterFoldersAsync(CancellationToken cancellationToken)
    {
        if (_foldersLookedAt is { } last && clock.GetElapsedTime(last) < FoldersEvery)
            return;
        _foldersLookedAt = clock.GetTimestamp();
        foreach (var entry in notices.News("archive", await survey.ArchiveAsync(cancellationToken), entry => entry.Sentence))
            Log.InArchive(logger, entry.Sentence);
        await uploads.RemoveOldAsync(cancellationToken);
    }

    private async Task<bool> HasLeftoversAsync(CancellationToken cancellationToken) =>
        await unfinished.AnyRejectedAsync(cancellationToken)
            || await inbox.Access.RunAsync(() => ClaimedFile.AreLeft(inbox.FullPath, names), cancellationToken);

    /// <summary>What may be a document is named by each process anew, since it waits for a person; all else once.</summary>
    private async Task TellAsync(IReadOnlyList<LeftEntry> left, Action<ImportResult> tell, CancellationToken cancellationToken)
    {
        var news = notices.News("left", [.. left.Where(entry => entry.MayBeDocument)], entry => entry.Sentence)
            .Concat(await leftNotices.NewsAsync([.. left.Where(entry => !entry.MayBeDocument)], cancellationToken)).ToHashSet();
        foreach (var entry in left.Where(news.Contains))
            Tell(entry, tell);
    }

    private async Task TellNoDocumentsAsync(IReadOnlyList<LeftEntry> left, Action<ImportResult> tell, CancellationToken cancellationToken)
    {
        foreach (var entry in await leftNotices.NewsAsync(left, cancellationToken))
            Tell(entry, tell);
    }

    private void Tell(LeftEntry entry, Action<ImportResult> tell)
    {
        if (!entry.MayBeDocument)
            Log.NoDocument(logger, entry.Sentence);
        tell(new ImportResult.Left(entry.Name, entry.Why) { MayBeDocument = entry.MayBeDocument });
    }

    private ImportResult.Unusable Unusable(Exception error) => new(inbox.FullPath, trouble.Report(error));

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Another worker goes on with {Inbox}: this one was too slow")]
        public static partial void TakenOver(ILogger logger, string inbox);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Left alone in the archive: {Entry}")]
        public static partial void InArchive(ILogger logger, string entry);

        [LoggerMessage(Level = LogLevel.Warning, Message = "What lies aside in the drop folder cannot be put back: {Reason}")]
        public static partial void NotPutBack(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Information, Message = "In the drop folder {Entry}")]
        public static partial void NoDocument(ILogger logger, string entry);
    }
}
