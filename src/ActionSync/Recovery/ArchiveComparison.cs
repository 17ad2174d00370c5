using ActionSync.Archive;
using ActionSync.Documents;
using ActionSync.Intake;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Planning;

namespace ActionSync.Recovery;

/// <summary>Compares the ledger with the archive, of which it holds one incident at a time.</summary>
internal sealed class ArchiveComparison(LedgerDatabase ledger, ArchiveReader archive, DocumentPlanner planner, TimeProvider clock)
{
    /// <summary>What differs, each a sentence: what cannot be read first, then incident by incident.</summary>
    public async Task<IReadOnlyList<string>> CompareAsync(LedgerTransaction work, IReadOnlyList<LedgerItem> items, CancellationToken cancellationToken)
    {
        var revisions = (await work.Incidents.RevisionsAsync(cancellationToken)).ToLookup(r => r.IncidentId);
        var itemsOf = items.ToLookup(i => i.IncidentId);
        var stale = (await work.Events.StaleReceiptsAsync(cancellationToken)).Select(r => r.IncidentId).ToHashSet();
        var (problems, unknown, differencesOf) = (new List<string>(), new List<string>(), new Dictionary<string, IReadOnlyList<string>>());
        await foreach (var kept in archive.ReadAsync(problems, cancellationToken))
        {
            if (revisions.Contains(kept.Id))
                differencesOf[kept.Id] = await CompareIncidentAsync(kept.Id, kept);
            else
                unknown.Add($"{kept.Id} is in the archive and not in the ledger. Drop its last document again, or make the ledger anew with actionsync rebuild --replace.");
        }
        var differences = problems.ToList();
        foreach (var id in revisions.Select(g => g.Key))
            differences.AddRange(differencesOf.GetValueOrDefault(id) ?? await CompareIncidentAsync(id, null));
        return [.. differences, .. unknown];

        async Task<IReadOnlyList<string>> CompareIncidentAsync(string id, ArchivedIncident? kept) =>
        [
            .. CompareRevisions(id, [.. revisions[id]], kept, [.. itemsOf[id]]),
            .. stale.Contains(id) ? [] : await CompareReceiptAsync(id, kept?.Receipt, [.. itemsOf[id]], work, cancellationToken),
        ];
    }

    private IEnumerable<string> CompareRevisions(string id, IReadOnlyList<KnownRevision> revisions, ArchivedIncident? kept, IReadOnlyList<LedgerItem> items)
    {
        var inArchive = kept?.Revisions.ToDictionary(r => r.Number) ?? [];
        foreach (var lost in revisions.Where(r => !inArchive.ContainsKey(r.Revision)))
            yield return $"{id}: revision {lost.Revision} is in the ledger and not in the archive. Copy it from another worker's archive or a backup of the data folder: actionsync rebuild would need it.";
        foreach (var changed in revisions.Where(r => inArchive.TryGetValue(r.Revision, out var file) && file.Hash != r.Hash))
            yield return $"{id}: revision {changed.Revision} in the archive is not the document that was taken in. Put the original back from a backup of the data folder.";
        foreach (var number in inArchive.Keys.Except(revisions.Select(r => r.Revision)))
            yield return $"{id}: revision {number} is in the archive and not in the ledger. Drop that file again, or make the ledger anew with actionsync rebuild --replace.";
        if (!inArchive.TryGetValue(revisions[^1].Revision, out var latest))
            yield break;
        foreach (var difference in CompareDocument(id, latest, items))
            yield return difference;
    }

    /// <summary>Every item that the latest document names, and no other that is not withdrawn.</summary>
    private IEnumerable<string> CompareDocument(string id, ArchivedRevision latest, IReadOnlyList<LedgerItem> items)
    {
        var byKey = items.ToDictionary(i => i.Key);
        foreach (var step in planner.Plan(latest.Document, items, clock.GetUtcNow()).Steps)
        {
            // What it asks of the five fields depends on the configuration too; these do not.
            if (byKey.TryGetValue(step.Item.Key, out var known) && Named(known) is var inLedger && Named(step.Item) is var inDocument && inLedger != inDocument)
                yield return $"{known.Key}: the ledger has it as {inLedger}, and revision {latest.Number} of {id} as {inDocument}. Drop that document again with any change, or make the ledger anew with actionsync rebuild --replace.";
            foreach (var change in AskedOtherwise(step, latest.Document))
                yield return $"{step.Item.Key}: the ledger remembers that {change.Field} {change.From ?? "none"} is asked, and revision {latest.Number} of {id} asks {change.To ?? "none"}. Drop that document again with any change, or make the ledger anew with actionsync rebuild --replace.";
            if (step.Kind == StepKind.Create)
                yield return $"{step.Item.Key}: revision {latest.Number} of {id} names it, and the ledger does not have it. Drop that document again, or make the ledger anew with actionsync rebuild --replace.";
            else if (step.Kind == StepKind.Withdraw && byKey[step.Item.Key].Withdrawal != Withdrawal.Held)
                yield return $"{step.Item.Key}: the ledger has it, and revision {latest.Number} of {id} does not name it.";
        }
    }

    /// <summary>What the document itself says; defaults and names of people are the configuration's, which may have changed since.</summary>
    private static IEnumerable<FieldChange> AskedOtherwise(PlanStep step, IncidentDocument document) =>
        step.Kind is StepKind.Update or StepKind.Rename && document.ActionItems is { } asked && asked[step.Item.Position - 1] is var source
            ? step.Changes.Where(change => change.Field switch
            {
                ItemFields.Title or ItemFields.State => true,
                ItemFields.Priority => source.Priority is not null,
                ItemFields.Deadline => source.Deadline is not null,
                ItemFields.Owner => source.Owner == change.To,
                _ => false,
            })
            : [];

    private static string Named(LedgerItem item) =>
        $"item {item.Position} ({item.Type ?? "no type"}, {(item.ExplicitId is { } id ? $"id {id}" : "no id")}, \"{item.Identity}\")";

    /// <summary>A receipt that is not due to be written again says what the ledger says, unless a worker has gone on since this look at the ledger.</summary>
    private async Task<IReadOnlyList<string>> CompareReceiptAsync(
        string id, Receipt? receipt, IReadOnlyList<LedgerItem> items, LedgerTransaction work, CancellationToken cancellationToken)
    {
        var (isSame, count) = await CompareHistoryAsync(receipt?.History ?? [], work.Events.StreamOfIncidentAsync(id), cancellationToken);
        var different = ReceiptComparison.Of(id, receipt, items, isSame).ToList();
        if (different.Count == 0)
            return [];
        await using var now = await ledger.ReadAsync(cancellationToken);
        return await now.Events.CountOfIncidentAsync(id, cancellationToken) == count ? different : [];
    }

    private static async Task<(bool IsSame, int Count)> CompareHistoryAsync(
        IReadOnlyList<ReceiptEvent> told, IAsyncEnumerable<LedgerEvent> events, CancellationToken cancellationToken)
    {
        var (isSame, count) = (true, 0);
        await foreach (var e in events.WithCancellation(cancellationToken))
        {
            isSame = isSame && count < told.Count && told[count] == ReceiptEvent.Of(e);
            count++;
        }
        return (isSame && count == told.Count, count);
    }
}
