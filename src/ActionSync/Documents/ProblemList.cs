namespace ActionSync.Documents;

/// <summary>Collects problems by their place in the bytes; lines and columns are looked up once, at the end.</summary>
internal sealed class ProblemList
{
    private readonly List<(int Offset, string Path, string Wrong, string Right)> _found = [];
    private int _unlisted;

    public bool IsFull => _found.Count == Limits.Problems;

    public void Add(int offset, string path, string wrong, string right)
    {
        if (IsFull)
            _unlisted++;
        else
            _found.Add((offset, path, wrong, right));
    }

    /// <summary>Gives what was found in a part of a text to the list of the whole.</summary>
    /// <param name="whole">The list of the whole.</param>
    /// <param name="from">Where the part begins.</param>
    public void MoveTo(ProblemList whole, int from)
    {
        foreach (var (offset, path, wrong, right) in _found)
            whole.Add(offset + from, path, wrong, right);
        whole._unlisted += _unlisted;
    }

    /// <summary>The problems in the order of the text.</summary>
    public IReadOnlyList<Problem> ToProblems(ITextPlaces places)
    {
        if (_found.Count == 0)
            return [];
        var problems = new List<Problem>(_found.Count + 1);
        foreach (var (offset, path, wrong, right) in _found.OrderBy(p => p.Offset))
        {
            var (line, column) = places.Of(offset);
            problems.Add(new Problem(line, column, path, wrong, right));
        }
        if (_unlisted > 0)
            problems.Add(problems[^1] with { Path = Problem.Root, Wrong = $"{_unlisted:N0} more problems are not listed", Right = "mend these first" });
        return problems;
    }
}
