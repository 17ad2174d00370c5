using ActionSync.Files;

namespace ActionSync.Trackers.Folder;

/// <summary>One file as it was found.</summary>
/// <param name="Name">Its path below the board's folder, with slashes.</param>
/// <param name="Hash">Of its content; null where it could not be read.</param>
/// <param name="Settled">Old enough when it was read that a later change must change its time.</param>
/// <param name="Issue">Null where it is no issue.</param>
/// <param name="ClosedAt">When it was first seen closed, by the file's own time.</param>
internal sealed record BoardEntry(string Name, BoardStamp Stamp, string? Hash, bool Settled, BoardFile? Issue, DateTimeOffset? ClosedAt)
{
    /// <summary>Nobody reads more problems of one file.</summary>
    private const int MostTold = 20;

    /// <summary>Why it could not be read at all.</summary>
    public string? Fault { get; init; }

    /// <summary>With a fault: it surely is no issue, so that no other can hide behind it.</summary>
    public bool HidesNothing { get; init; }

    /// <summary>With a fault: an issue that had this name, or was below it, is not told to be gone by that.</summary>
    public bool IsInTheWay { get; init; }

    /// <summary>Its front matter can be read, if not each value in it: it can be reported and written.</summary>
    public bool IsSound => Fault is null && Issue is { Broken: null };

    public IEnumerable<string> Problems => Fault is null ? Issue?.Problems.Take(MostTold).Select(Sentence) ?? [] : [Fault];

    /// <summary>The problems that say nothing of the issue itself, such as a line that nobody needs.</summary>
    public IEnumerable<string> Aside => IsSound ? Issue!.Problems.Except(Issue.Unread.Select(u => u.Problem)).Take(MostTold).Select(Sentence) : [];

    public string Sentence(LineProblem problem) => $"{Name}:{problem.Line}  {problem}";
}

/// <param name="Changed">When the system last changed anything of it, which no program can set.</param>
internal readonly record struct BoardStamp(long Length, DateTimeOffset Modified, DateTimeOffset Created, DateTimeOffset Changed)
{
    public static BoardStamp Of(FileFacts facts) => new(facts.Size, facts.ModifiedAt, facts.CreatedAt, facts.ChangedAt);
}

/// <summary>The whole board at one moment. A marker names one file; further files with it are copies, with an id of their own.</summary>
internal sealed class BoardView
{
    public static readonly BoardView Empty = new([]);

    private readonly Dictionary<string, BoardEntry> _byName;
    private readonly Dictionary<string, string> _idByName = [];
    private readonly Dictionary<string, BoardEntry> _byId = [];

    public BoardView(IReadOnlyCollection<BoardEntry> entries)
    {
        _byName = entries.ToDictionary(entry => entry.Name);
        foreach (var same in entries.Where(entry => entry.Issue is not null).GroupBy(entry => entry.Issue!.Marker ?? ""))
        {
            // The file with the name that we gave is the issue; where nobody can tell, the one that is least hidden.
            var first = same.Key.Length == 0 ? null
                : same.OrderByDescending(entry => BoardNames.IsOurs(entry.Name, entry.Issue!)).ThenBy(entry => entry.Name.Count(c => c == '/'))
                    .ThenBy(entry => entry.Name.Length).ThenBy(entry => entry.Name).First();
            foreach (var entry in same)
            {
                var id = BoardId.Of(same.Key, entry.Name, isFirst: entry == first);
                _idByName[entry.Name] = id;
                _byId[id] = entry;
            }
            if (first is not null && same.Count() > 1)
                Copies.Add(first, [.. same.Where(entry => entry != first)]);
        }
    }

    public IReadOnlyCollection<BoardEntry> Entries => _byName.Values;

    /// <summary>Issues of which there is more than one file.</summary>
    public Dictionary<BoardEntry, IReadOnlyList<BoardEntry>> Copies { get; } = [];

    public IReadOnlySet<string> Ids => _byId.Keys.ToHashSet();

    /// <summary>A file that could be anything, so that nothing can be said to be missing.</summary>
    public bool HidesSomething => _byName.Values.Any(entry => entry is { Fault: not null, Issue: null, HidesNothing: false });

    public IEnumerable<string> Problems => [.. _byName.Values.SelectMany(entry => entry.Problems), .. CopyProblems];

    /// <summary>Those that are not said of an issue by <see cref="Unread"/> or by its snapshot, nor of a place by <see cref="Occupied"/>.</summary>
    public IEnumerable<string> Aside =>
        [.. _byName.Values.Where(entry => !entry.IsInTheWay).SelectMany(entry => entry.Issue is null ? entry.Problems : entry.Aside), .. CopyProblems];

    /// <summary>Issues that are there and of which nothing can be read.</summary>
    public IEnumerable<UnreadIssue> Unread => _byName.Values.Where(entry => entry is { IsSound: false, Issue: not null })
        .Select(entry => new UnreadIssue(IdOf(entry), string.Join(" ", entry.Problems)) { Marker = entry.Issue!.Marker });

    /// <summary>Where issues may have been, of which nothing is known now.</summary>
    public IEnumerable<OccupiedPlace> Occupied => _byName.Values.Where(entry => entry.IsInTheWay).Select(entry => new OccupiedPlace(entry.Name, entry.Fault!));

    private IEnumerable<string> CopyProblems =>
    [
        .. Copies.SelectMany(pair => pair.Value.Select(copy =>
            $"{copy.Name}  carries the marker of {pair.Key.Name}; delete one of the two, or take the marker line out of the copy")),
    ];

    public BoardEntry? Named(string name) => _byName.GetValueOrDefault(name);

    public BoardEntry? WithId(string id) => _byId.GetValueOrDefault(id);

    /// <summary>What stands where an issue was.</summary>
    public BoardEntry? InTheWayOf(string name) => _byName.Values.FirstOrDefault(entry => entry.IsInTheWay && new OccupiedPlace(entry.Name, "").Hides(name));

    public string IdOf(BoardEntry entry) => _idByName[entry.Name];

    /// <summary>The same, but with nothing taken for granted: the next look reads every file.</summary>
    public BoardView Unsettled() => new([.. Entries.Select(entry => entry with { Settled = false })]);

    /// <summary>The sound issues that are not as they were in another view.</summary>
    public IEnumerable<BoardEntry> ChangedSince(BoardView before) => Entries.Where(entry =>
        entry.IsSound
        && !(before.Named(entry.Name) is { Issue: not null } old && old.Hash == entry.Hash && before.IdOf(old) == IdOf(entry)));
}
