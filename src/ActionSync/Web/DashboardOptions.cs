using ActionSync.Configuration;
using ActionSync.Configuration.Rules;

namespace ActionSync.Web;

/// <summary>The web pages and webhooks of <c>run</c>.</summary>
public sealed class DashboardOptions
{
    /// <summary>Addresses to listen on, separated by semicolons. Default: <c>http://127.0.0.1:5080</c>.</summary>
    [ListenUrls]
    public string Urls { get; set; } = "http://127.0.0.1:5080";

    /// <summary>What a caller must show; without it only calls to localhost are answered. Default: none.</summary>
    public Secret? ApiKey { get; set; }

    /// <summary>The secret that GitHub signs its webhooks to <c>/webhooks/github</c> with; without it that path is off. Default: none.</summary>
    public Secret? GitHubWebhookSecret { get; set; }

    /// <summary>The secret that Jira signs its webhooks to <c>/webhooks/jira</c> with; without it that path is off. Default: none.</summary>
    public Secret? JiraWebhookSecret { get; set; }
}
