using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using ActionSync.Configuration;
using ActionSync.Text;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.Jira;

/// <summary>
/// Jira's REST v2, which Cloud and Data Center share: https://developer.atlassian.com/cloud/jira/platform/rest/v2/intro/. Turns what concerns the
/// whole tracker (token, limits, trouble) into <see cref="TrackerException"/> and leaves the rest to the caller.
/// </summary>
internal sealed partial class JiraClient(JiraOptions options, HttpClient http, TimeProvider clock, ILogger logger) : IDisposable
{
    public const string Service = "Jira";

    private readonly Pacer _pacer = new(Service, options.WritesPerMinute, clock);
    private readonly RenewableSecret _token = new(options.Token ?? new Secret(""), $"Trackers:{options.Name}:Token", clock, logger);
    private TrackerTransport? _transport;

    public JiraOptions Options => options;

    public TimeProvider Clock => clock;

    public bool IsCloud => options.Deployment is JiraDeployment.Cloud;

    /// <summary>The configured address, without a slash at the end.</summary>
    public string BaseUrl { get; } = options.BaseUrl.TrimEnd('/');

    public async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => Good(await SendAsync(HttpMethod.Get, path, null, true, cancellationToken)).Read(type);

    /// <summary>Null for 404.</summary>
    public async Task<T?> FindAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var answer = await SendAsync(HttpMethod.Get, path, null, true, cancellationToken);
        return answer.Status == HttpStatusCode.NotFound ? null : Good(answer).Read(type);
    }

    /// <summary>A query that travels as POST.</summary>
    public Task<Answer> QueryAsync(string path, JsonObject body, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, path, body, true, cancellationToken);

    public Task<Answer> PostAsync(string path, JsonObject body, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, path, body, false, cancellationToken);

    public Task<Answer> PutAsync(string path, JsonObject body, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, path, body, false, cancellationToken);

    /// <summary>What Jira says about a refusal, in its own words.</summary>
    public static string Words(Answer answer) =>
        answer.ReadOrNull(JiraJson.Default.JiraErrors)?.Words is { Length: > 0 } words ? words
        : answer.IsJson || answer.Body.Length == 0 ? $"status {(int)answer.Status}"
        : $"status {(int)answer.Status} and {answer.MediaType ?? "a body"} instead of JSON, so something between may have answered";

    /// <summary>The answer where it is a success.</summary>
    /// <exception cref="TrackerException">Forbidden, NotFound or Unavailable otherwise.</exception>
    public static Answer Good(Answer answer) => answer.IsSuccess ? answer : throw new TrackerException(
        answer.Status switch
        {
            HttpStatusCode.Forbidden => TrackerFault.Forbidden,
            HttpStatusCode.NotFound or HttpStatusCode.BadRequest => TrackerFault.NotFound,
            _ => TrackerFault.Unavailable,
        },
        answer.Status switch
        {
            HttpStatusCode.Gone =>
                $"Jira no longer offers {answer.Url.AbsolutePath} (410: \"{Words(answer)}\"). Check Deployment: Cloud and Data Center differ here.",
            HttpStatusCode.Forbidden => $"Jira does not allow this (403: \"{Words(answer)}\"). Give the token's account the permission in the project.",
            _ => $"Jira refuses {answer.Url.AbsolutePath} ({(int)answer.Status}: \"{Words(answer)}\"). Check BaseUrl, Deployment, Project and the account's permissions.",
        })
    {
        OfOneIssue = answer.Call.OfOneIssue,
    };

    public void Dispose()
    {
        _pacer.Dispose();
        http.Dispose();
    }

    private async Task<Answer> SendAsync(HttpMethod method, string path, JsonObject? body, bool isRead, CancellationToken cancellationToken)
    {
        _transport ??= new TrackerTransport(http, Service, _pacer, Authorise, clock);
        var call = new Call(method, new Uri($"{BaseUrl}/rest/api/2{path}"))
        {
            Json = body is null ? null : Encoding.UTF8.GetBytes(body.ToJsonString()),
            IsRead = isRead,
            OfOneIssue = OneIssue().IsMatch(path),
        };
        var answer = await _transport.SendAsync(call, cancellationToken);
        // Nothing was carried out for whom Jira does not know; only an anonymous answer to a write may be right.
        if ((answer.Status == HttpStatusCode.Unauthorized || (isRead && IsAnonymous(answer))) && _token.Renew())
            answer = await _transport.SendAsync(call, cancellationToken);
        if (Fault(answer) is not { } fault)
            return answer;
        if (fault.Until is { } until)
            _pacer.BlockUntil(until);
        throw fault;
    }

    private TrackerException? Fault(Answer answer)
    {
        if (IsAnonymous(answer))
            return new TrackerException(
                TrackerFault.Unauthorised, "Jira does not accept the token and answers as to nobody. Make a new token and put it into the configuration.")
            {
                // What nobody may do is not done; but an answer that says it was, may be right.
                PerhapsDone = answer.IsSuccess && !answer.Call.IsRead,
            };
        // Data Center, after too many wrong passwords of the account.
        if (answer.Header("X-Authentication-Denied-Reason") is { } denied)
        {
            return new TrackerException(TrackerFault.Unauthorised,
                $"Jira lets the token's account in only after a person has logged in with it in a browser ({AnswerReading.Short(PlainText.Line(denied))}). Do that once, and check the token.");
        }
        if (answer.IsSuccess)
            return null;
        var says = answer.ReadOrNull(JiraJson.Default.JiraErrors)?.Words;
        var reason = answer.Header("RateLimit-Reason");
        return AnswerReading.Fault(answer, Service, string.IsNullOrEmpty(reason) ? says : $"{says} ({reason})".Trim(), clock.GetUtcNow());
    }

    /// <summary>Addresses that allow anonymous access answer a dead token with less instead of 401; the header tells.</summary>
    private static bool IsAnonymous(Answer answer) =>
        answer.Header("X-Seraph-LoginReason") is { } login && login.Contains("FAILED", StringComparison.Ordinal);

    private ValueTask Authorise(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = _token.Reveal();
        request.Headers.Authorization = IsCloud && options.Email is { Length: > 0 } email
            ? new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{email}:{token}")))
            : new("Bearer", token);
        request.Headers.UserAgent.ParseAdd("ActionSync");
        request.Headers.Accept.ParseAdd("application/json");
        return ValueTask.CompletedTask;
    }

    /// <summary>An address that holds the id or key of one issue.</summary>
    [GeneratedRegex("^/issue/([0-9]+|[A-Za-z][A-Za-z0-9_]*-[0-9]+)([/?]|$)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OneIssue();
}
