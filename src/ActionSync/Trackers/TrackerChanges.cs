using ActionSync.Items;
using ActionSync.Text;

namespace ActionSync.Trackers;

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

    /// <summary>What stands where issues may have been: what was known of those stands.</summary>
    public IReadOnlyList<OccupiedPlace> Occupied { get; init; } = [];

    /// <summary>The problems, with those of the occupied places.</summary>
    public IReadOnlyList<string> AllProblems => [.. Problems, .. Occupied.Select(place => place.Why)];
}

public sealed record GoneIssue(IssueRef Issue, string Reason);

/// <summary>A place where something is that cannot be read as an issue.</summary>
/// <param name="Number">As <see cref="IssueRef.Number"/>; where it stands for a folder, all that was below it is meant too.</param>
/// <param name="Why">What is there and what to do.</param>
public sealed record OccupiedPlace(string Number, string Why)
{
    public bool Hides(string number) => number == Number || number.StartsWith($"{Number}/", StringComparison.Ordinal);
}

/// <summary>An issue that a listing shows in a way that cannot be read.</summary>
/// <param name="Id">As <see cref="IssueRef.Id"/>; null where not even that can be read.</param>
/// <param name="Why">The member and what is wrong with it, with what to do.</param>
public sealed record UnreadIssue(string? Id, string Why)
{
    public string Why { get; } = PlainText.Readable(Why);

    /// <summary>Our marker, where that much can be read.</summary>
    public string? Marker { get; init; }
}
