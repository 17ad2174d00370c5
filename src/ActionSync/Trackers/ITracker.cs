using ActionSync.Items;

namespace ActionSync.Trackers;

/// <summary>
/// A place where issues live. A tracker knows how to speak to its service and nothing of stages or the ledger: it is told what to write,
/// reports what it saw, and never sends a create a second time by itself.
/// Every method throws <see cref="TrackerException"/> when the tracker as a whole cannot serve (down, unauthorised, rate-limited).
/// </summary>
public interface ITracker
{
    /// <summary>The name under <c>Trackers:</c> in the configuration.</summary>
    string Name { get; }

    /// <summary>Which server and repository, project or folder this is; issues remember it.</summary>
    TrackerPlace Place { get; }

    TrackerTraits Traits { get; }

    /// <summary>The issue that <paramref name="url"/> names, if it lives in this place; no request is made.</summary>
    IssueRef? Recognise(string url);

    /// <summary>
    /// The issue of this place that a key without an address may mean, as people write it: <c>OPS-412</c>, <c>owner/repo#12</c>, <c>#12</c>. Where several
    /// places may be meant, none is. No request is made. Null where the kind of tracker has no such keys.
    /// </summary>
    IssueRef? RecogniseKey(string key) => null;

    /// <summary>
    /// Creates at most <see cref="TrackerTraits.CreateBatch"/> issues and reports an outcome for each, in order. Does not throw for what was
    /// perhaps sent: that is <see cref="CreateOutcome.Unknown"/>. May throw <see cref="TrackerException"/> only when surely nothing was created.
    /// </summary>
    Task<IReadOnlyList<CreateOutcome>> CreateAsync(IReadOnlyList<IssueDraft> drafts, CancellationToken cancellationToken);

    /// <summary>
    /// What <see cref="CreateAsync"/> would ask for, decided where it decides: nothing is written or made. What is the same for many drafts (a person, the
    /// labels) is asked once.
    /// </summary>
    Task<CreatePreview> PreviewAsync(IssueDraft draft, CancellationToken cancellationToken);

    /// <summary>Looks for issues with these markers by the most consistent listing there is, back to <paramref name="since"/> (the earliest intent).</summary>
    Task<IReadOnlyList<IssueSnapshot>> FindAsync(IReadOnlyCollection<string> markers, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Reads one issue; what is not there any more is <see cref="ReadOutcome.Gone"/>.</summary>
    Task<ReadOutcome> ReadAsync(IssueRef issue, CancellationToken cancellationToken);

    /// <summary>Writes the fields of the patch and nothing else. Repeating a patch is harmless.</summary>
    Task<ReadOutcome> UpdateAsync(IssueRef issue, IssuePatch patch, CancellationToken cancellationToken);

    /// <summary>Adds a note (comment) once: a note whose token the issue carries already is not added again.</summary>
    Task<ReadOutcome> AddNoteAsync(IssueRef issue, IssueNote note, CancellationToken cancellationToken);

    /// <summary>What changed since <paramref name="cursor"/> (null: from the beginning); costs what changed, not what exists.</summary>
    Task<TrackerChanges> ChangesAsync(string? cursor, CancellationToken cancellationToken);

    /// <summary>
    /// The complete listing of our issues, for first contact (<paramref name="known"/> empty) and the nightly pass. Known issues that the listing
    /// lacks are looked up one by one or in bulk, and reported in <see cref="TrackerChanges.Gone"/> where they are gone.
    /// </summary>
    Task<TrackerChanges> ListAsync(IReadOnlyCollection<IssueRef> known, CancellationToken cancellationToken);

    /// <summary>
    /// What the service itself says this place is. Null where the kind of tracker has nothing of the sort, or nothing is there under a
    /// <paramref name="formerPath"/>; null for that means the place as it is configured.
    /// </summary>
    Task<PlaceIdentity?> IdentifyAsync(string? formerPath, CancellationToken cancellationToken) => Task.FromResult<PlaceIdentity?>(null);

    /// <summary>The identity as it was last told in this process; null where nobody asked yet.</summary>
    PlaceIdentity? Identity => null;

    /// <summary>What <c>doctor</c> shows: each thing that was checked, good or bad, with what to do.</summary>
    Task<IReadOnlyList<Finding>> CheckAsync(CancellationToken cancellationToken);
}
