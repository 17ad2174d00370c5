namespace ActionSync.Simulators;

/// <summary>The script of what goes wrong: each line waits for requests that it matches, and strikes so many times.</summary>
public sealed class Faults
{
    private readonly Lock _gate = new();
    private readonly List<Line> _lines = [];

    /// <summary>The next <paramref name="times"/> requests with this method whose path ends so (or contains, with a star at the end) meet the fault.</summary>
    /// <param name="method">GET, POST, ..., or * for any.</param>
    /// <param name="path">The end of the path without query, as in <c>/issues</c>; <c>/issues*</c> matches anywhere, * anything.</param>
    public void Next(string method, string path, Fault fault, int times = 1) => When(request => Matches(request, method, path), fault, times);

    /// <summary>The next requests that satisfy the condition meet the fault.</summary>
    public void When(Func<HttpRequest, bool> condition, Fault fault, int times = 1)
    {
        lock (_gate)
            _lines.Add(new Line(condition, fault) { Left = times });
    }

    /// <summary>The next requests with this method and path whose body holds this text meet the fault.</summary>
    public void Holding(string method, string path, string text, Fault fault, int times = 1) =>
        When(request => Matches(request, method, path) && FaultMiddleware.BodyOf(request).Contains(text, StringComparison.Ordinal), fault, times);

    /// <summary>Every request meets what this says, until <see cref="Clear"/>; for outages and seeded chaos.</summary>
    public void Always(Func<HttpRequest, Fault?> choose)
    {
        lock (_gate)
            Choose = choose;
    }

    /// <summary>All is well again.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _lines.Clear();
            Choose = null;
        }
    }

    /// <summary>Lines that still wait: a test asserts none, so that a fault that never struck is noticed.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
                return _lines.Count;
        }
    }

    private Func<HttpRequest, Fault?>? Choose { get; set; }

    internal Fault? Take(HttpRequest request)
    {
        lock (_gate)
        {
            if (_lines.Find(l => l.Condition(request)) is not { } line)
                return Choose?.Invoke(request);
            if (--line.Left == 0)
                _lines.Remove(line);
            return line.Fault;
        }
    }

    private static bool Matches(HttpRequest request, string method, string path)
    {
        var actual = request.Path.Value ?? "";
        return (method == "*" || request.Method == method)
            && (path == "*" || (path.EndsWith('*') ? actual.Contains(path[..^1], StringComparison.Ordinal) : actual.EndsWith(path, StringComparison.Ordinal)));
    }

    private sealed record Line(Func<HttpRequest, bool> Condition, Fault Fault)
    {
        public int Left { get; set; }
    }
}
