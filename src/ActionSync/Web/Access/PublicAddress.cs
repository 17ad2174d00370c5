namespace ActionSync.Web.Access;

/// <summary>Where people reach the pages, as far as it shows in a request or is configured (<c>Dashboard:PublicUrl</c>).</summary>
internal sealed class PublicAddress(DashboardOptions options)
{
    private readonly Uri? _url = options.PublicUrl is { } url ? new Uri(url) : null;

    /// <summary>The path below which the pages stand there; empty where there is none.</summary>
    public PathString Path => new(_url?.AbsolutePath.TrimEnd('/') ?? "");

    /// <summary>It was asked for there, and there it is https.</summary>
    public bool IsSecure(HttpRequest request) => _url is { Scheme: "https" } && IsAt(_url, request.Host);

    /// <summary>Whose page has the browser send it: by Fetch Metadata, and by the header <c>Origin</c>.</summary>
    public SendingPage SenderOf(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"];
        if (site.Count > 0 && site is not ["same-origin" or "none"])
            return SendingPage.Foreign;
        var origin = request.Headers.Origin;
        // Our pages send no referrer, and for these a browser says "null" of their own forms, too.
        if (origin is ["null"])
            return site.Count > 0 ? SendingPage.Ours : SendingPage.Unsaid;
        return origin.Count == 0 || (origin is [{ } one] && IsOurs(one, request.Host)) ? SendingPage.Ours : SendingPage.Foreign;
    }

    private bool IsOurs(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
        && (IsAt(address, host) || (_url is not null && address.GetLeftPart(UriPartial.Authority) == _url.GetLeftPart(UriPartial.Authority)));

    /// <summary>TLS may end at a proxy, so the scheme does not count.</summary>
    private static bool IsAt(Uri address, HostString host) =>
        host.Host.Equals(address.Host, StringComparison.OrdinalIgnoreCase) && (host.Port ?? (address.Scheme == "https" ? 443 : 80)) == address.Port;
}
