using ActionSync.Configuration;
using ActionSync.Configuration.Rules;

namespace ActionSync.Web;

/// <summary>The web pages, API and webhooks of <c>run</c>, and who may ask for them.</summary>
public sealed class DashboardOptions
{
    /// <summary>Addresses to listen on, separated by semicolons; empty: nothing is answered over HTTP. Default: <c>http://127.0.0.1:5080</c>.</summary>
    [ListenUrls, MayBeEmpty]
    public string Urls { get; set; } = "http://127.0.0.1:5080";

    /// <summary>The address under which people reach the pages, with its path if it has one; messages link there. Default: none, and so no links.</summary>
    [HttpUrl]
    public string? PublicUrl { get; set; }

    /// <summary>What callers of the API send as bearer, and people sign in with. A file may hold two lines, both accepted, while the key is changed.
    /// Default: none, and then pages and API are answered on this machine alone.</summary>
    [SecretLines(2)]
    public Secret? ApiKey { get; set; }

    /// <summary>The header in which a proxy names the person who is signed on there; believed only from <c>TrustedProxies</c>. Default: none.</summary>
    [HeaderName]
    public string? UserHeader { get; set; }

    /// <summary>Addresses or networks of the proxies whose <c>UserHeader</c> and <c>X-Forwarded-*</c> are believed. Default: none.</summary>
    [Network]
    public IReadOnlyList<string> TrustedProxies { get; set; } = [];

    /// <summary>True: <c>/metrics</c> is answered to everybody, not on this machine or with the key alone. Default: false.</summary>
    public bool MetricsOpen { get; set; }

    /// <summary>The secrets that trackers sign their webhooks with, by the key that the kind names; without one its path is off. A file may hold two lines,
    /// both accepted, while a secret is changed. Default: none.</summary>
    [KindKeys, SecretLines(2)]
    public IDictionary<string, Secret> WebhookSecrets { get; } = new Dictionary<string, Secret>(StringComparer.OrdinalIgnoreCase);
}
