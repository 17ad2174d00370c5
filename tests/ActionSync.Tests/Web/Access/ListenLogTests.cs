using ActionSync.Configuration;
using ActionSync.Testing;
using ActionSync.Web;
using Microsoft.Extensions.Logging;

namespace ActionSync.Tests.Web.Access;

/// <summary>What the start says of where something is answered.</summary>
public sealed class ListenLogTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5080", "", "Information: Pages, API, health and webhooks are at http://127.0.0.1:5080")]
    [InlineData("http://*:5080", "key", "Information: Pages, API, health and webhooks are at http://*:5080")]
    [InlineData("http://10.0.0.5:5080", "header", "Information: Pages, API, health and webhooks are at http://10.0.0.5:5080")]
    [InlineData("http://*:5080", "", "Warning: At http://*:5080 everybody is answered health and webhooks, and this machine alone pages and API, since")]
    [InlineData("http://[::]:5080", "open", "Warning: At http://[::]:5080 everybody is answered health, metrics and webhooks, and this machine alone pages")]
    [InlineData("http://10.0.0.5:5080", "", "Warning: At http://10.0.0.5:5080 only health and webhooks are answered, since Dashboard:ApiKey is not set")]
    [InlineData("http://10.0.0.5:5080", "open", "Warning: At http://10.0.0.5:5080 only health, metrics and webhooks are answered")]
    [InlineData("", "", "Information: Nothing is answered over HTTP")]
    public void An_address_is_told_with_what_is_answered_there(string urls, string set, string line) =>
        Assert.StartsWith(line, Assert.Single(Lines(urls, set)), StringComparison.Ordinal);

    [Fact]
    public void Each_of_several_addresses_is_told_once()
    {
        var lines = Lines("http://localhost:5080;http://0.0.0.0:5081;http://10.0.0.5:5082;http://10.0.0.6:5083", "");

        Assert.Equal(3, lines.Count);
        Assert.EndsWith(" at http://localhost:5080", lines[0].TrimEnd(), StringComparison.Ordinal);
        Assert.Contains("At http://0.0.0.0:5081 everybody", lines[1], StringComparison.Ordinal);
        Assert.Contains("At http://10.0.0.5:5082, http://10.0.0.6:5083 only", lines[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://*:15097", "http://[::]:15097", "http://*:15097")]
    [InlineData("http://127.0.0.1:0", "http://127.0.0.1:41234", "http://127.0.0.1:41234")]
    [InlineData("http://*:15097; http://127.0.0.1:0", "http://[::]:15097 http://127.0.0.1:41234", "http://*:15097 http://127.0.0.1:41234")]
    [InlineData("http://*:15097", "http://[::]:15097 http://0.0.0.0:15097", "http://[::]:15097 http://0.0.0.0:15097")]
    public void An_address_is_named_as_it_is_configured_and_a_free_port_as_it_was_found(string urls, string bound, string named) =>
        Assert.Equal(named.Split(' '), ListenAddress.Named(urls, bound.Split(' ')));

    private static IReadOnlyList<string> Lines(string urls, string set)
    {
        var log = new RecordedLog();
        using var logging = LoggerFactory.Create(builder => builder.AddProvider(log));
        var dashboard = new DashboardOptions
        {
            ApiKey = set == "key" ? new Secret("a-key-that-is-long-enough", null, 2) : null,
            UserHeader = set == "header" ? "X-User" : null,
            MetricsOpen = set == "open",
        };
        ListenLog.Write(logging.CreateLogger("x"), dashboard, ListenAddress.Split(urls));
        return [.. log.Lines.Select(line => line.Replace(" x:", ":", StringComparison.Ordinal))];
    }
}
