using System.Data.Common;
using ActionSync.Archive;
using ActionSync.Documents.Messages;
using ActionSync.Files;
using ActionSync.Ledger;
using ActionSync.Planning;
using ActionSync.Telemetry;
using ActionSync.Text;
using Humanizer;

namespace ActionSync.Intake;

/// <summary>Takes in one file of the drop folder: reads it, and then it is accepted, rejected or waited for.</summary>
internal sealed partial class FileIntake(
    DropFolder inbox, DocumentReader reader, InboxLease lease, PathIncidents paths, HeldDocuments held, DocumentImporter importer, Rejections rejections,
    ArchiveFolder archive, UnfinishedFiles unfinished, SeenFiles seen, IntakeOptions options, ILogger<FileIntake> logger)
{
    /// <summary>What lies there and is not taken in, as it was when it was read: it is not read again.</summary>
    private readonly Dictionary<string, (FileFacts File, ImportResult Result)> _staying = [];
    private IReadOnlySet<string> _waiting = new HashSet<string>();

    /// <summary>True where the file was dealt with in the form that it has now, and stays.</summary>
    public bool IsDone(DroppedFile file) =>
        (options.KeepInPlace && seen.IsUnchanged(file)) || Staying(file) is ImportResult.Left;

    /// <summary>To be called before the files of a pass: finds out what a person released.</summary>
    public async Task BeginAsync(IReadOnlyCollection<DroppedFile> files, CancellationToken cancellationToken)
    {
        if (options.KeepInPlace)
            await seen.LoadAsync(files, cancellationToken);
        var there = files.Select(file => file.Path).ToHashSet();
        foreach (var gone in _staying.Keys.Where(path => !there.Contains(path)).ToList())
            _staying.Remove(gone);
        _waiting = await held.WaitingAsync(cancellationToken);
    }

    /// <summary>To be called behind them.</summary>
    public Task EndAsync(CancellationToken cancellationToken) => seen.SaveNotedAsync(cancellationToken);

    /// <param name="file">The file, whose turn it is.</param>
    /// <param name="policy">Which new items of this pass get an issue.</param>
    /// <param name="behind">The incidents of which this pass took a document in and could not put its file away: later ones wait for it.</param>
    /// <param name="cancellationToken">Ends the pass.</param>
    /// <returns>Null where the file was read in this form before.</returns>
    public async Task<ImportResult?> TakeInAsync(DroppedFile file, NewItemPolicy policy, HashSet<string> behind, CancellationToken cancellationToken)
    {
        if (IsDone(file))
            return null;
        // Whoever waits is named in every pass, and read again once a person gave the word.
        return Staying(file) is ImportResult.Held waits && _waiting.Contains(file.Path)
            ? waits
            : await TakeInHeldAsync(file, policy, behind, cancellationToken);
    }

    /// <summary>The same for a file that waits: it is looked at again, since others may have been taken in meanwhile.</summary>
    public async Task<ImportResult?> TakeInHeldAsync(DroppedFile file, NewItemPolicy policy, HashSet<string> behind, CancellationToken cancellationToken)
    {
        var name = inbox.NameOf(file.Path);
        try
        {
            return await ReadAsync(file, name, policy, behind, cancellationToken);
        }
        // A folder that others own changes while it is read; what is gone is gone.
        catch (Exception e) when (options.KeepInPlace && e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (FileNotFoundException)
        {
            return new ImportResult.Unreadable(name, "it was taken away while it was read; nothing was taken in.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ImportResult.Unreadable(name, $"{e.Message} It stays in {inbox.FullPath} and is tried again.");
        }
        // A ledger that fails fails every file; anything else is this file's own trouble and must not stop the others.
        catch (Exception e) when (e is not (OperationCanceledException or DbException or LedgerException or InboxLeaseLostException))
        {
            Log.Broken(logger, e, name);
            return new ImportResult.Unreadable(
                name, $"{e.Message} This is a fault of ActionSync; the file stays in {inbox.FullPath}. Please report it with the file.");
        }
    }

    private async Task<ImportResult?> ReadAsync(
        DroppedFile file, string name, NewItemPolicy policy, HashSet<string> behind, CancellationToken cancellationToken)
    {
        var reach = new LinkReach(inbox.FullPath, options);
        var document = await reader.ReadAsync(file.Path, file.Links, opened => !file.IsLink || reach.Allows(opened), inbox.Access, cancellationToken);
        if (document.File.Size != file.Size || document.File.ModifiedAt != file.ModifiedAt)
            return new ImportResult.Replaced(name) { ReadAgain = true };
        if (options.KeepInPlace && seen.HasContent(file, document))
            return null;
        if (document.Parsed.EndsTooEarly && await unfinished.UntilAsync(file, document.Hash, cancellationToken) is { } wait)
        {
            inbox.WaitFor(file, wait);
            Log.Waits(logger, name, RoughTime.Of(wait));
            return new ImportResult.Incomplete(name, document.Parsed.Problems) { ReadAgain = true };
        }
        return document.Parsed.Problems.Count > 0
            ? await RejectAsync(file, name, document, cancellationToken)
            : document.Parsed.WhyNone is { } why
            ? Leave(file, name, why, document)
            : await AcceptAsync(file, name, document, policy, behind, cancellationToken);
    }

    /// <summary>Most texts of a repository are no incident: there nobody is told. Among files that were dropped it is said, once.</summary>
    private ImportResult? Leave(DroppedFile file, string name, string why, ReadDocument document)
    {
        if (!options.KeepInPlace)
        {
            var left = new ImportResult.Left(name, $"{why} It stays where it is.") { MayBeDocument = false };
            _staying[file.Path] = (document.File, left);
            return left;
        }
        Log.NoIncident(logger, name, why);
        seen.Note(file, document);
        return null;
    }

    private ImportResult? Staying(DroppedFile file) =>
        _staying.TryGetValue(file.Path, out var staying) && staying.File == file.Facts ? staying.Result : null;

    private async Task<ImportResult> HoldAsync(
        DroppedFile file, string name, PlacedDocument waiting, ReadDocument document, CancellationToken cancellationToken)
    {
        var hash = waiting.Document.Fingerprint;
        await held.HoldAsync(waiting.Id, file.Path, hash, cancellationToken);
        var result = new ImportResult.Held(name, waiting.Id, waiting.WhyHeld!, hash);
        _staying[file.Path] = (document.File, result);
        return result;
    }

    private async Task<ImportResult> AcceptAsync(
        DroppedFile file, string name, ReadDocument document, NewItemPolicy policy, HashSet<string> behind, CancellationToken cancellationToken)
    {
        var placed = await paths.PlaceAsync(document.Parsed.OfIncidents().Incidents, cancellationToken);
        if (placed.FirstOrDefault(d => d.IsHeld) is { } waiting)
            return await HoldAsync(file, name, waiting, document, cancellationToken);
        var incidents = placed.Select(d => d.Id).ToList();
        var isBehind = behind.Overlaps(incidents);
        behind.UnionWith(incidents);
        if (isBehind)
            return new ImportResult.Behind(name);
        var plans = await importer.TakeInAsync([.. placed.Select(d => d.Document)], name, policy, lease, cancellationToken);
        var isDone = options.KeepInPlace ? await seen.SaveAsync(file, document, cancellationToken) : await inbox.Access.WriteAsync(() => Delete(file));
        behind.ExceptWith(incidents);
        if (_staying.Remove(file.Path) || _waiting.Contains(file.Path))
            await held.ForgetFileAsync(file.Path, cancellationToken);
        await rejections.SupersedeAsync(name, cancellationToken);
        foreach (var renamed in placed.Select(d => d.Renamed).OfType<string>())
            Log.Renamed(logger, renamed);
        Log.Accepted(logger, name, "incident".ToQuantity(placed.Count));
        return new ImportResult.Accepted(name, [.. plans.Select(PlanCounts.Of)])
        {
            ReadAgain = !isDone,
            Unread = ProblemsText.Unread(name, document.Parsed),
            Lines = document.Parsed.Source,
            Path = options.KeepInPlace ? file.Path : null,
            Receipt = archive.ReceiptOf(placed[0].Id),
        };
    }

    private async Task<ImportResult> RejectAsync(DroppedFile file, string name, ReadDocument document, CancellationToken cancellationToken)
    {
        var problems = document.Parsed.Problems;
        if (options.KeepInPlace)
        {
            var list = await rejections.ExplainAsync(name, document.Parsed, cancellationToken);
            Log.Rejected(logger, name, "problem".ToQuantity(problems.Count), list);
            var isKept = await seen.SaveAsync(file, document, cancellationToken);
            if (isKept)
                Counters.DocumentRejected(RejectionReason.Of(document.Parsed));
            return new ImportResult.Rejected(name, document.Parsed) { ReadAgain = !isKept };
        }
        if (await inbox.Access.WriteAsync(() => ClaimedFile.Take(file)) is not { } taken)
            return new ImportResult.Replaced(name) { ReadAgain = true };
        try
        {
            var target = await rejections.MoveAsync(taken.Path, name, document.Parsed, cancellationToken);
            Counters.DocumentRejected(RejectionReason.Of(document.Parsed));
            if (document.Parsed.EndsTooEarly)
                await unfinished.FollowAsync(file, target, document.Hash, cancellationToken);
            Log.Rejected(logger, name, "problem".ToQuantity(problems.Count), RejectedFolder.ListOf(target));
            return new ImportResult.Rejected(name, document.Parsed);
        }
        finally
        {
            await inbox.Access.WriteAsync(taken.Dispose);
        }
    }

    /// <summary>The archive has what was read. False where something else is in its place by now, which stays.</summary>
    private static bool Delete(DroppedFile file)
    {
        using var taken = ClaimedFile.Take(file);
        if (taken is not null)
            File.Delete(taken.Path);
        return taken is not null;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Took in {File}: {Incidents}")]
        public static partial void Accepted(ILogger logger, string file, string incidents);

        [LoggerMessage(Level = LogLevel.Information, Message = "{Renamed}")]
        public static partial void Renamed(ILogger logger, string renamed);

        [LoggerMessage(LogLevel.Debug, "Not taken in: {File} {Why}")]
        public static partial void NoIncident(ILogger logger, string file, string why);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{File} ends too early; it is waited for, about {Wait} more, in case somebody still writes it")]
        public static partial void Waits(ILogger logger, string file, string wait);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Rejected {File}: {Problems}, listed in {List}")]
        public static partial void Rejected(ILogger logger, string file, string problems, string list);

        [LoggerMessage(Level = LogLevel.Error, Message = "Taking in {File} failed by a fault of ActionSync")]
        public static partial void Broken(ILogger logger, Exception exception, string file);
    }
}
