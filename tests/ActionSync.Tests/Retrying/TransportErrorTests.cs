using System.Net.Sockets;
using ActionSync.Retrying;

namespace ActionSync.Tests.Retrying;

/// <summary>Which errors say that the service surely got nothing; any other one may hide that it did.</summary>
public sealed class TransportErrorTests
{
    private static readonly HttpRequestError[] BeforeSending =
    [
        HttpRequestError.NameResolutionError, HttpRequestError.ConnectionError, HttpRequestError.SecureConnectionError, HttpRequestError.ProxyTunnelError,
    ];

    [Fact]
    public void A_request_was_never_sent_where_no_connection_came_about() =>
        Assert.Equal(
            BeforeSending.Order(), Enum.GetValues<HttpRequestError>().Where(error => TransportError.WasNeverSent(new HttpRequestException(error))).Order());

    [Fact]
    public void Of_other_errors_only_a_bad_address_says_so()
    {
        Exception[] perhaps =
        [
            new OperationCanceledException(), new TimeoutException(), new IOException(), new SocketException(), new InvalidDataException(),
            new HttpRequestException("", new SocketException()),
        ];

        Assert.True(TransportError.WasNeverSent(new UriFormatException()));
        Assert.All(perhaps, error => Assert.False(TransportError.WasNeverSent(error), error.GetType().Name));
    }
}
