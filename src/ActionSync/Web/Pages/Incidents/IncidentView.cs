using System.Text;
using ActionSync.Archive;
using ActionSync.Intake;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Listing;
using ActionSync.Text;
using ActionSync.Trackers;

namespace ActionSync.Web.Pages.Incidents;

/// <summary>Which part of an incident is asked for.</summary>
/// <param name="Page">Of its items, from 1.</param>
/// <param name="Before">Only events before this one; null for the latest.</param>
/// <param name="File">A document that was dropped a moment ago, as the address says; null for none.</param>
internal sealed record IncidentPart(int Page, long? Before, string? File);

/// <summary>What the page of one incident shows.</summary>
/// <param name="Items">One page of them, in the order of the document.</param>
/// <param name="Trace">What happened, the latest first.</param>
/// <param name="Older">The event before which the trace goes on; null at its end.</param>
/// <param name="Text">The latest document; null where this worker's archive does not have it.</param>
/// <param name="Revisions">The documents that are there, the latest first.</param>
/// <param name="Coming">A later document that lies in the drop folder still; null for none.</param>
internal sealed record IncidentView(
    LedgerIncident Incident, long ItemCount, long Closed, int Page, IReadOnlyList<ListedItem> Items, IReadOnlyList<HistoryEntry> Trace, long? Older,
    DocumentText? Text, IReadOnlyList<int> Revisions, string? Coming)
{
    public IncidentBrief Brief => Incident.Brief;

    /// <summary>Why the document cannot be read, though it may be there, and what to do; null where it can, or is not there.</summary>
    public string? TextProblem { get; init; }

    public int Pages => (int)Math.Max(1, (ItemCount + IncidentViewReader.ItemsAtOnce - 1) / IncidentViewReader.ItemsAtOnce);
}

/// <summary>A document as it came.</summary>
/// <param name="Text">Its beginning, harmless to read.</param>
/// <param name="IsWhole">Nothing of it is left out.</param>
internal sealed record DocumentText(int Revision, string Text, long Size, bool IsWhole);

/// <summary>What an id in an address led to.</summary>
internal abstract record FoundIncident
{
    private FoundIncident() { }

    public sealed record One(IncidentView View) : FoundIncident;

    /// <summary>It is not there yet, and its document waits to be taken in.</summary>
    public sealed record Coming(string File) : FoundIncident;

    /// <param name="Nearest">The incident that was perhaps meant; null where none is near.</param>
    public sealed record None(string? Nearest) : FoundIncident;
}

/// <summary>Reads what the page of one incident shows, a part at a time.</summary>
internal sealed class IncidentViewReader(
    LedgerDatabase ledger, ItemPages listing, ArchivedDocuments archive, DocumentHandIn handIn, TrackerSet trackers)
{
    public const int ItemsAtOnce = 100;
    public const int EventsAtOnce = 40;

    /// <summary>Bytes; of a longer document the page shows the beginning.</summary>
    public const int MostText = 256 * 1024;

    private const int MostNeighbours = 25;
    private const int LongestName = 200;
    private const string Tab = "    ";

    public async Task<FoundIncident> FindAsync(string id, IncidentPart part, CancellationToken cancellationToken)
    {
        var coming = part.File is { } file && await handIn.IsThereAsync(file, cancellationToken) ? file : null;
        await using var work = await ledger.ReadAsync(cancellationToken);
        var pages = new IncidentPages(work);
        if (await pages.FindAsync(id, cancellationToken) is not var (incident, items, closed))
            return coming is not null ? new FoundIncident.Coming(coming) : new FoundIncident.None(await NearestAsync(id, pages, cancellationToken));
        var page = Math.Clamp(part.Page, 1, (int)Math.Max(1, (items + ItemsAtOnce - 1) / ItemsAtOnce));
        var shown = await listing.OfIncidentAsync(work, id, (page - 1) * ItemsAtOnce, ItemsAtOnce, cancellationToken);
        var events = await pages.EventsAsync(id, part.Before ?? long.MaxValue, EventsAtOnce + 1, cancellationToken);
        var told = events.Take(EventsAtOnce).ToList();
        var keys = told.Select(e => e.ItemKey).OfType<string>().Distinct().Except(shown.Select(listed => listed.Item.Key)).ToList();
        var names = shown.Concat(await listing.WithKeysAsync(work, keys, cancellationToken)).ToDictionary(listed => listed.Item.Key, listed => listed.Short);
        var known = trackers.All.Select(tracker => tracker.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var (text, revisions, problem) = await DocumentsAsync(id, cancellationToken);
        return new FoundIncident.One(new IncidentView(
            incident, items, closed, page, shown,
            [.. told.Select(e => HistoryEntry.Of(e, e.ItemKey is { } key ? names.GetValueOrDefault(key, key) : null, known))],
            events.Count > EventsAtOnce ? told[^1].Id : null, text, revisions, coming)
        {
            TextProblem = problem,
        });
    }

    /// <summary>Of the incidents whose ids stand near in their order: who mistypes an id mistypes its end, or its case.</summary>
    private static async Task<string?> NearestAsync(string id, IncidentPages pages, CancellationToken cancellationToken)
    {
        if (id.Length is 0 or > LongestName)
            return null;
        var near = (await pages.NeighboursAsync(id, MostNeighbours, cancellationToken)).Where(known => known.Length <= LongestName).ToList();
        return IncidentNames.Whole(near, id) ?? Nearest.OrBegun(id, near);
    }

    private async Task<(DocumentText? Text, IReadOnlyList<int> Revisions, string? Problem)> DocumentsAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            var documents = await archive.ListAsync(id, cancellationToken);
            var text = documents is [var latest, ..] && await archive.ReadStartAsync(id, latest, MostText, cancellationToken) is var (start, size)
                ? new DocumentText(latest.Revision, Readable(start), size, start.Length == size) : null;
            return (text, [.. documents.Select(document => document.Revision)], null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, [], $"It cannot be read: {e.Message.TrimEnd('.')}. Give the account of actionsync the right to read Intake:Archive.");
        }
    }

    private static string Readable(byte[] text) => string.Join(
        '\n', Encoding.UTF8.GetString(text).TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n')
            .Select(line => string.Join(Tab, line.Split('\t').Select(part => TextProfile.Terminal.Plain(part)))));
}
