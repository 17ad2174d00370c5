using ActionSync.Testing;

namespace ActionSync.Tests.Web.Access;

/// <summary>What the keys of <c>Dashboard</c> may hold.</summary>
public sealed class DashboardOptionsTests : IDisposable
{
    private readonly Workplace _place = new();

    [Theory]
    [InlineData(""" "Urls": " " """, "Dashboard:Urls: \" \" is not right; it must be http://host:port")]
    [InlineData(""" "PublicUrl": "actionsync.acme.com" """,
        "Dashboard:PublicUrl: \"actionsync.acme.com\" is not right; it must be an absolute http or https address")]
    [InlineData(""" "UserHeader": "X-User" """,
        "Dashboard:UserHeader: \"X-User\" would be believed from anybody; name the proxy's addresses under Dashboard:TrustedProxies")]
    [InlineData(""" "UserHeader": "X User", "TrustedProxies": ["10.0.0.7"] """,
        "Dashboard:UserHeader: \"X User\" is not right; it must be the name of a header alone")]
    [InlineData(""" "TrustedProxies": ["proxy.acme.com"] """,
        "Dashboard:TrustedProxies:0: \"proxy.acme.com\" is not right; it must be an IP address or a network")]
    [InlineData(""" "TrustedProxies": ["10.0.0.0/8", "10.1"] """,
        "Dashboard:TrustedProxies:1: \"10.1\" is not right; it must be an IP address or a network")]
    [InlineData(""" "TrustedProxies": ["10.0.0.0/33"] """, "Dashboard:TrustedProxies:0: \"10.0.0.0/33\" is not right; it must be an IP address or a network")]
    [InlineData(""" "MetricsOpen": "maybe" """, "Dashboard:MetricsOpen: \"maybe\" is not right; it must be true or false")]
    [InlineData(""" "ApiKey": "one\ntwo" """, "Dashboard:ApiKey: the value has several lines or control characters")]
    public void One_mistake_is_one_problem_that_says_what_would_be_right(string keys, string problem) =>
        Assert.StartsWith(problem, _place.Config($"{{ \"Dashboard\": {{ {keys} }} }}").Problem(), StringComparison.Ordinal);

    [Fact]
    public void A_file_may_hold_the_new_key_and_the_one_before_and_no_third()
    {
        _place.Write("key", "the-new-key-of-all\nthe-old-key-of-all\n").Config("""{ "Dashboard": { "ApiKeyFile": "key" } }""");
        Assert.Empty(_place.Load().Problems);

        _place.Write("key", "one-key-of-all\nanother-of-all\na-third-of-all\n");
        Assert.Contains("Dashboard:ApiKeyFile", _place.Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_Urls_are_a_value_and_not_the_default()
    {
        var loaded = _place.Config("""{ "Dashboard": { "Urls": "http://127.0.0.1:6000" } }""").Env("Dashboard:Urls", "").Load();

        Assert.Empty(loaded.Problems);
        Assert.Equal("", loaded.Options.Dashboard.Urls);
        Assert.Contains(loaded.Settings, setting => setting is { Key: "Dashboard:Urls", Value: "", From: "ACTIONSYNC_Dashboard__Urls" });
    }

    public void Dispose() => _place.Dispose();
}
