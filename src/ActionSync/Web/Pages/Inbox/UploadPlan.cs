using ActionSync.Documents.Messages;
using ActionSync.DryRun;
using ActionSync.Intake;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Planning;
using ActionSync.Web.Pages.Frame;

namespace ActionSync.Web.Pages.Inbox;

/// <summary>What uploaded documents would change, before anybody accepts them.</summary>
/// <param name="Documents">Those that are still there.</param>
/// <param name="Gone">How many of those that were asked for are not: accepted, discarded or too old.</param>
/// <param name="Advice">What would make the documents better.</param>
/// <param name="Notes">What else happens, a sentence each.</param>
internal sealed record UploadPlan(
    IReadOnlyList<UploadedDocument> Documents, int Gone, IReadOnlyList<PlannedIncident> Incidents, IReadOnlyList<MessageView> Advice,
    IReadOnlyList<string> Notes)
{
    public IReadOnlyList<UploadedDocument> Right => [.. Documents.Where(document => document.IsRight)];
}

/// <param name="Problems">What keeps it out.</param>
/// <param name="Warnings">What was not taken as it stands there.</param>
/// <param name="WhyNot">Why it is no incident's document, behind its name; null where it is one, or something is wrong.</param>
internal sealed record UploadedDocument(
    StagedUpload Upload, int Size, IReadOnlyList<MessageView> Problems, IReadOnlyList<MessageView> Warnings, string? WhyNot)
{
    public bool IsRight => Problems.Count == 0 && WhyNot is null;
}

/// <param name="More">How many further items it has.</param>
internal sealed record PlannedIncident(string Id, string Title, string Counts, IReadOnlyList<PlannedItem> Items, int More);

/// <param name="Act">What becomes of it, as a word.</param>
/// <param name="Tone">The class of that word.</param>
/// <param name="Note">What it waits for; null for nothing.</param>
/// <param name="Changes">Of one that is known, what differs.</param>
internal sealed record PlannedItem(
    string Act, string Tone, string Short, string Title, string? Owner, Priority Priority, Deadline? Deadline, string? Tracker, string? Note,
    IReadOnlyList<string> Changes)
{
    public static PlannedItem Of(DryRunItem item)
    {
        var (act, tone) = ActOf(item);
        return new(
            act, tone, item.Short, item.Item.Fields.Title.Desired ?? item.Item.Title, item.Item.Owner, item.Item.Priority, item.Item.Deadline,
            item.Item.IsIgnored ? null : item.Item.Tracker, item.Wait is { } wait ? $"waits: {DryRunTotals.Word(wait)}" : null,
            [.. item.Step.Changes.Select(change => $"{change.Field}: {change.From ?? "none"} → {change.To ?? "none"}")]);
    }

    /// <summary>By what its document says of it: that a known item still waits for its issue is no news of this document.</summary>
    private static (string Word, string Tone) ActOf(DryRunItem item) => (item.Step.Kind, item.Action) switch
    {
        (StepKind.Create, DryRunAction.Record) => ("recorded, no issue", ""),
        (StepKind.Create, DryRunAction.Follow) => ("follows its issue", "good"),
        (StepKind.Create, DryRunAction.Link) => ("linked", "good"),
        (StepKind.Create, _) => ("new", "good"),
        (StepKind.Update, _) => ("changed", "warn"),
        (StepKind.Rename, _) => ("renamed", "warn"),
        (StepKind.Withdraw, _) => ("withdrawn", "bad"),
        _ => ("unchanged", ""),
    };
}

/// <summary>Compares uploads with the ledger as intake will. The trackers are not asked: a page does not wait for them.</summary>
internal sealed class UploadPlanReader(
    StagedUploads uploads, DocumentHandIn handIn, DryRunComparison comparison, DryRunOutlook outlook, LedgerDatabase ledger)
{
    /// <summary>Of all items of a plan together; nobody reads more.</summary>
    private const int MostItems = 200;
    private const int MostMessages = 50;

    /// <param name="ids">In the order in which they are taken in.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<UploadPlan> ReadAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var (documents, sources) = (new List<UploadedDocument>(), new List<DryRunSource>());
        foreach (var id in ids)
        {
            if (await uploads.FindAsync(id, cancellationToken) is not var (upload, bytes))
                continue;
            var parsed = handIn.Read(upload.Name, bytes);
            var messages = ProblemsText.Messages(upload.Name, parsed).Take(MostMessages).ToLookup(
                message => message.Level == MessageLevel.Error, message => MessageView.Of(message, parsed.Source));
            documents.Add(new UploadedDocument(upload, bytes.Length, [.. messages[true]], [.. messages[false]], parsed.WhyNone));
            sources.Add(new DryRunSource(upload.Name, parsed, null));
        }
        await using var work = await ledger.ReadAsync(cancellationToken);
        var plan = await comparison.CompareAsync(sources, work, cancellationToken);
        return new UploadPlan(
            documents, ids.Count - documents.Count, Incidents(outlook.Foresee(plan)),
            [.. plan.Advice.Select(entry => MessageView.Of(DocumentMessage.Of(entry.File, entry.Advice, plan.SourceOf(entry.File)), plan.SourceOf(entry.File)))
                .Take(MostMessages)],
            [
                .. plan.Waiting.Where(waiting => plan.Sources.All(source => source.Name != waiting.File || source.Parsed?.WhyNone is null))
                    .Select(waiting => $"{waiting.File} {waiting.Why}"),
                .. plan.Renamed,
            ]);
    }

    private static List<PlannedIncident> Incidents(DryRunResult result)
    {
        var left = MostItems;
        var incidents = new List<PlannedIncident>();
        foreach (var (brief, items) in result.Incidents)
        {
            // What changes comes first: a long list of what stays hides nothing.
            var shown = items.OrderBy(item => item.Step.Kind == StepKind.Keep ? 1 : 0).Take(left).Select(PlannedItem.Of).ToList();
            left -= shown.Count;
            var counts = items.Select(PlannedItem.Of).CountBy(item => item.Act).Select(count => $"{count.Value} {count.Key}");
            incidents.Add(new PlannedIncident(brief.Id, brief.Title, string.Join(", ", counts), shown, items.Count - shown.Count));
        }
        return incidents;
    }
}
