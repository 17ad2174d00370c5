namespace ActionSync.Simulators;

/// <summary>One request as it was answered; no headers and no bodies, so no secrets.</summary>
/// <param name="Status">0 where no answer was sent.</param>
/// <param name="Carried">False where a fault struck before the request was carried out.</param>
public sealed record LoggedRequest(DateTimeOffset At, string Method, string Path, string Query, int Status, string? IfNoneMatch, bool Carried)
{
    public override string ToString() => $"{Method} {Path}{Query} -> {Status}{(Carried ? "" : " (not carried out)")}";
}

/// <summary>What came in, entered before its answer leaves.</summary>
public sealed class RequestLog
{
    private readonly Lock _gate = new();
    private readonly List<LoggedRequest> _requests = [];

    public IReadOnlyList<LoggedRequest> All
    {
        get
        {
            lock (_gate)
                return [.. _requests];
        }
    }

    /// <summary>Requests by method (* for any) and the end of the path (* for any).</summary>
    public IReadOnlyList<LoggedRequest> Of(string method, string path = "*") =>
        [.. All.Where(r => (method == "*" || r.Method == method) && (path == "*" || r.Path.EndsWith(path, StringComparison.Ordinal)))];

    public int Count(string method = "*", string path = "*") => Of(method, path).Count;

    public void Clear()
    {
        lock (_gate)
            _requests.Clear();
    }

    internal void Add(LoggedRequest request)
    {
        lock (_gate)
            _requests.Add(request);
    }
}
