namespace ActionSync.Documents;

/// <summary>Collects problems by their place in the bytes; lines and columns are counted once, at the end, in one walk over the text.</summary>
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

    /// <summary>The problems in the order of the text.</summary>
    public IReadOnlyList<Problem> ToProblems(ReadOnlySpan<byte> text)
    {
        if (_found.Count == 0)
            return [];
        var problems = new List<Problem>(_found.Count + 1);
        var (line, column, at) = (1, 1, 0);
        foreach (var (offset, path, wrong, right) in _found.OrderBy(p => p.Offset))
        {
            var passed = text[at..Math.Min(offset, text.Length)];
            if (passed.LastIndexOf((byte)'\n') is var lastBreak and >= 0)
            {
                line += passed.Count((byte)'\n');
                column = 1;
                passed = passed[(lastBreak + 1)..];
                at += lastBreak + 1;
            }
            column += Characters(passed);
            at += passed.Length;
            problems.Add(new Problem(line, column, path, wrong, right));
        }
        if (_unlisted > 0)
            problems.Add(new Problem(line, column, Problem.Root, $"{_unlisted:N0} more problems are not listed", "mend these first"));
        return problems;
    }

    /// <summary>Every byte of UTF-8 begins a character but those of the form 10xxxxxx.</summary>
    private static int Characters(ReadOnlySpan<byte> text)
    {
        var count = 0;
        foreach (var b in text)
            count += (b & 0xC0) == 0x80 ? 0 : 1;
        return count;
    }
}
