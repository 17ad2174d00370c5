using System.Globalization;
using System.Net;

namespace ActionSync.Trackers.Http;

/// <summary>What a status means, the same for every service; what differs between services is read by each before.</summary>
internal static class AnswerReading
{
    /// <summary>9999-12-31 in seconds since 1970.</summary>
    private const long LastSecond = 253_402_300_799;

    /// <summary>A read is worth a second try: the server stumbled and did not say for how long.</summary>
    public static bool IsPassing(Answer answer) => (int)answer.Status >= 500 && answer.Header(Retrying.RetryAfter.Header) is null;

    /// <summary>When the answer allows the next request; null where it does not say.</summary>
    public static DateTimeOffset? RetryAfter(Answer answer, DateTimeOffset now) =>
        Retrying.RetryAfter.OfTracker.Read(answer.Header(Retrying.RetryAfter.Header), now);

    /// <summary>A time in seconds since 1970; null where it is none.</summary>
    public static DateTimeOffset? Epoch(string? seconds) =>
        long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= LastSecond
            ? DateTimeOffset.FromUnixTimeSeconds(number)
            : null;

    /// <summary>The exception that an answer is for the whole tracker; null where it is good, or a matter of the one request.</summary>
    /// <param name="says">What the service itself says about it, if anything.</param>
    public static TrackerException? Fault(Answer answer, string service, string? says, DateTimeOffset now) => answer.Status switch
    {
        HttpStatusCode.Unauthorized => new TrackerException(TrackerFault.Unauthorised,
            $"{service} refuses the credentials (401{Quoted(says)}). Make a new token and put it into the configuration.{answer.Stranger}"),
        HttpStatusCode.TooManyRequests => Limited(service, says, RetryAfter(answer, now) ?? now + Retrying.RetryAfter.Unsaid),
        HttpStatusCode.ServiceUnavailable when answer.IsOfRead && RetryAfter(answer, now) is { } until => Limited(service, says, until),
        >= HttpStatusCode.InternalServerError => new TrackerException(TrackerFault.Unavailable,
            $"{service} has trouble of its own ({(int)answer.Status}{Quoted(says)}). Its work waits for the next pass.")
        { PerhapsDone = !answer.IsOfRead, OfOneIssue = answer.IsOfOneIssue },
        _ => null,
    };

    /// <summary>A limit; nothing was carried out, and nothing may be sent before <paramref name="until"/>.</summary>
    public static TrackerException Limited(string service, string? says, DateTimeOffset until) =>
        new(TrackerFault.Limited, $"{service} limits requests until {until.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC{Quoted(says)}. The rest waits until then.")
        {
            Until = until
        };

    /// <summary>What the service says, ready to stand in a sentence.</summary>
    public static string Quoted(string? says) => string.IsNullOrWhiteSpace(says) ? "" : $": \"{Short(says.Trim())}\"";

    /// <summary>No more of a text than fits a message.</summary>
    public static string Short(string text) => text.Length <= 300 ? text : text[..300] + "…";
}
