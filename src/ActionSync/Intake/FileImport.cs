using ActionSync.Archive;
using ActionSync.Documents.Messages;
using ActionSync.Planning;
using ActionSync.Telemetry;

namespace ActionSync.Intake;

/// <summary>Takes in a document that a person named, where it lies.</summary>
internal sealed class FileImport(
    FileArguments files, DropFolder inbox, PathIncidents paths, HeldDocuments held, DocumentImporter importer, Rejections rejections, ArchiveFolder archive)
{
    public async Task<ImportResult> TakeInAsync(FileArgument file, NewItemPolicy policy, CancellationToken cancellationToken)
    {
        var (parsed, _) = await files.ReadAsync(file, cancellationToken);
        var shown = file.Label;
        if (parsed.Problems.Count > 0)
        {
            Counters.DocumentRejected(RejectionReason.Of(parsed));
            return new ImportResult.Rejected(shown, parsed);
        }
        if (parsed.WhyNone is { } why)
            return new ImportResult.Left(shown, why);
        var placed = await paths.PlaceAsync(parsed.OfIncidents().Incidents, cancellationToken);
        if (placed.FirstOrDefault(document => document.IsHeld) is { } waiting)
        {
            var hash = waiting.Document.Fingerprint;
            await held.HoldAsync(waiting.Id, Path.GetFullPath(shown), hash, cancellationToken);
            return new ImportResult.Held(shown, waiting.Id, waiting.WhyHeld!, hash);
        }
        var plans = await importer.TakeInAsync([.. placed.Select(document => document.Document)], Path.GetFileName(shown), policy, null, cancellationToken);
        if (file is FileArgument.Lying at)
            await rejections.CorrectAsync(at.Identity ?? inbox.NameOf(at.Path), [.. placed.Select(document => document.Id)], cancellationToken);
        return new ImportResult.Accepted(shown, [.. plans.Select(PlanCounts.Of)])
        {
            Unread = ProblemsText.Unread(shown, parsed),
            Lines = parsed.Source,
            Path = file is FileArgument.Lying lying ? lying.Path : null,
            Receipt = archive.ReceiptOf(placed[0].Id),
        };
    }
}
