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
    /// Creates at most <see cref="TrackerTraits.CreateBatch"/> issues and reports an outcome for each, in order. Does not throw for what was
    /// perhaps sent: that is <see cref="CreateOutcome.Unknown"/>. May throw <see cref="TrackerException"/> only when surely nothing was created.
    /// </summary>
    Task<IReadOnlyList<CreateOutcome>> CreateAsync(IReadOnlyList<IssueDraft> drafts, CancellationToken cancellationToken);

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

/// <summary>A tracker is a place, not a name.</summary>
/// <param name="Server">Scheme and host (GitHub, Jira), or "file".</param>
/// <param name="Path">owner/name, project key, or absolute folder.</param>
public sealed record TrackerPlace(string Server, string Path)
{
    public override string ToString() => $"{Server}/{Path}";
}

/// <param name="CreateBatch">How many drafts one <see cref="ITracker.CreateAsync"/> takes.</param>
/// <param name="SettleUnknown">How long after an intent a listing may still lack what was created.</param>
/// <param name="MaxCreatesPerRun">The cap on creations per pass; null for none.</param>
/// <param name="ListsPresence"><see cref="TrackerChanges.Present"/> is filled on every poll, so deletions show at once.</param>
public sealed record TrackerTraits(int CreateBatch, TimeSpan SettleUnknown, int? MaxCreatesPerRun, bool ListsPresence)
{
    /// <summary>How long work that was refused again and again waits at most: as long as asking in vain is worth avoiding.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromHours(6);
}

/// <summary>One issue in one place. Only <see cref="Id"/> identifies it; number and URL are for people.</summary>
/// <param name="Server">As <see cref="TrackerPlace.Server"/>.</param>
/// <param name="Place">As <see cref="TrackerPlace.Path"/>.</param>
/// <param name="Id">Unchanging where the tracker has such a thing (Jira: numeric id; GitHub: number; Folder: marker).</param>
/// <param name="Number">What people call it: "#12", "OPS-7", a file name.</param>
/// <param name="Url">Where people open it.</param>
public sealed record IssueRef(string Server, string Place, string Id, string Number, string Url);

/// <summary>All that a tracker needs to make an issue that stands on its own.</summary>
public sealed record IssueDraft
{
    /// <summary>The item's key, <c>incident/slug</c>, for the line that tells people how to name it in commands.</summary>
    public required string Key { get; init; }
    public required string Marker { get; init; }
    public required string Title { get; init; }

    /// <summary>An address where the owner is known by one, else a name; null where nobody owns it.</summary>
    public string? Owner { get; init; }
    public required Priority Priority { get; init; }
    public Deadline? Deadline { get; init; }
    public string? Type { get; init; }

    /// <summary>Open or InProgress: closed items are not created.</summary>
    public ItemState State { get; init; } = ItemState.Open;

    /// <summary>The item's place in its document, from 1.</summary>
    public required int Position { get; init; }
    public required IncidentBrief Incident { get; init; }

    /// <summary>Where the incident's documents and receipt are kept (a full path), for the link back.</summary>
    public required string ArchiveFolder { get; init; }
}

/// <summary>What to write; null leaves a field alone. Owner and deadline can also be cleared, so they are wrapped.</summary>
public sealed record IssuePatch
{
    public string? Title { get; init; }
    public Change<string>? Owner { get; init; }
    public Priority? Priority { get; init; }
    public Change<Deadline?>? Deadline { get; init; }

    /// <summary>Done, WontDo or Duplicate: we close, and never reopen.</summary>
    public ItemState? State { get; init; }

    /// <summary>With <see cref="State"/> Duplicate: the issue that stays.</summary>
    public IssueRef? DuplicateOf { get; init; }

    /// <summary>Sets or takes off the flag (label) of an item that its document no longer names.</summary>
    public bool? Withdrawn { get; init; }

    public bool IsEmpty => this == new IssuePatch();
}

/// <summary>A new value, null for "none".</summary>
public sealed record Change<T>(T? To);

/// <summary>A comment for people.</summary>
/// <param name="Token">Makes the note findable, so that a lost answer does not write it twice.</param>
/// <param name="MentionOwner">Address the assignee, so that the tracker notifies them.</param>
public sealed record IssueNote(string Token, string Text, bool MentionOwner = false);

/// <summary>An issue as the tracker shows it now.</summary>
public sealed record IssueSnapshot
{
    public required IssueRef Ref { get; init; }

    /// <summary>Our marker, where the issue carries one.</summary>
    public string? Marker { get; init; }

    /// <summary>The item key that the issue names, where it can be read.</summary>
    public string? Key { get; init; }
    public required string Title { get; init; }

    /// <summary>The assignee: an address where <c>People</c> knows one, else the tracker's own name for the person.</summary>
    public string? Owner { get; init; }

    /// <summary>The assignee's account is deactivated, so that nobody reads what is written to it.</summary>
    public bool OwnerHasLeft { get; init; }
    public Priority? Priority { get; init; }
    public Deadline? Deadline { get; init; }

    /// <summary>The zone whose day stands for a deadline with a time, where the tracker keeps days; null where it keeps times.</summary>
    public TimeZoneInfo? DaysIn { get; init; }

    /// <summary>Open, InProgress, Done, WontDo or Duplicate.</summary>
    public required ItemState State { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Who changed it last, where the tracker tells.</summary>
    public string? ChangedBy { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Our own account created it, so we may close it as a duplicate.</summary>
    public bool CreatedByUs { get; init; }

    /// <summary>From <c>snooze_until</c> or a <c>snooze-until:</c> label.</summary>
    public DateOnly? SnoozeUntil { get; init; }

    /// <summary>Whether it is snoozed is not shown, or stands there in words that cannot be read: what was known of it stands.</summary>
    public bool IsSnoozeUnread { get; init; }

    /// <summary>What was asked and silently not taken ("assignee alice: cannot be assigned here"); sentences for history.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>
    /// Fields of which the tracker does not show what they hold: hidden, absent, or in words that cannot be read. Their members here mean nothing; the last
    /// known value stands. A field that is surely empty is not among them.
    /// </summary>
    public IReadOnlyList<UnreadField> Unread { get; init; } = [];
}

/// <summary>A field whose value is not known.</summary>
/// <param name="Why">What is there or missing, and what to do, as in "the line \"Deadline: soon\" holds no date. Write it as 2026-11-20."</param>
public sealed record UnreadField(ItemField Field, string Why)
{
    public string Why { get; } = PlainText.Told(Why);

    /// <summary>It shows no value; set by the stages where so many issues do at once that this is not believed.</summary>
    public bool Doubted { get; init; }
}

/// <summary>What became of one draft. A reason may quote the tracker, so it is made plain text.</summary>
public abstract record CreateOutcome
{
    private CreateOutcome() { }

    public sealed record Created(IssueSnapshot Issue) : CreateOutcome;

    /// <summary>A definite no: nothing was created, and trying again is safe. <paramref name="Reason"/> says what is wrong and what to do.</summary>
    public sealed record Refused(string Reason) : CreateOutcome
    {
        public string Reason { get; } = PlainText.Told(Reason);
    }

    /// <summary>Not sent, or surely not carried out, because of a limit; nothing before <paramref name="Until"/>.</summary>
    public sealed record Deferred(string Reason, DateTimeOffset Until) : CreateOutcome
    {
        public string Reason { get; } = PlainText.Told(Reason);
    }

    /// <summary>Perhaps created: answer lost, 5xx, time-out, broken connection.</summary>
    public sealed record Unknown(string Reason) : CreateOutcome
    {
        public string Reason { get; } = PlainText.Told(Reason);
    }
}

/// <summary>What became of a read or an update of one issue. A reason may quote the tracker, so it is made plain text.</summary>
public abstract record ReadOutcome
{
    private ReadOutcome() { }

    public sealed record Found(IssueSnapshot Issue) : ReadOutcome;

    /// <summary>Deleted, transferred, hidden: <paramref name="Reason"/> says which, as far as can be told.</summary>
    public sealed record Gone(string Reason) : ReadOutcome
    {
        public string Reason { get; } = PlainText.Told(Reason);
    }

    /// <summary>A definite no to this write; the reason is the tracker's own.</summary>
    public sealed record Refused(string Reason) : ReadOutcome
    {
        public string Reason { get; } = PlainText.Told(Reason);
    }

    /// <summary>
    /// This one issue cannot be served now (a 5xx, an answer that cannot be read) while the tracker serves others: nothing is known of it. A write was
    /// perhaps carried out where <paramref name="PerhapsDone"/>.
    /// </summary>
    public sealed record Failed(string Reason, bool PerhapsDone = false) : ReadOutcome
    {
        public string Reason { get; } = PlainText.Told(Reason);
    }
}

/// <summary>What a refresh brought.</summary>
public sealed record TrackerChanges
{
    /// <summary>Ours (marked) and known issues that changed; foreign issues are left out.</summary>
    public required IReadOnlyList<IssueSnapshot> Issues { get; init; }

    /// <summary>What to pass next time; opaque to others.</summary>
    public string? Cursor { get; init; }

    /// <summary>Known issues that are gone, with the reason.</summary>
    public IReadOnlyList<GoneIssue> Gone { get; init; } = [];

    /// <summary>Issues that are there but of which this answer cannot be read: what is known of them stands, and the others are taken in.</summary>
    public IReadOnlyList<UnreadIssue> Unread { get; init; } = [];

    /// <summary>The ids of all issues that are there, where <see cref="TrackerTraits.ListsPresence"/>.</summary>
    public IReadOnlySet<string>? Present { get; init; }

    /// <summary>Things that a person should look at, such as front matter that cannot be read.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}

public sealed record GoneIssue(IssueRef Issue, string Reason);

/// <summary>An issue that a listing shows in a way that cannot be read.</summary>
/// <param name="Id">As <see cref="IssueRef.Id"/>; null where not even that can be read.</param>
/// <param name="Why">The member and what is wrong with it, with what to do.</param>
public sealed record UnreadIssue(string? Id, string Why)
{
    public string Why { get; } = PlainText.Told(Why);

    /// <summary>Our marker, where that much can be read.</summary>
    public string? Marker { get; init; }
}

/// <summary>One line of <c>doctor</c>.</summary>
/// <param name="Advice">What to do, where it is not good.</param>
public sealed record Finding(bool Good, string Subject, string Text, string? Advice = null)
{
    public string Text { get; } = PlainText.Told(Text);

    /// <summary>What was found, and what to do.</summary>
    public string Sentences => Advice is null ? Text : $"{FullStop.After(Text)} {Advice}";
}
