namespace ActionSync.Web.Access;

/// <summary>The names that this machine has for itself, whatever a name server says.</summary>
internal static class LocalHost
{
    private static readonly string[] Names = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>With any port. A dot at the end only says that the name is whole.</summary>
    public static bool IsOne(HostString host) =>
        host.HasValue && Names.Contains(host.Host.EndsWith('.') ? host.Host[..^1] : host.Host, StringComparer.OrdinalIgnoreCase);
}
