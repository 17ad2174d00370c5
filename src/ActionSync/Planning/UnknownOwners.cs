using ActionSync.Documents;
using ActionSync.Items;
using ActionSync.People;

namespace ActionSync.Planning;

/// <summary>
/// Names the items of a document whose owner could be neither assigned nor reminded: the text is of nobody who is known, or of somebody who left.
/// </summary>
internal sealed class UnknownOwners(PeopleDirectory people, Router router, Assignability accounts)
{
    /// <returns>One an item of the plan.</returns>
    public IEnumerable<Advice> Of(IncidentDocument document, SyncPlan plan) =>
        from step in plan.Steps
        where step.Kind != StepKind.Withdraw && step.Item.Fields.Owner.Desired is not null
        let owner = step.Item.Fields.Owner.Desired
        let why = Why(owner, document, accounts.Entries([(owner, router.Route(step.Item, document.Incident).Tracker)]))
        where why is not null
        select ItemAdvice.OfOwner(document, step.Item, Advice.UnknownOwner, Sentence(owner, why));

    /// <summary>The same of a document that is not taken in, as far as it was read.</summary>
    public IEnumerable<Advice> Of(IncidentDocument document) =>
        from item in document.ActionItems ?? []
        let why = Why(item.Owner, document, [])
        where why is not null
        select ItemAdvice.OfOwner(document, item, Advice.UnknownOwner, Sentence(item.Owner!, why));

    /// <summary>Whether the text is of somebody who could be assigned or reminded.</summary>
    public bool IsKnown(string owner, IncidentDocument document) => Why(owner, document, []) is null;

    private static string Sentence(string owner, string why) => $"the owner {Quoted.Of(owner)} {why}.";

    /// <param name="owner">As the document names them.</param>
    /// <param name="document">The document, whose participants are known too.</param>
    /// <param name="entries">What to write under <c>People</c> where the item's tracker wants an account.</param>
    private string? Why(string? owner, IncidentDocument document, IReadOnlyList<string> entries) =>
        owner is null ? null
        : people.HasLeft(owner) ? "has left: nobody is assigned, and who stands in is reminded"
        : people.AddressOf(owner, document.Incident.Participants) is null
        ? "is nobody who is known: write an e-mail address, or add "
            + (entries is [var entry] ? $"under People: {entry}" : "the person under People with this as Name")
        : null;
}
