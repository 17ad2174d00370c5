using System.Net;

namespace ActionSync.Web.Signals;

/// <summary>Where an installation's own health is asked for, from what it listens on. Pure.</summary>
/// <param name="Base">Null where it cannot be told.</param>
/// <param name="WhyNone">Why it cannot be told, and what to do.</param>
internal sealed record HealthAddress(Uri? Base, string? WhyNone)
{
    /// <param name="urls"><c>Dashboard:Urls</c>: the first address counts, and one that stands for every address of the machine means this machine.</param>
    public static HealthAddress Of(string urls)
    {
        if (ListenAddress.Split(urls) is not [var first, ..])
            return new HealthAddress(
                null, "Dashboard:Urls is empty, so run does not listen and nothing can be asked. Set Dashboard:Urls, or leave this check out.");
        var address = BindingAddress.Parse(first);
        return address.Port == 0
            ? new HealthAddress(
                null,
                $"Dashboard:Urls ({first}) asks for any free port, which only the worker knows. Its log says which it is: name it by --url, or set a port.")
            : new HealthAddress(new UriBuilder(Uri.UriSchemeHttp, HostOf(address.Host), address.Port).Uri, null);
    }

    /// <summary>Where to ask at an address that is given: below it, or there, where it is the path of a question already.</summary>
    public static Uri Below(Uri address, string path) => NamesPath(address) ? address : new Uri($"{address.AbsoluteUri.TrimEnd('/')}{path}");

    /// <summary>It ends in the path of a question.</summary>
    public static bool NamesPath(Uri address) => HealthPath.All.Any(path => address.AbsolutePath.TrimEnd('/').EndsWith(path, StringComparison.Ordinal));

    /// <summary>As the server binds: "*", "+" and any name but localhost stand for every address.</summary>
    private static string HostOf(string host)
    {
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || !IPAddress.TryParse(host.Trim('[', ']'), out var ip))
            return $"{IPAddress.Loopback}";
        return ip.Equals(IPAddress.Any) ? $"{IPAddress.Loopback}" : ip.Equals(IPAddress.IPv6Any) ? $"[{IPAddress.IPv6Loopback}]" : host;
    }
}
