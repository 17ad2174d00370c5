using ActionSync.Documents;
using ActionSync.Files;
using ActionSync.Ledger;

namespace ActionSync.Intake;

/// <summary>A document with the key of the incident that it is about.</summary>
/// <param name="Before">The file that the incident was known by, where that was another.</param>
/// <param name="IsHeld">It lies where that incident's document lay and says nothing that was said there: a person has to tell.</param>
internal sealed record PlacedDocument(IncidentDocument Document, string? Before = null, bool IsHeld = false)
{
    public string Id => Document.Incident.Id;

    /// <summary>What people are told of a renamed file.</summary>
    public string? Renamed => Before is null ? null : RenamedText(Id, Before, Document.Incident.Path!);

    /// <summary>Why it waits, behind the file's name.</summary>
    public string? WhyHeld => IsHeld ? $"{WaitingDocument.Why(Id)} {WaitingDocument.Next(Id)}" : null;

    public static string RenamedText(string id, string before, string now) => $"{id} was known as {before} before; its file is now {now}.";
}

/// <summary>
/// Which incident a document without an id is about: the one that its path is known for, or one whose file was renamed. A new path with the title and the
/// date, or more than half of the items, of an incident whose own file is not there any more, is that incident.
/// </summary>
internal sealed class PathIncidents(LedgerDatabase ledger, DropFolder inbox, DocumentReader reader, IntakeOptions options)
{
    /// <summary>The documents of one file, each with the key of its incident.</summary>
    public async Task<IReadOnlyList<PlacedDocument>> PlaceAsync(IReadOnlyList<IncidentDocument> documents, CancellationToken cancellationToken)
    {
        if (documents.All(document => document.Incident.Path is null))
            return [.. documents.Select(document => new PlacedDocument(document))];
        await using var work = await ledger.ReadAsync(cancellationToken);
        return await PlaceAsync(documents, work, cancellationToken);
    }

    /// <summary>As above, by this look at the ledger.</summary>
    public async Task<IReadOnlyList<PlacedDocument>> PlaceAsync(
        IReadOnlyList<IncidentDocument> documents, LedgerTransaction work, CancellationToken cancellationToken)
    {
        var taken = documents.Where(document => document.Incident.Path is null).Select(document => document.Incident.Id).ToHashSet();
        var isOnly = documents.Count(document => document.Incident.Path is not null) == 1;
        var placed = new List<PlacedDocument>();
        foreach (var document in documents)
        {
            var one = document.Incident.Path is null ? new PlacedDocument(document) : await PlaceAsync(document, isOnly, taken, work, cancellationToken);
            taken.Add(one.Id);
            placed.Add(one);
        }
        return placed;
    }

    private async Task<PlacedDocument> PlaceAsync(
        IncidentDocument document, bool isOnly, HashSet<string> taken, LedgerTransaction work, CancellationToken cancellationToken)
    {
        var hash = document.Fingerprint;
        var here = Free(await work.Incidents.KnownByPathAsync(document.Incident.Path!, cancellationToken));
        if (here.Find(incident => incident.Hash == hash) is { } unchanged)
            return As(unchanged);
        var elsewhere = Free(await ElsewhereAsync(document, hash, work, cancellationToken));
        var moved = await FirstMovedAsync(elsewhere.Where(incident => incident.Hash == hash), work, cancellationToken);
        var same = moved ?? await FirstSameAsync(document, here, work, cancellationToken);
        if (same is null)
            same = moved = await FirstMovedAsync(elsewhere.Where(incident => incident.Hash != hash), work, cancellationToken);
        if (same is not null)
            return As(same, moved?.Brief.Path);
        if ((isOnly ? here.MaxBy(incident => incident.TakenInAt) : here.Find(incident => incident.Brief.Id == document.Incident.Id)) is not { } known)
            return await NewAsync(document, taken, work, cancellationToken);
        var differs = isOnly && SameIncident.Differs(document, known, await work.Items.OfIncidentAsync(known.Brief.Id, cancellationToken));
        return As(known) with { IsHeld = differs && !await HeldDocuments.IsReleasedAsync(work, known.Brief.Id, hash, cancellationToken) };

        List<LedgerIncident> Free(IReadOnlyList<LedgerIncident> incidents) => [.. incidents.Where(incident => !taken.Contains(incident.Brief.Id))];

        PlacedDocument As(LedgerIncident incident, string? before = null) =>
            new(document with { Incident = document.Incident with { Id = incident.Brief.Id } }, before);
    }

    /// <summary>The incidents of other files that this document could be about, the likeliest first.</summary>
    private static async Task<IReadOnlyList<LedgerIncident>> ElsewhereAsync(
        IncidentDocument document, string hash, LedgerTransaction work, CancellationToken cancellationToken)
    {
        var named = await work.Incidents.KnownElsewhereAsync(document.Incident, hash, cancellationToken);
        var titles = SameIncident.Titles(document);
        var shared = (await work.Items.SharingTitlesAsync(titles, document.Incident.Path!, cancellationToken))
            .Where(count => count.Value * 2 > titles.Count).OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal)
            .Select(count => count.Key).ToList();
        var byItems = await work.Incidents.WithIdsAsync(shared, cancellationToken);
        var found = new List<LedgerIncident>(named);
        foreach (var incident in shared.Select(id => byItems[id]).ExceptBy(named.Select(known => known.Brief.Id), known => known.Brief.Id))
        {
            if (SameIncident.Is(document, incident, await work.Items.OfIncidentAsync(incident.Brief.Id, cancellationToken)))
                found.Add(incident);
        }
        return found;
    }

    private static async Task<LedgerIncident?> FirstSameAsync(
        IncidentDocument document, IEnumerable<LedgerIncident> incidents, LedgerTransaction work, CancellationToken cancellationToken)
    {
        foreach (var incident in incidents)
        {
            if (SameIncident.Is(document, incident, await work.Items.OfIncidentAsync(incident.Brief.Id, cancellationToken)))
                return incident;
        }
        return null;
    }

    private async Task<LedgerIncident?> FirstMovedAsync(IEnumerable<LedgerIncident> incidents, LedgerTransaction work, CancellationToken cancellationToken)
    {
        foreach (var incident in incidents)
        {
            if (await HasLeftAsync(incident, work, cancellationToken))
                return incident;
        }
        return null;
    }

    /// <summary>
    /// The incident's file is gone, or something else has its name by now, as where two files swapped names. What cannot be looked at is taken to be there;
    /// files that are taken away once they are read are always gone.
    /// </summary>
    private async Task<bool> HasLeftAsync(LedgerIncident incident, LedgerTransaction work, CancellationToken cancellationToken)
    {
        if (!options.KeepInPlace)
            return true;
        var file = Path.Combine(inbox.FullPath, incident.Brief.Path!);
        try
        {
            if (await inbox.Access.RunAsync(() => FileFacts.Behind(file), cancellationToken) is not { Kind: FileKind.Regular })
                return true;
            var reach = new LinkReach(inbox.FullPath, options);
            var isLink = await inbox.Access.RunAsync(() => FileFacts.At(file) is { Kind: FileKind.Link }, cancellationToken);
            var there = await reader.ReadAsync(
                file, isLink ? LinkRule.Follow : LinkRule.Never, opened => !isLink || reach.Allows(opened), inbox.Access, cancellationToken);
            if (there.Parsed.Problems.Count > 0)
                return false;
            var items = await work.Items.OfIncidentAsync(incident.Brief.Id, cancellationToken);
            foreach (var document in there.Parsed.OfIncidents().Incidents.Where(document => document.Incident.Path is not null))
            {
                var isAnothers = document.Fingerprint is var hash && hash != incident.Hash
                    && (await work.Incidents.KnownElsewhereAsync(document.Incident, hash, cancellationToken)).Any(other => other.Hash == hash);
                if (!isAnothers && SameIncident.Is(document, incident, items))
                    return false;
            }
            return true;
        }
        catch (FileNotFoundException)
        {
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>A key that no other incident has: two paths may become one (<c>a/b.md</c> and <c>a.b.md</c>), and a renamed file keeps its first.</summary>
    private static async Task<PlacedDocument> NewAsync(
        IncidentDocument document, HashSet<string> taken, LedgerTransaction work, CancellationToken cancellationToken)
    {
        var key = document.Incident.Id;
        for (var n = 2; ; n++)
        {
            var known = await work.Incidents.FindAsync(key, cancellationToken);
            var isItself = known is { Brief.Path: null } && SameIncident.Is(document, known, await work.Items.OfIncidentAsync(key, cancellationToken));
            if (!taken.Contains(key) && (known is null || isItself))
                return new PlacedDocument(document with { Incident = document.Incident with { Id = key } });
            key = $"{document.Incident.Id}-{n}";
        }
    }
}
