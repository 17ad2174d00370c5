using ActionSync.Simulators;
using ActionSync.Simulators.Jira;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;

namespace ActionSync.SystemTests.Journeys;

/// <summary>The real executable where the internet is behind a proxy: HTTPS_PROXY and NO_PROXY are followed, and only the service sees the token.</summary>
public sealed class BehindProxyTests : IAsyncDisposable
{
    private const string Host = "github.test.example";
    private const string JiraHost = "jira.test.example";

    private readonly CertificateAuthority _authority = new();
    private OnGitHub? _on;
    private TunnelProxy? _proxy;

    [Fact]
    public async Task Issues_are_made_through_the_proxy_and_the_token_is_seen_inside_of_the_tunnel_only()
    {
        var (on, proxy) = await StartAsync();

        (await on.OnceAsync(Repository.Sample)).Exits(0);
        (await on.Actionsync.RunAsync("doctor")).Exits(0);

        Assert.Equal(5, on.Repository.Issues.Count);
        Assert.All(on.Repository.Issues, issue => Assert.Contains("priority: ", string.Join(' ', issue.Labels), StringComparison.Ordinal));
        Assert.NotEmpty(proxy.Heads);
        Assert.All(proxy.Heads, head => Assert.StartsWith($"CONNECT {Host}:443 HTTP/1.1\r\n", head, StringComparison.Ordinal));
        Assert.All(proxy.Heads, head => Assert.DoesNotContain("Authorization", head, StringComparison.OrdinalIgnoreCase));
        Assert.NotEqual("", proxy.Passed);
        Assert.DoesNotContain(on.Token, $"{string.Concat(proxy.Heads)}{proxy.Passed}", StringComparison.Ordinal);
        Assert.Equal($"https://{Host}", new Uri((await on.StatusAsync("url"))[0]!).GetLeftPart(UriPartial.Authority));
    }

    [Fact]
    public async Task Jiras_issues_are_made_the_same_way()
    {
        using var certificate = _authority.Sign(JiraHost);
        await using var jira = new JiraSimulator(JiraMode.Cloud, TimeProvider.System, certificate);
        jira.Book.AddProject("OPS");
        await jira.StartAsync(0, TestContext.Current.CancellationToken);
        jira.Site.BrowseUrl = $"https://{JiraHost}";
        await using var proxy = new TunnelProxy(new Dictionary<string, int> { [$"{JiraHost}:443"] = new Uri(jira.Url).Port });
        using var actionsync = new Actionsync();
        Trust(actionsync).Variable("HTTPS_PROXY", $"http://{proxy.Authority}").Configured($$"""
            {
              "Trackers": {
                "jira": { "Kind": "Jira", "BaseUrl": "https://{{JiraHost}}", "Project": "OPS", "Email": "{{jira.Site.Me.Email}}", "Token": "{{jira.Site.Token}}", "WritesPerMinute": 6000 }
              },
              "Routes": [ { "Tracker": "jira" } ]
            }
            """);

        (await actionsync.RunAsync("once", "--no-remind", Repository.Sample)).Exits(0);

        Assert.Equal(5, jira.Issues.Count);
        Assert.All(proxy.Heads, head => Assert.StartsWith($"CONNECT {JiraHost}:443 HTTP/1.1\r\n", head, StringComparison.Ordinal));
        Assert.All(proxy.Heads, head => Assert.DoesNotContain("Authorization", head, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_proxy_with_a_login_gets_it_out_of_its_address_and_one_that_wants_another_is_named_with_what_to_do()
    {
        var (on, proxy) = await StartAsync("robot:s3cret");

        var refused = (await on.OnceAsync(Repository.Sample)).Exits(3).Stderr;
        Assert.Contains($"GitHub at {Host} cannot be reached: the proxy {proxy.Authority} wants another login (407).", refused, StringComparison.Ordinal);
        Assert.Contains($"Set HTTPS_PROXY to http://USER:PASSWORD@{proxy.Authority}.", refused, StringComparison.Ordinal);
        Assert.Empty(on.Repository.Issues);

        on.Actionsync.Variable("HTTPS_PROXY", $"http://robot:wr0ng@{proxy.Authority}");
        var wrong = await on.Actionsync.RunAsync("doctor");
        Assert.Contains("wants another login (407)", wrong.Exits(1).Stdout, StringComparison.Ordinal);
        Assert.DoesNotContain("wr0ng", wrong.Stdout + wrong.Stderr, StringComparison.Ordinal);

        on.Actionsync.Variable("HTTPS_PROXY", $"http://robot:s3cret@{proxy.Authority}");
        (await on.OnceAsync()).Exits(0);
        Assert.Equal(5, on.Repository.Issues.Count);
    }

    [Fact]
    public async Task A_proxy_that_does_not_let_the_connection_through_is_named_and_so_is_one_that_is_not_there()
    {
        var (on, proxy) = await StartAsync(known: false);

        var refused = (await on.OnceAsync(Repository.Sample)).Exits(3).Stderr;
        Assert.Contains($"GitHub at {Host} cannot be reached: the proxy {proxy.Authority} does not let the connection through (403).", refused,
            StringComparison.Ordinal);
        Assert.Contains($"Have it let {Host} through", refused, StringComparison.Ordinal);

        proxy.Stop();
        var gone = (await on.Actionsync.RunAsync("doctor")).Exits(1).Stdout;
        Assert.Contains($"the proxy {proxy.Authority} takes no connection", gone, StringComparison.Ordinal);
        Assert.Contains("Check HTTPS_PROXY", gone, StringComparison.Ordinal);
        Assert.Empty(on.Repository.Issues);
    }

    [Fact]
    public async Task A_host_that_NO_PROXY_names_is_asked_directly()
    {
        var (on, proxy) = await StartAsync();
        on.GitHub.Address = null;
        on.Configure(baseUrl: $"{on.GitHub.Url}/api/v3");
        on.Actionsync.Variable("NO_PROXY", "localhost,127.0.0.1");

        (await on.OnceAsync(Repository.Sample)).Exits(0);

        Assert.Equal(5, on.Repository.Issues.Count);
        Assert.Empty(proxy.Heads);
    }

    public async ValueTask DisposeAsync()
    {
        if (_on is not null)
            await _on.DisposeAsync();
        if (_proxy is not null)
            await _proxy.DisposeAsync();
        _authority.Dispose();
    }

    /// <param name="login">What the proxy wants, as "user:password".</param>
    /// <param name="known">Whether the proxy leads to the host.</param>
    private async Task<(OnGitHub On, TunnelProxy Proxy)> StartAsync(string? login = null, bool known = true)
    {
        _on = await OnGitHub.StartEnterpriseAsync(_authority.Sign(Host, "127.0.0.1"), Host);
        _proxy = new TunnelProxy(known ? new Dictionary<string, int> { [$"{Host}:443"] = new Uri(_on.GitHub.Url).Port } : []) { Login = login };
        Trust(_on.Actionsync).Variable("HTTPS_PROXY", $"http://{_proxy.Authority}");
        return (_on, _proxy);
    }

    private Actionsync Trust(Actionsync actionsync) => actionsync.Variable("SSL_CERT_FILE", actionsync.Write("ca.pem", _authority.Pem));
}
