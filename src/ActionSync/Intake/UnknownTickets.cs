using ActionSync.Documents;
using ActionSync.Ledger;
using ActionSync.Planning;
using ActionSync.Trackers;

namespace ActionSync.Intake;

/// <summary>Names the items of documents whose url is an issue of no configured tracker.</summary>
internal sealed class UnknownTickets(SyncPlanner planner, TrackerSet trackers)
{
    /// <summary>What is said of an item that names such an issue.</summary>
    public static ItemProblem Problem(string? url) =>
        new(ProblemCode.UnknownTicket, $"{url} is an issue of no configured tracker. Correct the item's url, or configure the tracker that has it.");

    public bool IsUnknown(string url) => trackers.All.All(tracker => tracker.Recognise(url) is null);

    /// <returns>One sentence an item.</returns>
    public IEnumerable<string> Among(IEnumerable<IncidentDocument> documents, DateTimeOffset now) =>
        from document in documents
        from step in planner.Plan(document, [], now).Steps
        where step.Item is { PendingAction: PendingAction.Adopt, Url: { } url } && IsUnknown(url)
        select $"{step.Item.Key}: {Problem(step.Item.Url)}";
}
