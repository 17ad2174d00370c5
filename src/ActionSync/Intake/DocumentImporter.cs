using ActionSync.Archive;
using ActionSync.Documents;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Planning;
using ActionSync.Telemetry;

namespace ActionSync.Intake;

/// <summary>
/// Takes a parsed file into the ledger: all of its incidents, their items and plans in one transaction. A document that equals its incident's latest
/// revision changes nothing, so taking a file in twice is harmless; only items that the ledger has lost are taken up again.
/// </summary>
internal sealed class DocumentImporter(
    LedgerDatabase ledger, DocumentPlanner planner, ItemRouting router, ArchiveFolder archive, DocumentAdvice advice, PlanningOptions options,
    TimeProvider clock)
{
    /// <param name="documents">The incidents of one file.</param>
    /// <param name="source">The file's name, for the trace.</param>
    /// <param name="cancellationToken">Ends it before the commit.</param>
    public Task<IReadOnlyList<SyncPlan>> TakeInAsync(IReadOnlyList<IncidentDocument> documents, string source, CancellationToken cancellationToken) =>
        TakeInAsync(documents, source, new NewItemLimits(options), null, cancellationToken);

    /// <summary>As above, as one file of a pass.</summary>
    /// <param name="documents">The incidents of one file.</param>
    /// <param name="source">The file's name, for the trace.</param>
    /// <param name="policy">Which new items get an issue; the same for the whole pass.</param>
    /// <param name="lease">For a file of the drop folder: only while this is ours.</param>
    /// <param name="cancellationToken">Ends it before the commit.</param>
    /// <exception cref="InboxLeaseLostException">Another worker took the folder over; nothing was taken in.</exception>
    public async Task<IReadOnlyList<SyncPlan>> TakeInAsync(
        IReadOnlyList<IncidentDocument> documents, string source, NewItemPolicy policy, InboxLease? lease, CancellationToken cancellationToken)
    {
        using var step = Tracing.Step("take in document", documents.Select(d => d.Incident.Id));
        var plans = new List<SyncPlan>();
        var accepted = 0;
        var revisions = new List<(int Number, IReadOnlyList<string?> Keys)>();
        await using (var work = await ledger.BeginAsync(cancellationToken))
        {
            if (lease is not null && !await lease.ProveAsync(work, cancellationToken))
                throw new InboxLeaseLostException();
            await work.Incidents.LockAsync(documents.Select(d => d.Incident.Id), cancellationToken);
            foreach (var document in documents)
            {
                var (plan, revision, isNew) = await TakeInAsync(document, source, policy, work, cancellationToken);
                plans.Add(plan);
                accepted += isNew ? 1 : 0;
                revisions.Add((revision, ReadingKeys.Of(document, plan)));
            }
            await work.CommitAsync(cancellationToken);
        }
        Counters.DocumentsTakenIn(accepted);
        step?.SetTag("actionsync.revisions", accepted).SetTag("actionsync.items", plans.Sum(plan => plan.Steps.Count));
        foreach (var (document, revision) in documents.Zip(revisions))
            await archive.KeepAsync(document, revision.Number, revision.Keys, cancellationToken);
        return plans;
    }

    /// <summary>What taking this document in would change; nothing is written.</summary>
    /// <param name="document">The document.</param>
    /// <param name="incident">What is known of its incident; null where it was never seen.</param>
    /// <param name="known">All items of the incident.</param>
    /// <param name="policy">Which new items would get an issue; the same for all documents that would be taken in together.</param>
    /// <param name="now">When it would be taken in.</param>
    public SyncPlan Plan(IncidentDocument document, LedgerIncident? incident, IReadOnlyList<LedgerItem> known, NewItemPolicy policy, DateTimeOffset now)
    {
        // Before it is decided which items get an issue: what a route ignores gets none.
        var plan = planner.Plan(document, known, now).Routed(item => router.Route(item, document.Incident));
        return incident?.Hash == document.Fingerprint
            ? policy.Apply(plan.OnlyLost(known), known, DocumentNews.Latest)
            : policy.Apply(plan, known, incident is null ? DocumentNews.FirstSeen : DocumentNews.Revision);
    }

    private async Task<(SyncPlan Plan, int Revision, bool IsNew)> TakeInAsync(
        IncidentDocument document, string source, NewItemPolicy policy, LedgerTransaction work, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var hash = document.Fingerprint;
        var incident = await work.Incidents.FindAsync(document.Incident.Id, cancellationToken);
        var known = await work.Items.OfIncidentAsync(document.Incident.Id, cancellationToken);
        var plan = Plan(document, incident, known, policy, now);
        var isKnown = incident?.Hash == hash;
        await HeldDocuments.ForgetAsync(work, document.Incident.Id, cancellationToken);
        if (incident is not null)
            await RememberPlaceAsync(incident, document, now, work, cancellationToken);
        if (isKnown && plan.ChangesNothing)
            return (plan, incident!.Revision, false);

        var revision = incident is null ? await archive.FirstRevisionAsync(document.Incident.Id, document.Source, cancellationToken)
            : isKnown ? incident.Revision : incident.Revision + 1;
        if (isKnown && plan.Steps.Any(step => step.Kind == StepKind.Create))
            // Lost items may have issues: these are listed and adopted before any is created.
            await work.Trackers.ForgetFirstContactAsync(cancellationToken);
        var told = advice.Of(document, plan);
        plan = plan with { Incident = document.Incident with { Advice = told.Count == 0 ? null : told } };
        if (!isKnown)
            await work.Incidents.SaveRevisionAsync(new LedgerIncident(revision, hash, plan.Incident, now), source, cancellationToken);
        foreach (var step in plan.Steps.Where(s => s.Kind == StepKind.Create))
            await work.Items.InsertAsync(step.Item, cancellationToken);
        await work.Items.UpdateAsync(plan.Steps.Where(s => s.Kind != StepKind.Create).Select(s => s.Item), cancellationToken);
        await work.Events.AddAsync(PlanEvents.Of(plan, source, revision, now), cancellationToken);
        await SharedIssues.SettleAsync(work, LeftOrTakenUp(known, plan), now, cancellationToken);
        return (plan, revision, !isKnown);
    }

    /// <summary>A renamed file is told once, and is no revision by itself.</summary>
    private static async Task RememberPlaceAsync(
        LedgerIncident incident, IncidentDocument document, DateTimeOffset now, LedgerTransaction work, CancellationToken cancellationToken)
    {
        if (document.Incident.Path is not { } path || path == incident.Brief.Path)
            return;
        await work.Incidents.MoveAsync(incident.Brief with { Path = path }, cancellationToken);
        // After a rebuild without readings it was known by no file.
        if (incident.Brief.Path is not { } before)
            return;
        await work.Events.AddAsync(
        [
            new LedgerEvent
            {
                At = now,
                IncidentId = incident.Brief.Id,
                Kind = EventKind.Moved,
                Who = Actor.Document,
                Old = before,
                New = path,
                Text = PlacedDocument.RenamedText(incident.Brief.Id, before, path),
            }
        ], cancellationToken);
    }

    /// <summary>The issues of items that the document withdrew, took back, or gave another issue: somebody else may have to follow them.</summary>
    private static IEnumerable<IssueRef> LeftOrTakenUp(IReadOnlyList<LedgerItem> known, SyncPlan plan)
    {
        var after = plan.Steps.Select(step => step.Item).Where(item => item.Id != 0).ToDictionary(item => item.Id);
        return known
            .Where(before =>
                before.Issue is not null && after.TryGetValue(before.Id, out var now) && (now.Issue is null || now.IsWithdrawn != before.IsWithdrawn))
            .Select(before => before.Issue!);
    }
}
