using System.Net.Http.Headers;

namespace ActionSync.Reminders.Channels;

/// <summary>When a service that limits us may be asked again, whatever it says: never at once, and never so late that a day's reminder would be lost.</summary>
internal static class RetryAfter
{
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private static readonly TimeSpan Unsaid = TimeSpan.FromMinutes(1);

    public static DateTimeOffset Of(HttpResponseMessage response, DateTimeOffset now)
    {
        RetryConditionHeaderValue? header = response.Headers.RetryAfter;
        return now + Within(header?.Delta ?? (header?.Date is { } date ? date - now : Unsaid));
    }

    /// <summary>The same of a time that another part claims.</summary>
    public static DateTimeOffset Of(DateTimeOffset until, DateTimeOffset now) => now + Within(until - now);

    private static TimeSpan Within(TimeSpan wait) => wait < Shortest ? Shortest : wait > Longest ? Longest : wait;
}
