using ActionSync.Documents;
using ActionSync.Items;
using ActionSync.Planning;

namespace ActionSync.Intake;

/// <summary>All that is advised about a document that nothing is wrong with: the same wherever it is shown, in the order of the text. Pure.</summary>
internal sealed class DocumentAdvice(DocumentPlanner planner, Unroutable routes, UnknownOwners owners, UnassignableOwners unassignable, KeptLinks links)
{
    /// <summary>As if nothing were known of its incident.</summary>
    public IReadOnlyList<Advice> Of(IncidentDocument document, DateTimeOffset now) => Of(document, planner.Plan(document, [], now));

    /// <param name="document">The document.</param>
    /// <param name="plan">What taking it in would do.</param>
    public IReadOnlyList<Advice> Of(IncidentDocument document, SyncPlan plan) =>
    [
        .. document.Advice.Concat(routes.Of(document, plan)).Concat(owners.Of(document, plan)).Concat(unassignable.Of(document, plan))
            .Concat(DefaultedFields.Of(document, plan)).Concat(links.Of(document, plan)).OrderBy(advice => advice.Line),
    ];
}
