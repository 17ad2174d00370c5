using System.Net;
using ActionSync.Web;
using ActionSync.Web.Access;
using Microsoft.AspNetCore.Http;

namespace ActionSync.Tests.Web.Access;

/// <summary>What a request's host, path, origin and headers are taken for.</summary>
public sealed class RequestReadingTests
{
    [Theory]
    [InlineData("localhost", true)]
    [InlineData("localhost:5080", true)]
    [InlineData("LOCALHOST:1", true)]
    [InlineData("localhost.", true)]
    [InlineData("localhost.:5080", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.0.0.1:65535", true)]
    [InlineData("[::1]", true)]
    [InlineData("[::1]:5080", true)]
    [InlineData("", false)]
    [InlineData(".", false)]
    [InlineData("localhost..", false)]
    [InlineData("127.0.0.2", false)]
    [InlineData("127.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("[::]", false)]
    [InlineData("[::ffff:127.0.0.1]", false)]
    [InlineData("2130706433", false)]
    [InlineData("localhost.evil.example", false)]
    [InlineData("evil.example", false)]
    [InlineData("127.0.0.1.evil.example:5080", false)]
    [InlineData("localhost, evil.example", false)]
    [InlineData("evil-localhost", false)]
    public void Only_three_names_are_this_machine_s_own(string host, bool isOne) => Assert.Equal(isOne, LocalHost.IsOne(new HostString(host)));

    [Theory]
    [InlineData("/", false)]
    [InlineData("/items/INC-1/add-alert", false)]
    [InlineData("/items/a..b/c...", false)]
    [InlineData("/items/caf%C3%A9%20x", false)]
    [InlineData("/items?q=../%2f%5c%00", false)]
    [InlineData("http://127.0.0.1:5080", false)]
    [InlineData("http://127.0.0.1:5080/items?x=http://..", false)]
    [InlineData("*", false)]
    [InlineData("/..", true)]
    [InlineData("/a/../b", true)]
    [InlineData("/a/%2e%2E/b", true)]
    [InlineData("/a/.%2e", true)]
    [InlineData("/a/%2e./b?x", true)]
    [InlineData("/a%2fb", true)]
    [InlineData("/a%2Fb", true)]
    [InlineData("/a%5cb", true)]
    [InlineData("/a\\b", true)]
    [InlineData("/a%00b", true)]
    [InlineData("http://127.0.0.1/a/../b", true)]
    [InlineData("http://127.0.0.1/a%2Fb", true)]
    public void A_path_that_means_another_is_misleading(string target, bool isMisleading) => Assert.Equal(isMisleading, RequestPath.IsMisleading(target));

    [Theory]
    [InlineData("127.0.0.1:5080", null, null, "Ours")]
    [InlineData("127.0.0.1:5080", "http://127.0.0.1:5080", null, "Ours")]
    [InlineData("127.0.0.1:5080", "http://127.0.0.1:5080", "same-origin", "Ours")]
    [InlineData("127.0.0.1:5080", null, "none", "Ours")]
    [InlineData("127.0.0.1:5080", "null", "same-origin", "Ours")]
    [InlineData("127.0.0.1:5080", "null", null, "Unsaid")]
    [InlineData("127.0.0.1:5080", "null", "cross-site", "Foreign")]
    [InlineData("127.0.0.1:5080", null, "cross-site", "Foreign")]
    [InlineData("127.0.0.1:5080", null, "same-site", "Foreign")]
    [InlineData("127.0.0.1:5080", null, "nonsense", "Foreign")]
    [InlineData("127.0.0.1:5080", "http://127.0.0.1:3000", null, "Foreign")]
    [InlineData("127.0.0.1:5080", "http://127.0.0.1", null, "Foreign")]
    [InlineData("127.0.0.1:5080", "http://localhost:5080", null, "Foreign")]
    [InlineData("127.0.0.1:5080", "https://evil.example", "same-origin", "Foreign")]
    [InlineData("127.0.0.1:5080", "file://", null, "Foreign")]
    [InlineData("127.0.0.1:5080", "http://127.0.0.1:5080, https://evil.example", null, "Foreign")]
    [InlineData("127.0.0.1:5080", "", null, "Foreign")]
    [InlineData("actionsync.acme.com", "https://actionsync.acme.com", null, "Ours")]
    [InlineData("ActionSync.acme.com", "https://actionsync.ACME.com", null, "Ours")]
    [InlineData("10.0.0.5:5080", "https://actionsync.acme.com", null, "Ours")]
    [InlineData("10.0.0.5:5080", "http://actionsync.acme.com", null, "Foreign")]
    [InlineData("10.0.0.5:5080", "https://actionsync.acme.com:8443", null, "Foreign")]
    public void A_browser_says_whose_page_it_is(string host, string? origin, string? site, string sender)
    {
        var request = new DefaultHttpContext().Request;
        request.Host = new HostString(host);
        if (origin is not null)
            request.Headers.Origin = origin;
        if (site is not null)
            request.Headers["Sec-Fetch-Site"] = site;

        var address = new PublicAddress(new DashboardOptions { PublicUrl = "https://actionsync.acme.com/below" });
        Assert.Equal(Enum.Parse<SendingPage>(sender), address.SenderOf(request));
    }

    [Theory]
    [InlineData("10.0.0.7", "alice@acme.com", "alice@acme.com")]
    [InlineData("10.0.0.7", "  Alice  ", "Alice")]
    [InlineData("::ffff:10.0.0.7", "alice", "alice")]
    [InlineData("192.168.3.4", "alice", "alice")]
    [InlineData("fd00::1", "alice", "alice")]
    [InlineData("10.0.0.8", "alice", null)]
    [InlineData("127.0.0.1", "alice", null)]
    [InlineData("10.0.0.7", " ", null)]
    [InlineData("10.0.0.7", "ali\tce", null)]
    [InlineData("10.0.0.7", "alice@acme.com, bob@acme.com", null)]
    [InlineData("10.0.0.7", "alice@acme.com,", null)]
    [InlineData("10.0.0.7", null, null)]
    public void Only_a_trusted_proxy_names_a_person(string from, string? header, string? user)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(from);
        if (header is not null)
            context.Request.Headers["X-User"] = header;

        Assert.Equal(user, ProxyPassage.Of(context, "X-User", Trusted).User);
    }

    [Fact]
    public void A_person_who_is_named_twice_or_at_length_is_nobody()
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse("10.0.0.7");

        context.Request.Headers["X-User"] = new[] { "alice", "mallory" };
        Assert.Null(ProxyPassage.Of(context, "X-User", Trusted).User);
        context.Request.Headers["X-User"] = new string('a', 257);
        Assert.Null(ProxyPassage.Of(context, "X-User", Trusted).User);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080", true)]
    [InlineData("http://localhost:5080", true)]
    [InlineData("http://[::1]:5080", true)]
    [InlineData("http://*:5080", false)]
    [InlineData("http://+:5080", false)]
    [InlineData("http://0.0.0.0:5080", false)]
    [InlineData("http://[::]:5080", false)]
    [InlineData("http://10.0.0.5:5080", false)]
    [InlineData("http://actionsync.acme.com:5080", false)]
    public void The_start_tells_which_addresses_others_reach(string url, bool isOfThisMachine) =>
        Assert.Equal(isOfThisMachine, ListenAddress.IsOfThisMachine(url));

    [Theory]
    [InlineData("/items?overdue=true", "/items?overdue=true")]
    [InlineData("/", "/")]
    [InlineData(null, "/")]
    [InlineData("", "/")]
    [InlineData("items", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("/a\\b", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/a\r\nSet-Cookie: x", "/")]
    [InlineData("/caf\u00e9", "/")]
    public void After_the_sign_in_nobody_is_led_elsewhere(string? to, string destination) => Assert.Equal(destination, SignInEndpoints.Destination(to));

    private static TrustedProxies Trusted => new(new DashboardOptions { TrustedProxies = ["10.0.0.7", "192.168.0.0/16", "fd00::/8"] });
}
