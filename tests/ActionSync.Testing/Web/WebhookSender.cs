using System.Net;
using System.Security.Cryptography;
using System.Text;
using ActionSync.Simulators.GitHub;

namespace ActionSync.Testing.Web;

/// <summary>Posts webhooks as GitHub and Jira do.</summary>
internal sealed class WebhookSender(string url, string secret) : IDisposable
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "ActionSync.Testing", "Web", "Corpus");

    private readonly HttpClient _http = new() { BaseAddress = new Uri(url), Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>Bodies with the fields that the services document, by name.</summary>
    public static IReadOnlyDictionary<string, byte[]> Corpus { get; } =
        Directory.GetFiles(Folder, "*.json").Order(StringComparer.Ordinal).ToDictionary(path => Path.GetFileNameWithoutExtension(path), File.ReadAllBytes);

    public string Signature(byte[] body) => $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body))}";

    /// <summary>An "Issues" event of a repository that lives at <paramref name="server"/>.</summary>
    public Task<WebhookReply> GitHubAsync(
        string action, string server, string repository, string? delivery = null) => SendAsync("/webhooks/github", Encoding.UTF8.GetBytes($$"""
        {"action":"{{action}}","issue":{"number":1,"title":"Add an alert"},"repository":{"id":7001,"full_name":"{{repository}}","html_url":"{{server}}/{{repository}}" },"sender":{"login":"alice"} }
        """), ("X-GitHub-Event", "issues"), ("X-GitHub-Delivery", delivery ?? $"{Guid.NewGuid()}"));

    /// <summary>An "Issues" event with all that GitHub sends.</summary>
    public Task<WebhookReply> GitHubAsync(GitHubSimulator github, GitHubRepository repository, int number, string action) => SendAsync(
        "/webhooks/github", Encoding.UTF8.GetBytes(GitHubWebhookBody.Issues(github, repository, repository[number], action)), ("X-GitHub-Event", "issues"),
        ("X-GitHub-Delivery", $"{Guid.NewGuid()}"));

    public Task<WebhookReply> JiraAsync(string webhookEvent, string site, string key) => SendAsync("/webhooks/jira", Encoding.UTF8.GetBytes($$$"""
        {"timestamp":1705943000123,"webhookEvent":"{{{webhookEvent}}}","issue":{"id":"10001","self":"{{{site}}}/rest/api/2/issue/10001","key":"{{{key}}}","fields":{"project":{"key":"{{{key.Split('-')[0]}}}" } } } }
        """), ("X-Atlassian-Webhook-Identifier", $"{Guid.NewGuid()}"));

    /// <summary>With the right signature, unless a header of that name is given; an empty header is left out.</summary>
    public Task<WebhookReply> SendAsync(string path, byte[] body, params (string Name, string Value)[] headers)
    {
        var name = path.EndsWith("github", StringComparison.Ordinal) ? "X-Hub-Signature-256" : "X-Hub-Signature";
        return SendAsync(HttpMethod.Post, path, body, [.. headers.Any(h => h.Name == name) ? [] : new[] { (name, Signature(body)) }, .. headers]);
    }

    public async Task<WebhookReply> SendAsync(HttpMethod method, string path, byte[]? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new ByteArrayContent(body) };
        foreach (var (name, value) in headers.Where(h => h.Value.Length > 0))
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return new WebhookReply(answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Waits until the worker that listens there does its work.</summary>
    public Task IsReadyAsync() => Eventually.IsTrue(
        async () =>
        {
            try
            {
                return (await SendAsync(HttpMethod.Get, "/health", null)).Status == HttpStatusCode.OK;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        },
        "the worker is ready", TimeSpan.FromSeconds(60));

    public void Dispose() => _http.Dispose();
}

/// <summary>What the sender is told.</summary>
internal sealed record WebhookReply(HttpStatusCode Status, string Sentence)
{
    public WebhookReply Is(HttpStatusCode status)
    {
        Assert.True(Status == status, $"{(int)Status} \"{Sentence}\", expected {(int)status}");
        return this;
    }
}
