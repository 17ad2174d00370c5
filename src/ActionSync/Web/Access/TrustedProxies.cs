using System.Net;
using ActionSync.Configuration.Rules;

namespace ActionSync.Web.Access;

/// <summary>The proxies of <c>Dashboard:TrustedProxies</c>.</summary>
internal sealed class TrustedProxies(DashboardOptions options)
{
    public IReadOnlyList<IPNetwork> Networks { get; } = [.. options.TrustedProxies.Select(NetworkAttribute.Parse).OfType<IPNetwork>()];

    public bool Include(IPAddress? address)
    {
        var plain = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        return plain is not null && Networks.Any(network => network.Contains(plain));
    }
}
