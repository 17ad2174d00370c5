using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace ActionSync.Trackers.Http;

/// <summary>A whole answer: it arrived completely, which says nothing about its meaning.</summary>
/// <param name="response">As it came through <see cref="WholeAnswer"/>.</param>
internal sealed partial class Answer(HttpResponseMessage response)
{
    public HttpResponseMessage Response => response;

    public HttpStatusCode Status => response.StatusCode;

    public bool IsSuccess => response.IsSuccessStatusCode;

    public HttpMethod Method => Request.Method;

    /// <summary>Where it came from in the end, after redirects.</summary>
    public Uri Url => Request.RequestUri!;

    public bool WasRedirected => Request.WasRedirected();

    /// <summary>It answers a request that changes nothing.</summary>
    public bool IsOfRead => Request.IsRead();

    /// <summary>It answers a request for one issue, so a failure may be that issue's alone.</summary>
    public bool IsOfOneIssue => Request.OfOneIssue();

    public string? MediaType { get; } = response.Content.Headers.ContentType?.MediaType;

    public bool IsJson => MediaType is not null && MediaType.EndsWith("json", StringComparison.OrdinalIgnoreCase);

    /// <summary>The bytes that came; of a success only until it is read.</summary>
    public ReadOnlyMemory<byte> Body => ((WholeBody)response.Content).Bytes;

    public Uri? Location => response.Headers.Location;

    /// <summary>By the clock of whoever answered.</summary>
    public DateTimeOffset? Date => response.Headers.Date;

    /// <summary>The tag to ask with next time; null where it is none that could be sent.</summary>
    public string? ETag => Header("ETag") is { } tag && EntityTag().IsMatch(tag) ? tag : null;

    private HttpRequestMessage Request => response.RequestMessage!;

    /// <summary>The first value of a header, or null.</summary>
    public string? Header(string name) => response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    /// <summary>The body as JSON, once. What cannot be read is an error, and for a write an unknown outcome.</summary>
    public T Read<T>(JsonTypeInfo<T> type)
    {
        try
        {
            if (IsJson && JsonSerializer.Deserialize(Body.Span, type) is { } value)
                return ResponseValidation.Invalid(value) is { } flaw ? throw Unreadable(flaw) : value;
        }
        catch (JsonException problem)
        {
            throw IsWhole()
                ? Unreadable($"{AnswerReading.Short(problem.Path ?? "$")} in a form that is not known here")
                : Imposter("JSON that breaks off or is damaged");
        }
        finally
        {
            if (IsSuccess)
                response.Content.Dispose();
        }
        throw Imposter(IsJson ? "an empty JSON value" : $"{MediaType ?? "nothing"} instead of JSON");
    }

    /// <summary>Something else answered in the service's place, such as a proxy's page: a success that holds no JSON counts for nothing.</summary>
    public TrackerException? NotFromService() =>
        IsSuccess && Status != HttpStatusCode.NoContent && !IsJson ? Imposter($"{MediaType ?? "nothing"} instead of JSON") : null;

    /// <summary>What to say behind a refusal that came as a page and not as the service's own words; empty where it is the service's.</summary>
    public string Stranger => IsJson || Body.IsEmpty
        ? ""
        : $" It came as {MediaType ?? "something"} instead of JSON, so something between may have answered: check BaseUrl and proxies first.";

    /// <summary>The service's own answer, in which something that is needed is missing or cannot be read.</summary>
    /// <param name="what">Which member, as in "$.issues missing".</param>
    public TrackerException Unreadable(string what) =>
        Failure($"{Url.Host} answered {(int)Status} to {Method} {Url.AbsolutePath} with {what}. It is asked again in the next pass; where that goes on, this service's answers are newer than this program.");

    /// <summary>The body as JSON, or null where it is something else: for error texts.</summary>
    public T? ReadOrNull<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return IsJson ? JsonSerializer.Deserialize(Body.Span, type) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>No answer of the service's, such as a proxy's page.</summary>
    public TrackerException Imposter(string what) =>
        Failure($"{Url.Host} answered {(int)Status} with {what}. Something between may have answered instead: check BaseUrl and proxies.");

    private TrackerException Failure(string message) => new(TrackerFault.Unavailable, message) { PerhapsDone = !IsOfRead, OfOneIssue = IsOfOneIssue };

    /// <summary>Whether the body is JSON from its beginning to its end, whatever it says.</summary>
    private bool IsWhole()
    {
        try
        {
            using var document = JsonDocument.Parse(Body);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [GeneratedRegex("^(W/)?\"[\\x21\\x23-\\x7e]{0,500}\"$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EntityTag();
}
