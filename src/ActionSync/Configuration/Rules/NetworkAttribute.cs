using System.Net;

namespace ActionSync.Configuration.Rules;

/// <summary>An IP address, or a network as address and length of its prefix.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NetworkAttribute : RuleAttribute
{
    public override string? Expected(object value) =>
        Parse((string)value) is null ? "an IP address or a network, such as 10.0.0.7 or 10.0.0.0/8" : null;

    /// <summary>Null where it is neither.</summary>
    public static IPNetwork? Parse(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        // As people write it: four numbers, or groups with colons; the framework would also take 10 for 0.0.0.10.
        : IPAddress.TryParse(text, out var address) && (text.Contains(':') || text.Split('.').Length == 4)
            ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;
}
