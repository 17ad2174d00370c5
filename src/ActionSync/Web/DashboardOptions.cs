using ActionSync.Configuration;
using ActionSync.Configuration.Rules;

namespace ActionSync.Web;

/// <summary>The web pages and webhooks of <c>run</c>.</summary>
public sealed class DashboardOptions
{
    /// <summary>Addresses to listen on, separated by semicolons. Default: <c>http://127.0.0.1:5080</c>.</summary>
    [ListenUrls]
    public string Urls { get; set; } = "http://127.0.0.1:5080";

    /// <summary>No effect yet: what a caller will have to show. Default: none.</summary>
    public Secret? ApiKey { get; set; }

    /// <summary>The secrets that trackers sign their webhooks with, by the key that the kind names; without one its path is off. A file may hold two lines,
    /// both accepted, while a secret is changed. Default: none.</summary>
    [KindKeys, SecretLines(2)]
    public IDictionary<string, Secret> WebhookSecrets { get; } = new Dictionary<string, Secret>(StringComparer.OrdinalIgnoreCase);
}
