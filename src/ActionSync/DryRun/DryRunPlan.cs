using ActionSync.Documents;
using ActionSync.Documents.Messages;
using ActionSync.Intake;
using ActionSync.Items;
using ActionSync.Planning;

namespace ActionSync.DryRun;

/// <summary>A file that a pass would look at.</summary>
/// <param name="Name">As people named it, or relative to the drop folder.</param>
/// <param name="Parsed">What it holds; null where the pass would not come to know.</param>
/// <param name="WhyNot">Why it would not be taken in now, as a sentence part behind the name; null where nothing stands in the way.</param>
internal sealed record DryRunSource(string Name, ParsedFile? Parsed, string? WhyNot)
{
    /// <summary>What is wrong in it, so that nothing of it would be taken in.</summary>
    public IReadOnlyList<Problem> Problems => Parsed?.Problems ?? [];
}

/// <summary>What a pass would change in the ledger, found out without asking anybody.</summary>
/// <param name="Sources">All files that were looked at.</param>
/// <param name="Documents">The documents that would be taken in, each under the key of its incident.</param>
/// <param name="Plans">One a document, in their order; items carry the tracker that the routes choose.</param>
/// <param name="Shared">The issues that items have together with others.</param>
internal sealed record DryRunPlan(
    IReadOnlyList<DryRunSource> Sources, IReadOnlyList<IncidentDocument> Documents, IReadOnlyList<SyncPlan> Plans, IReadOnlyList<SharedTicket> Shared)
{
    /// <summary>Documents that would not be taken in now, and none is wrong: the file, and why.</summary>
    public IReadOnlyList<(string File, string Why)> Waiting { get; init; } = [];

    /// <summary>Files that were known by another name, each a sentence.</summary>
    public IReadOnlyList<string> Renamed { get; init; } = [];

    /// <summary>What is advised about each document, with its file and its incident's id.</summary>
    public IReadOnlyList<(string File, string Incident, Advice Advice)> Advice { get; init; } = [];

    /// <summary>Items are created that the ledger lost, so that our issues are listed anew before.</summary>
    public bool ListsAnew { get; init; }

    /// <summary>What people will call the items, by their keys.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();

    /// <summary>The keys of the items that a route ignores since it was changed.</summary>
    public IReadOnlySet<string> IgnoredNow { get; init; } = new HashSet<string>();

    public EarlierItems Earlier { get; init; } = EarlierItems.None;

    /// <summary>The lines of a file; null where they cannot be shown.</summary>
    public SourceLines? SourceOf(string file) => Sources.FirstOrDefault(source => source.Name == file)?.Parsed?.Source;

    public IEnumerable<DryRunSource> Rejected => Sources.Where(source => source.Problems.Count > 0);
}
