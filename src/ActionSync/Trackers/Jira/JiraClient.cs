using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.Jira;

/// <summary>
/// Jira's REST v2, which Cloud and Data Center share: https://developer.atlassian.com/cloud/jira/platform/rest/v2/intro/. Turns what concerns the
/// whole tracker (token, limits, trouble) into <see cref="TrackerException"/> and leaves the rest to the caller.
/// </summary>
internal sealed partial class JiraClient : IDisposable
{
    public const string Service = "Jira";

    private readonly JiraOptions _options;
    private readonly Pacer _pacer;
    private readonly HttpMessageInvoker _http;

    public JiraClient(JiraOptions options, HttpMessageHandler network, TimeProvider clock, ILogger logger)
    {
        _options = options;
        Clock = clock;
        BaseUrl = options.BaseUrl.TrimEnd('/');
        _pacer = new Pacer(Service, options.WritesPerMinute, clock);
        _http = new HttpMessageInvoker(new TrackerHandler(new JiraService(options, clock, logger), _pacer, network, clock));
    }

    public JiraOptions Options => _options;

    public TimeProvider Clock { get; }

    public bool IsCloud => _options.Deployment is JiraDeployment.Cloud;

    /// <summary>The configured address, without a slash at the end.</summary>
    public string BaseUrl { get; }

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
        OfOneIssue = answer.IsOfOneIssue,
    };

    public void Dispose()
    {
        _pacer.Dispose();
        _http.Dispose();
    }

    private async Task<Answer> SendAsync(HttpMethod method, string path, JsonObject? body, bool isRead, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, $"{BaseUrl}/rest/api/2{path}");
        request.SetIsRead(isRead);
        request.SetOfOneIssue(OneIssue().IsMatch(path));
        request.Headers.UserAgent.ParseAdd("ActionSync");
        request.Headers.Accept.ParseAdd("application/json");
        if (body is not null)
            {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToJsonString()))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") }
            };
        }
        return new Answer(await _http.SendAsync(request, cancellationToken));
    }

    /// <summary>An address that holds the id or key of one issue.</summary>
    [GeneratedRegex("^/issue/([0-9]+|[A-Za-z][A-Za-z0-9_]*-[0-9]+)([/?]|$)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OneIssue();
}
