namespace ActionSync.Simulators;

/// <summary>When a fault strikes: before the simulator carried the request out, or after.</summary>
public enum Moment
{
    Before,
    After,
}

/// <summary>What goes wrong with one request. A fault of <see cref="Moment.After"/> leaves the simulator's books changed.</summary>
public abstract record Fault
{
    private Fault() { }

    /// <summary>Breaks the connection off (a reset): after the commit this is the lost answer.</summary>
    public sealed record Reset(Moment When) : Fault;

    /// <summary>Never answers; ends when the client gives up.</summary>
    public sealed record Hang(Moment When) : Fault;

    /// <summary>Answers with this instead.</summary>
    public sealed record Answer(Moment When, int Status, string Body, string ContentType) : Fault
    {
        public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
    }

    /// <summary>Carries the request out, announces the whole answer, sends half of it and breaks off.</summary>
    public sealed record CutShort : Fault;

    /// <summary>Carries the request out, announces the whole answer, sends half of it and then nothing more; ends when the client gives up.</summary>
    public sealed record Stalled : Fault;

    /// <summary>Carries the request out and sends half of the answer as if it were all of it.</summary>
    public sealed record HalfJson : Fault;

    /// <summary>Carries the request out, later.</summary>
    public sealed record Slow(TimeSpan By) : Fault;

    /// <summary>Carries the request out, later, even if nobody waits for the answer any more.</summary>
    public sealed record Late(TimeSpan By) : Fault;

    /// <summary>Carries the request out, then runs this before the answer leaves (to kill the client, say).</summary>
    public sealed record Meanwhile(Func<HttpContext, Task> Action) : Fault;

    /// <summary>Carries the request out and lies about it, as the seed says: JSON, bytes, status or headers.</summary>
    /// <param name="Told">Is told which lie it was.</param>
    public sealed record Mutated(int Seed, Action<string> Told) : Fault;

    /// <summary>Carries the request out and sends this instead of the text that it answers.</summary>
    public sealed record Changed(Func<string, string> By) : Fault;

    public static Fault LoseAnswer() => new Reset(Moment.After);

    public static Fault ResetConnection() => new Reset(Moment.Before);

    public static Fault HangForever(Moment when = Moment.After) => new Hang(when);

    /// <summary>An error of the server, JSON as most services send it.</summary>
    public static Answer Code(int status, Moment when = Moment.Before, string body = """{"message":"Server Error"}""") =>
        new(when, status, body, "application/json; charset=utf-8");

    /// <summary>A page for people, as proxies and portals send it.</summary>
    public static Answer Html(int status = 200, Moment when = Moment.Before) =>
        new(when, status, "<!DOCTYPE html><html><body>Please sign in</body></html>", "text/html; charset=utf-8");

    /// <summary>403 or 429 with or without <c>Retry-After</c> in seconds.</summary>
    public static Answer Limited(
        int status, int? retryAfter = null,
        string body = """{"message":"You have exceeded a secondary rate limit. Please wait a few minutes before you try again."}""") =>
            new(Moment.Before, status, body, "application/json; charset=utf-8")
            {
                Headers = retryAfter is { } seconds
                    ? new Dictionary<string, string> { ["Retry-After"] = seconds.ToString(null, null) }
                    : new Dictionary<string, string>(),
            };
}
