using ActionSync.Ledger;

namespace ActionSync.Planning;

/// <summary>Says which items that a document would have issues made for get one. One policy serves one pass, and sees its documents in their order.</summary>
internal abstract class NewItemPolicy
{
    /// <param name="plan">What the document changes.</param>
    /// <param name="known">All items of the incident before that.</param>
    /// <param name="news">How much of the document is new.</param>
    public abstract SyncPlan Apply(SyncPlan plan, IReadOnlyList<LedgerItem> known, DocumentNews news);
}

/// <summary>What the ledger knows of a document's incident.</summary>
internal enum DocumentNews
{
    /// <summary>The incident was never seen.</summary>
    FirstSeen,

    Revision,

    /// <summary>It is the latest revision already; items that the plan creates were lost, and their issues may be there.</summary>
    Latest,
}
