using ActionSync.Documents;
using ActionSync.Documents.Annotation;
using ActionSync.Documents.Values;
using ActionSync.Files;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Planning;

namespace ActionSync.Intake;

/// <summary>Fills into a document what the ledger knows of its items, and writes the file anew where that is asked for.</summary>
internal sealed class DocumentAnnotation(DocumentReader reader, PathIncidents paths, DocumentPlanner planner, ReadingRules rules, TimeProvider clock)
{
    /// <param name="format">One that has places for what became of items.</param>
    /// <param name="document">The file.</param>
    /// <param name="parsed">What it says; without problems.</param>
    /// <param name="work">The ledger.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    public async Task<FilledDocument> FillAsync(
        DocumentFormat format, DocumentFile document, ParsedFile parsed, LedgerTransaction work, CancellationToken cancellationToken)
    {
        var notes = new List<IReadOnlyList<ItemNote?>>();
        var unknown = new List<string>();
        foreach (var incident in (await paths.PlaceAsync(parsed.Incidents, work, cancellationToken)).Select(placed => placed.Document))
        {
            if (await work.Incidents.FindAsync(incident.Incident.Id, cancellationToken) is null)
                unknown.Add(incident.Incident.Id);
            notes.Add(Notes(incident, await work.Items.OfIncidentAsync(incident.Incident.Id, cancellationToken)));
        }
        var text = Annotator.Annotate(format, document, notes);
        // The last word, whatever was tried on the way: a document that would say anything else is not written.
        var after = reader.Read(document with { Bytes = text.Bytes });
        return new FilledDocument(text.Bytes, text.Left, unknown, SameReading.Changed(parsed, after));
    }

    /// <summary>
    /// Replaces the file, unless somebody changed it since it was read: then false. A link stays a link, and what it leads to is written.
    /// </summary>
    /// <param name="path">As it was named; a link has been resolved.</param>
    /// <param name="read">What the file held.</param>
    /// <param name="bytes">What it is to hold.</param>
    /// <param name="cancellationToken">Ends it before the file is replaced.</param>
    public static Task<bool> WriteAsync(string path, ReadOnlyMemory<byte> read, byte[] bytes, CancellationToken cancellationToken)
    {
        return AtomicFile.WriteAsync(path, bytes, IsUnchanged, cancellationToken);

        bool IsUnchanged()
        {
            using var file = OpenedFile.ForReading(path, LinkRule.Never);
            return file.ReadAll(read.Length) is { } now && read.Span.SequenceEqual(now);
        }
    }

    /// <summary>The file that a path leads to in the end, where it is a link or leads through one as its last part; else null.</summary>
    public static string? TargetOf(string path)
    {
        if (FileFacts.At(path) is not { Kind: FileKind.Link })
            return null;
        using var file = OpenedFile.ForReading(path, LinkRule.Follow);
        return file.RealPath();
    }

    /// <summary>A note of each item, in the document's order; null for an item that is not known, has no issue, or is withdrawn.</summary>
    private List<ItemNote?> Notes(IncidentDocument document, IReadOnlyList<LedgerItem> known)
    {
        if (document.ActionItems is not { } items)
            return [];
        var before = known.ToDictionary(item => item.Id);
        // The plan names the document's items first, in their order.
        var steps = planner.Plan(document, known, clock.GetUtcNow()).Steps;
        return [.. items.Zip(steps, (written, step) => IsHere(step) ? Note(written, step.Item) : null)];

        bool IsHere(PlanStep step) => before.TryGetValue(step.Item.Id, out var item) && !item.IsWithdrawn;
    }

    private ItemNote? Note(ActionItem written, LedgerItem item)
    {
        if (item.Issue is not { } issue
            || item.State is not (ItemState.Open or ItemState.InProgress or ItemState.Done or ItemState.WontDo or ItemState.Duplicate))
            return null;
        var waits = written.Status?.IsClosed() == true && item.Fields.State.IsUnsettled;
        return new ItemNote(
            // A board's file has no address that other readers of the document could open.
            item.Fields.AreFollowed || !IsPublic(issue.Url) ? null : issue.Url,
            // What the document asks and was not heard yet is not written over; it has no word for a duplicate.
            waits || item.State == ItemState.Duplicate ? null : item.State,
            item is { State: ItemState.Done, DoneAt: { } done } ? ZonedTime.DayOf(done, rules.Zone) : null);
    }

    private static bool IsPublic(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
}

/// <summary>A document with what became of its items.</summary>
/// <param name="Left">What could not be filled in, as parts of sentences.</param>
/// <param name="Unknown">The incidents that the ledger does not know.</param>
/// <param name="Spoilt">What would not be read as before; null where all is.</param>
internal sealed record FilledDocument(byte[] Bytes, IReadOnlyList<string> Left, IReadOnlyList<string> Unknown, string? Spoilt);
