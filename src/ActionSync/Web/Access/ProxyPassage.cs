namespace ActionSync.Web.Access;

/// <summary>What is known of the way that a request took before it came here, noted before the framework follows <c>X-Forwarded-*</c>.</summary>
/// <param name="IsPassedOn">Some proxy says that it passes it on, be it trusted or not.</param>
/// <param name="User">The person whom a trusted proxy names; null where none does.</param>
internal sealed record ProxyPassage(bool IsPassedOn, string? User)
{
    private const int LongestName = 256;

    /// <summary>All that proxies are used to add begins with this, or is one of <see cref="Signs"/>.</summary>
    private const string SignPrefix = "X-Forwarded";

    private static readonly string[] Signs = ["Forwarded", "Via", "X-Real-IP"];

    /// <summary>As the connection says; what an untrusted one claims is nothing.</summary>
    public static ProxyPassage Of(HttpContext context, string? userHeader, TrustedProxies trusted) => new(
        context.Request.Headers.Keys.Any(IsSign),
        userHeader is not null && trusted.Include(context.Connection.RemoteIpAddress) ? NameIn(context.Request.Headers, userHeader) : null);

    private static bool IsSign(string header) =>
        header.StartsWith(SignPrefix, StringComparison.OrdinalIgnoreCase) || Signs.Contains(header, StringComparer.OrdinalIgnoreCase);

    /// <summary>Null also where several stand there, in two lines or in one: then somebody slipped one in before the proxy.</summary>
    private static string? NameIn(IHeaderDictionary headers, string userHeader) =>
        headers[userHeader] is [{ } value] && value.Trim() is { Length: > 0 and <= LongestName } name && !name.Any(c => c == ',' || char.IsControl(c))
            ? name : null;
}
