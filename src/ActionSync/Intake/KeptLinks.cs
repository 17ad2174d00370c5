using ActionSync.Documents;

namespace ActionSync.Intake;

/// <summary>Names the tickets of documents that nothing follows, since they are of no configured tracker or nobody knows of which.</summary>
internal sealed class KeptLinks(DocumentPlanner planner, ItemTickets tickets)
{
    /// <returns>One a ticket.</returns>
    public IEnumerable<Advice> Among(IEnumerable<IncidentDocument> documents, DateTimeOffset now) =>
        from document in documents
        from step in planner.Plan(document, [], now).Steps
        from link in step.Item.Links
        select new Advice(Advice.LineOf(document, step.Item.Position), Advice.KeptLink, $"{step.Item.Key}: {Sentence(link)}");

    private string Sentence(string link) => tickets.TrackersOf(link) switch
    {
        { Count: > 1 } several =>
            $"{link} may be an issue of {string.Join(" or ", several)}, so it is kept as a link and not followed. Write its address to follow it.",
        _ => $"{link} is an issue of no configured tracker: it is kept as a link.",
    };
}
