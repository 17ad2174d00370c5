using ActionSync.Documents;
using ActionSync.Items;
using ActionSync.Planning;

namespace ActionSync.Intake;

/// <summary>Names the tickets of a document that nothing follows, since they are of no configured tracker or nobody knows of which.</summary>
internal sealed class KeptLinks(ItemTickets tickets)
{
    /// <returns>One a ticket.</returns>
    public IEnumerable<Advice> Of(IncidentDocument document, SyncPlan plan) =>
        from step in plan.Steps
        where step.Kind != StepKind.Withdraw
        from link in step.Item.Links
        select ItemAdvice.Of(document, step.Item, Advice.KeptLink, Sentence(link));

    private string Sentence(string link) => tickets.TrackersOf(link) switch
    {
        { Count: > 1 } several =>
            $"{link} may be an issue of {string.Join(" or ", several)}, so it is kept as a link and not followed. Write its address to follow it.",
        _ => $"{link} is an issue of no configured tracker: it is kept as a link.",
    };
}
