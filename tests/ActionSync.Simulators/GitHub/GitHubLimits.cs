namespace ActionSync.Simulators.GitHub;

/// <summary>The limits that every request counts against, as GitHub describes them; a test lowers them to reach them.</summary>
public sealed class GitHubLimits(TimeProvider clock)
{
    private readonly List<(DateTimeOffset At, int Points, bool Content)> _recent = [];
    private DateTimeOffset _reset = clock.GetUtcNow().AddHours(1);
    private int _used;

    public int PrimaryPerHour { get; set; } = 5000;

    public int PointsPerMinute { get; set; } = 900;

    public int ContentPerMinute { get; set; } = 80;

    public int ContentPerHour { get; set; } = 500;

    /// <summary>403 or 429, both are seen.</summary>
    public int Status { get; set; } = 403;

    /// <summary>Whether a secondary limit says how long it lasts.</summary>
    public bool TellsRetryAfter { get; set; } = true;

    /// <summary>Uses up the hour.</summary>
    public void Exhaust() => _used = PrimaryPerHour;

    /// <summary>Counts the request; an answer where it is one too many.</summary>
    internal GitHubReply? Count(string method, string path)
    {
        var now = clock.GetUtcNow();
        if (now >= _reset)
            (_reset, _used) = (now.AddHours(1), 0);
        if (_used >= PrimaryPerHour)
            return GitHubReply.Error(
                Status, "API rate limit exceeded for user ID 1. If you reach out to GitHub Support for help, please include the request ID.");
        _recent.RemoveAll(r => r.At <= now.AddHours(-1));
        var content = method == "POST" && (path.EndsWith("/issues", StringComparison.Ordinal) || path.EndsWith("/comments", StringComparison.Ordinal));
        var minute = _recent.Where(r => r.At > now.AddMinutes(-1)).ToArray();
        var points = method == "GET" ? 1 : 5;
        if (minute.Sum(r => r.Points) + points > PointsPerMinute
            || content && (minute.Count(r => r.Content) >= ContentPerMinute || _recent.Count(r => r.Content) >= ContentPerHour))
            return Secondary();
        _used++;
        _recent.Add((now, points, content));
        return null;
    }

    /// <summary>A 304 costs nothing.</summary>
    internal void GiveBack() => _used--;

    internal IEnumerable<KeyValuePair<string, string>> Headers() =>
    [
        new("X-RateLimit-Limit", $"{PrimaryPerHour}"),
        new("X-RateLimit-Remaining", $"{Math.Max(0, PrimaryPerHour - _used)}"),
        new("X-RateLimit-Used", $"{_used}"),
        new("X-RateLimit-Reset", $"{_reset.ToUnixTimeSeconds()}"),
        new("X-RateLimit-Resource", "core"),
    ];

    private GitHubReply Secondary()
    {
        var reply = GitHubReply.Error(Status, "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.");
        return TellsRetryAfter ? reply.With("Retry-After", "60") : reply;
    }
}
