using System.Net.Http.Headers;

namespace ActionSync.Retrying;

/// <summary>
/// When a service that limits us may be asked again: as it says (https://www.rfc-editor.org/rfc/rfc9110#name-retry-after), as far as that is believed.
/// </summary>
public sealed record RetryAfter(TimeSpan Shortest, TimeSpan Longest)
{
    public const string Header = "Retry-After";

    /// <summary>How long a limit is taken to last where the answer does not say.</summary>
    public static readonly TimeSpan Unsaid = TimeSpan.FromMinutes(1);

    /// <summary>No tracker's limit lasts longer; what claims to is asked again then.</summary>
    public static RetryAfter OfTracker { get; } = new(TimeSpan.Zero, TimeSpan.FromHours(2));

    /// <summary>Never at once, and never so late that a day's reminder would be lost.</summary>
    public static RetryAfter OfChannel { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));

    /// <summary>What the header (seconds or a date) comes to; null where it is missing or says neither.</summary>
    public DateTimeOffset? Read(string? header, DateTimeOffset now) => !RetryConditionHeaderValue.TryParse(header, out var said) ? null
        : said.Delta is { } wait ? Within(now + wait, now)
        : said.Date is { } date ? Within(date, now)
        : null;

    /// <summary>The same of a whole answer; where it does not say, <see cref="Unsaid"/>.</summary>
    public DateTimeOffset Of(HttpResponseMessage response, DateTimeOffset now) =>
        Read(response.Headers.TryGetValues(Header, out var values) ? values.FirstOrDefault() : null, now) ?? Within(now + Unsaid, now);

    /// <summary>The end of a limit as far as it is believed.</summary>
    public DateTimeOffset Within(DateTimeOffset until, DateTimeOffset now) =>
        until - now is var wait && wait < Shortest ? now + Shortest : wait > Longest ? now + Longest : until;
}
