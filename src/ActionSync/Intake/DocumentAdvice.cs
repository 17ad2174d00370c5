using ActionSync.Documents;
using ActionSync.Items;
using ActionSync.Planning;

namespace ActionSync.Intake;

/// <summary>All that is advised about a document that nothing is wrong with: the same wherever it is shown, in the order of the text. Pure.</summary>
internal sealed class DocumentAdvice(
    DocumentPlanner planner, Unroutable routes, UnknownOwners owners, UnassignableOwners unassignable, UnknownSeverity severity, KeptLinks links)
{
    /// <summary>As if nothing were known of its incident.</summary>
    public IReadOnlyList<Advice> Of(IncidentDocument document, DateTimeOffset now) => Of(document, planner.Plan(document, [], now));

    /// <param name="document">The document.</param>
    /// <param name="plan">What taking it in would do.</param>
    public IReadOnlyList<Advice> Of(IncidentDocument document, SyncPlan plan)
    {
        IEnumerable<Advice>[] all =
        [
            document.Advice, severity.Of(document), routes.Of(document, plan), owners.Of(document, plan), unassignable.Of(document, plan),
            DefaultedFields.Of(document, plan), links.Of(document, plan),
        ];
        return [.. all.SelectMany(advice => advice).OrderBy(advice => advice.Line).ThenBy(advice => advice.Column)];
    }
}
