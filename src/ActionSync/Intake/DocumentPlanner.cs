using ActionSync.Documents;
using ActionSync.Ledger;
using ActionSync.Planning;

namespace ActionSync.Intake;

/// <summary>Plans a document once its tickets are told apart. Whoever plans one does it here, so that intake, commands and rebuild agree.</summary>
internal sealed class DocumentPlanner(SyncPlanner planner, ItemTickets tickets)
{
    /// <inheritdoc cref="SyncPlanner.Plan"/>
    public SyncPlan Plan(IncidentDocument document, IReadOnlyList<LedgerItem> known, DateTimeOffset now)
    {
        var issues = new KnownIssues(known);
        return planner.Plan(tickets.Read(document, issues), [.. known.Select(item => tickets.Read(item, issues))], now);
    }
}
