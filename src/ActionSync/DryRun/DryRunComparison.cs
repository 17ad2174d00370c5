using ActionSync.Documents;
using ActionSync.Intake;
using ActionSync.Ledger;
using ActionSync.Naming;
using ActionSync.Planning;

namespace ActionSync.DryRun;

/// <summary>
/// Compares documents with the ledger as taking them in would, one after the other: a second document of an incident meets what the first would have left.
/// </summary>
internal sealed class DryRunComparison(
    DocumentImporter importer, PathIncidents paths, SharedTickets shared, DocumentAdvice advice, Rerouting rerouting,
    LateAssignments assignments, PlanningOptions planning, TimeProvider clock)
{
    /// <param name="sources">The files that the pass would look at, in its order.</param>
    /// <param name="work">The ledger; null where there is none yet.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<DryRunPlan> CompareAsync(IReadOnlyList<DryRunSource> sources, LedgerTransaction? work, CancellationToken cancellationToken)
    {
        var (placed, fileOf) = (new List<PlacedDocument>(), new Dictionary<IncidentDocument, string>(ReferenceEqualityComparer.Instance));
        foreach (var source in sources.Where(source => source.Parsed is not null))
        {
            foreach (var document in await PlaceAsync(source.Parsed!.OfIncidents().Incidents, work, cancellationToken))
            {
                placed.Add(document);
                fileOf[document.Document] = source.Name;
            }
        }
        List<IncidentDocument> documents = [.. placed.Where(document => !document.IsHeld).Select(document => document.Document)];
        var (policy, after, now) = (new NewItemLimits(planning), new Dictionary<string, KnownIncident>(), clock.GetUtcNow());
        var plans = new List<SyncPlan>();
        var listsAnew = false;
        // Where a pass begins: a changed route has moved what it could, and owners whose account is known now are asked for.
        var rerouted = work is null ? [] : await rerouting.OfAsync(work, cancellationToken);
        var late = work is null ? [] : await assignments.FindAsync(work, cancellationToken);
        var changed = rerouted.Select(item => item.After).Concat(late).ToDictionary(item => item.Key);
        foreach (var document in documents)
        {
            var id = document.Incident.Id;
            var known = after.GetValueOrDefault(id) ?? await FindAsync(id, changed, work, cancellationToken);
            var plan = importer.Plan(document, known.Incident, known.Items, policy, now).Routed(Numbered);
            listsAnew |= known.Incident?.Hash == document.Fingerprint && plan.Steps.Any(step => step.Kind == StepKind.Create);
            plans.Add(plan);
            after[id] = known.After(document, plan, now);
        }
        return new DryRunPlan(sources, documents, plans, await shared.FindAsync(documents, work, now, cancellationToken))
        {
            Waiting = [.. Waiting(sources, placed)],
            Renamed = [.. placed.Where(document => !document.IsHeld).Select(document => document.Renamed).OfType<string>()],
            Advice =
            [
                .. documents.Zip(plans, (document, plan) => advice.Of(document, plan).Select(one => (fileOf[document], document.Incident.Id, one)))
                    .SelectMany(all => all),
            ],
            ListsAnew = listsAnew,
            Names = await NamesAsync(plans, work, cancellationToken),
            IgnoredNow = rerouted.Where(item => item.IsIgnoredNow).Select(item => item.After.Key).ToHashSet(),
            Earlier = work is null ? EarlierItems.None
                : await EarlierItems.FindAsync(
                    rerouted, late, plans.SelectMany(plan => plan.Steps).Select(step => step.Item.Key).ToHashSet(), work, cancellationToken),
        };

        // Below those that the ledger gives; only this run knows them.
        LedgerItem Numbered(LedgerItem item) => item.Id != 0 ? item : item with { Id = -1 - plans.Sum(plan => plan.Steps.Count) - item.Position };
    }

    private static async Task<IReadOnlyDictionary<string, string>> NamesAsync(
        IReadOnlyList<SyncPlan> plans, LedgerTransaction? work, CancellationToken cancellationToken)
    {
        var items = plans.SelectMany(plan => plan.Steps).Select(step => step.Item).ToList();
        var names = await ShortNames.ForeseeAsync(work, items.Where(item => item.Id < 0).DistinctBy(item => item.Id), cancellationToken);
        return items.GroupBy(item => item.Key).ToDictionary(same => same.Key, same => names.Of(same.Last()));
    }

    private async Task<IReadOnlyList<PlacedDocument>> PlaceAsync(
        IReadOnlyList<IncidentDocument> file, LedgerTransaction? work, CancellationToken cancellationToken) =>
        work is null ? [.. file.Select(document => new PlacedDocument(document))] : await paths.PlaceAsync(file, work, cancellationToken);

    private static IEnumerable<(string File, string Why)> Waiting(IReadOnlyList<DryRunSource> sources, IReadOnlyList<PlacedDocument> placed) =>
    [
        .. sources.Where(source => (source.WhyNot ?? source.Parsed?.WhyNone) is not null)
            .Select(source => (source.Name, (source.WhyNot ?? source.Parsed?.WhyNone)!)),
        .. placed.Where(document => document.IsHeld).Select(document => (document.Document.Incident.Path!, document.WhyHeld!)),
    ];

    private static async Task<KnownIncident> FindAsync(
        string id, IReadOnlyDictionary<string, LedgerItem> changed, LedgerTransaction? work, CancellationToken cancellationToken) => work is null
        ? new KnownIncident(null, [])
        : new KnownIncident(
            await work.Incidents.FindAsync(id, cancellationToken),
            [.. (await work.Items.OfIncidentAsync(id, cancellationToken)).Select(item => changed.GetValueOrDefault(item.Key, item))]);

    /// <summary>An incident before a document is taken in.</summary>
    private sealed record KnownIncident(LedgerIncident? Incident, IReadOnlyList<LedgerItem> Items)
    {
        public KnownIncident After(IncidentDocument document, SyncPlan plan, DateTimeOffset now)
        {
            var planned = plan.Steps.Select(step => step.Item.Id).ToHashSet();
            return new KnownIncident(
                new LedgerIncident((Incident?.Revision ?? 0) + 1, document.Fingerprint, document.Incident, now),
                [.. Items.Where(item => !planned.Contains(item.Id)), .. plan.Steps.Select(step => step.Item)]);
        }
    }
}
