namespace ActionSync.Trackers;

/// <summary>
/// Which of several issues is the oldest: the one that was made first; of those that were made at one moment, the one with the smallest id, by which services
/// count.
/// </summary>
public sealed class IssueAge : IComparer<IssueSnapshot>
{
    private IssueAge() { }

    public static IssueAge OldestFirst { get; } = new();

    public static IssueSnapshot OldestOf(IEnumerable<IssueSnapshot> issues) => issues.Order(OldestFirst).First();

    public int Compare(IssueSnapshot? x, IssueSnapshot? y)
    {
        if (x is null || y is null)
            return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        var byTime = x.CreatedAt.CompareTo(y.CreatedAt);
        return byTime != 0 ? byTime : CompareIds(x.Ref.Id, y.Ref.Id);
    }

    /// <summary>As numbers: 9 is before 10. An id that is none is before those that only lengthen it, as a board's copies do.</summary>
    private static int CompareIds(string x, string y) => x.Length != y.Length ? x.Length.CompareTo(y.Length) : string.CompareOrdinal(x, y);
}
