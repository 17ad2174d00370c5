using ActionSync.Configuration;
using ActionSync.Configuration.Rules;

namespace ActionSync.Web;

/// <summary>The web pages, API and webhooks of <c>run</c>, and who may ask for them.</summary>
public sealed class DashboardOptions
{
    /// <summary>Addresses to listen on, separated by semicolons; empty: nothing is answered over HTTP. Default: <c>http://127.0.0.1:5080</c>.</summary>
    [ListenUrls, MayBeEmpty]
    public string Urls { get; set; } = "http://127.0.0.1:5080";

    /// <summary>
    /// Where people reach these pages, such as <c>https://actions.example.com</c>: reminders then carry links to items, and to what can be done about them with
    /// one click. Default: none, and no links.
    /// </summary>
    [HttpUrl]
    public string? PublicUrl { get; set; }

    /// <summary>What those links are signed with; the same for all workers. A file may hold two lines: the first signs, both are accepted, while a key is
    /// changed. Default: none; one is made and kept in the ledger.</summary>
    [SecretLines(2)]
    public Secret? LinkKey { get; set; }

    /// <summary>What callers of the API send as bearer, and people sign in with. A file may hold two lines, both accepted, while the key is changed.
    /// Default: none, and then pages and API are answered on this machine alone.</summary>
    [SecretLines(2)]
    public Secret? ApiKey { get; set; }

    /// <summary>The header in which a proxy names the person who is signed on there; believed only from <c>TrustedProxies</c>.
    /// It names people; programs need <c>ApiKey</c>. Default: none.</summary>
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
