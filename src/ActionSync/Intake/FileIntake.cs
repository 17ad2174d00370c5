using System.Data.Common;
using ActionSync.Ledger;
using ActionSync.Planning;
using ActionSync.Text;
using Humanizer;

namespace ActionSync.Intake;

/// <summary>Takes in one file of the drop folder: reads it, and then it is accepted, rejected or waited for.</summary>
internal sealed partial class FileIntake(
    DropFolder inbox, DocumentReader reader, InboxLease lease, DocumentImporter importer, RejectedFolder rejected, UnfinishedFiles unfinished, SeenFiles seen,
    IntakeOptions options, ILogger<FileIntake> logger)
{
    /// <param name="file">The file, whose turn it is.</param>
    /// <param name="policy">Which new items of this pass get an issue.</param>
    /// <param name="behind">The incidents of which this pass took a document in and could not put its file away: later ones wait for it.</param>
    /// <param name="cancellationToken">Ends the pass.</param>
    /// <returns>Null where the file was read in this form before.</returns>
    public async Task<ImportResult?> TakeInAsync(DroppedFile file, NewItemPolicy policy, HashSet<string> behind, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(file.Path);
        try
        {
            return options.KeepInPlace && await seen.IsUnchangedAsync(file, cancellationToken)
                ? null
                : await ReadAsync(file, name, policy, behind, cancellationToken);
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
        if (options.KeepInPlace && await seen.HasContentAsync(file, document, cancellationToken))
            return null;
        if (document.Parsed.EndsTooEarly && await unfinished.UntilAsync(file, document.Hash, cancellationToken) is { } wait)
        {
            inbox.WaitFor(file, wait);
            Log.Waits(logger, name, RoughTime.Of(wait));
            return new ImportResult.Incomplete(name, document.Parsed.Problems) { ReadAgain = true };
        }
        return document.Parsed.Problems.Count > 0
            ? await RejectAsync(file, name, document, cancellationToken)
            : await AcceptAsync(file, name, document, policy, behind, cancellationToken);
    }

    private async Task<ImportResult> AcceptAsync(
        DroppedFile file, string name, ReadDocument document, NewItemPolicy policy, HashSet<string> behind, CancellationToken cancellationToken)
    {
        var incidents = document.Parsed.Incidents.Select(d => d.Incident.Id).ToList();
        var isBehind = behind.Overlaps(incidents);
        behind.UnionWith(incidents);
        if (isBehind)
            return new ImportResult.Behind(name);
        var plans = await importer.TakeInAsync(document.Parsed.Incidents, name, policy, lease, cancellationToken);
        var isDone = options.KeepInPlace ? await seen.SaveAsync(file, document, cancellationToken) : await inbox.Access.WriteAsync(() => Delete(file));
        behind.ExceptWith(incidents);
        Log.Accepted(logger, name, "incident".ToQuantity(document.Parsed.Incidents.Count));
        return new ImportResult.Accepted(name, [.. plans.Select(PlanCounts.Of)]) { ReadAgain = !isDone };
    }

    private async Task<ImportResult> RejectAsync(DroppedFile file, string name, ReadDocument document, CancellationToken cancellationToken)
    {
        var problems = document.Parsed.Problems;
        if (options.KeepInPlace)
        {
            var list = await rejected.ExplainAsync(file.Path, problems, cancellationToken);
            Log.Rejected(logger, name, "problem".ToQuantity(problems.Count), list);
            return new ImportResult.Rejected(name, problems) { ReadAgain = !await seen.SaveAsync(file, document, cancellationToken) };
        }
        if (await inbox.Access.WriteAsync(() => ClaimedFile.Take(file)) is not { } taken)
            return new ImportResult.Replaced(name) { ReadAgain = true };
        try
        {
            var target = await rejected.MoveAsync(taken.Path, problems, cancellationToken);
            if (document.Parsed.EndsTooEarly)
                await unfinished.FollowAsync(file, target, document.Hash, cancellationToken);
            Log.Rejected(logger, name, "problem".ToQuantity(problems.Count), RejectedFolder.ListOf(target));
            return new ImportResult.Rejected(name, problems);
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

        [LoggerMessage(Level = LogLevel.Warning, Message = "{File} ends too early; it is waited for, about {Wait} more, in case somebody still writes it")]
        public static partial void Waits(ILogger logger, string file, string wait);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Rejected {File}: {Problems}, listed in {List}")]
        public static partial void Rejected(ILogger logger, string file, string problems, string list);

        [LoggerMessage(Level = LogLevel.Error, Message = "Taking in {File} failed by a fault of ActionSync")]
        public static partial void Broken(ILogger logger, Exception exception, string file);
    }
}
