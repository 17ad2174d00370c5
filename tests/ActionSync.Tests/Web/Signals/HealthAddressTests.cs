using ActionSync.Web.Signals;

namespace ActionSync.Tests.Web.Signals;

/// <summary>Where <c>actionsync health</c> asks, by what <c>run</c> listens on.</summary>
public sealed class HealthAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5080", "http://127.0.0.1:5080/")]
    [InlineData("http://localhost:5080", "http://127.0.0.1:5080/")]
    [InlineData("http://*:5080", "http://127.0.0.1:5080/")]
    [InlineData("http://+:5080", "http://127.0.0.1:5080/")]
    [InlineData("http://0.0.0.0:8080", "http://127.0.0.1:8080/")]
    [InlineData("http://[::]:8080", "http://[::1]:8080/")]
    [InlineData("http://actionsync.example.com:8080", "http://127.0.0.1:8080/")]
    [InlineData("http://192.0.2.7:8080", "http://192.0.2.7:8080/")]
    [InlineData("http://[2001:db8::7]:8080", "http://[2001:db8::7]:8080/")]
    [InlineData("http://127.0.0.1", "http://127.0.0.1/")]
    [InlineData(" http://*:1 ; http://*:2", "http://127.0.0.1:1/")]
    public void The_first_address_is_asked_on_this_machine(string urls, string asked) => Assert.Equal(asked, HealthAddress.Of(urls).Base?.AbsoluteUri);

    [Theory]
    [InlineData("", "Dashboard:Urls is empty, so run does not listen")]
    [InlineData(" ; ", "Dashboard:Urls is empty, so run does not listen")]
    [InlineData("http://127.0.0.1:0", "Dashboard:Urls (http://127.0.0.1:0) asks for any free port")]
    public void What_cannot_be_asked_is_told_with_what_to_do(string urls, string said)
    {
        var address = HealthAddress.Of(urls);

        Assert.Null(address.Base);
        Assert.StartsWith(said, address.WhyNone, StringComparison.Ordinal);
        Assert.Matches(@"\. [A-Z].*\.$", address.WhyNone);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080", "http://127.0.0.1:5080/health/ready")]
    [InlineData("https://acme.com/actionsync/", "https://acme.com/actionsync/health/ready")]
    [InlineData("https://acme.com/wealth", "https://acme.com/wealth/health/ready")]
    [InlineData("http://127.0.0.1:5080/health", "http://127.0.0.1:5080/health")]
    [InlineData("http://127.0.0.1:5080/health/live", "http://127.0.0.1:5080/health/live")]
    [InlineData("https://acme.com/actionsync/health/live/", "https://acme.com/actionsync/health/live/")]
    public void An_address_that_names_the_question_is_asked_as_it_is(string given, string asked) =>
        Assert.Equal(asked, HealthAddress.Below(new Uri(given), HealthPath.Ready).AbsoluteUri);
}
