using ActionSync.Planning;

namespace ActionSync.Intake;

/// <summary>Takes in a file that a person named, where it lies.</summary>
internal sealed class FileImport(FileArguments files, PathIncidents paths, HeldDocuments held, DocumentImporter importer)
{
    public async Task<ImportResult> TakeInAsync(string path, NewItemPolicy policy, CancellationToken cancellationToken)
    {
        var parsed = await files.ReadAsync(path, cancellationToken);
        if (parsed.Problems.Count > 0)
            return new ImportResult.Rejected(path, parsed.Problems);
        if (parsed.WhyNone is { } why)
            return new ImportResult.Left(path, why);
        var placed = await paths.PlaceAsync(parsed.OfIncidents().Incidents, cancellationToken);
        if (placed.FirstOrDefault(document => document.IsHeld) is { } waiting)
        {
            var hash = waiting.Document.Fingerprint;
            await held.HoldAsync(waiting.Id, Path.GetFullPath(path), hash, cancellationToken);
            return new ImportResult.Held(path, waiting.Id, waiting.WhyHeld!, hash);
        }
        var plans = await importer.TakeInAsync([.. placed.Select(document => document.Document)], Path.GetFileName(path), policy, null, cancellationToken);
        return new ImportResult.Accepted(path, [.. plans.Select(PlanCounts.Of)]) { Unread = parsed.WhatIsUnread };
    }
}
