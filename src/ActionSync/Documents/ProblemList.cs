namespace ActionSync.Documents;

/// <summary>Collects problems by their place in the bytes; lines and columns are looked up once, at the end.</summary>
internal sealed class ProblemList
{
    private readonly List<(int Offset, Problem Problem)> _found = [];
    private int _unlisted;

    public bool IsFull => _found.Count == Limits.Problems;

    /// <summary>How many are listed.</summary>
    public int Count => _found.Count;

    public void Add(int offset, string path, string wrong, string right, string? meant = null) =>
        Add(offset, new Problem(0, 0, path, wrong, right) { Suggestion = meant });

    /// <summary>Says of the problems from one on that they are about an item.</summary>
    /// <param name="from">The <see cref="Count"/> before they were added.</param>
    /// <param name="item">The item's title.</param>
    public void NameItem(int from, string item)
    {
        if (item.Length == 0)
            return;
        for (var n = from; n < _found.Count; n++)
            _found[n] = _found[n] with { Problem = _found[n].Problem with { Item = item } };
    }

    /// <summary>Gives what was found in a part of a text to the list of the whole.</summary>
    /// <param name="whole">The list of the whole.</param>
    /// <param name="from">Where the part begins.</param>
    public void MoveTo(ProblemList whole, int from)
    {
        foreach (var (offset, problem) in _found)
            whole.Add(offset + from, problem);
        whole._unlisted += _unlisted;
    }

    /// <summary>The problems in the order of the text.</summary>
    public IReadOnlyList<Problem> ToProblems(ITextPlaces places)
    {
        if (_found.Count == 0)
            return [];
        var problems = new List<Problem>(_found.Count + 1);
        foreach (var (offset, problem) in _found.OrderBy(p => p.Offset))
        {
            var (line, column) = places.Of(offset);
            problems.Add(problem with { Line = line, Column = column });
        }
        if (_unlisted > 0)
        {
            problems.Add(new Problem(
                problems[^1].Line, problems[^1].Column, Problem.Root, $"{_unlisted:N0} more problems are not listed", "mend these first"));
        }
        return problems;
    }

    private void Add(int offset, Problem problem)
    {
        if (IsFull)
            _unlisted++;
        else
            _found.Add((offset, problem));
    }
}
