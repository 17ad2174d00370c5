namespace ActionSync.Configuration.Rules;

/// <summary>An absolute http or https address, without user, query or fragment.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HttpUrlAttribute : RuleAttribute
{
    public override string? Expected(object value) =>
        IsHttpUrl((string)value) ? null : "an absolute http or https address, such as https://example.com, without user, query or fragment";

    public static bool IsHttpUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
        && uri.Host.Length > 0 && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0;
}

/// <summary>A host name or address, without scheme or port.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HostNameAttribute : RuleAttribute
{
    public override string? Expected(object value) => Uri.CheckHostName((string)value) == UriHostNameType.Unknown
        ? "a host name or an IP address alone, such as smtp.example.com; the port is a key of its own"
        : null;
}

/// <summary>What the dashboard listens on: http addresses, separated by semicolons. TLS belongs to a proxy in front.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ListenUrlsAttribute : RuleAttribute
{
    public override string? Expected(object value) =>
        ((string)value).Split(';', StringSplitOptions.TrimEntries).All(IsListenUrl)
            ? null
            : "http://host:port, several separated by semicolons, such as http://127.0.0.1:5080 (for https put a proxy in front)";

    // Kestrel takes * and + for "every address", which no Uri may hold.
    private static bool IsListenUrl(string url) =>
        Uri.TryCreate(url.Replace("//*", "//any", StringComparison.Ordinal).Replace("//+", "//any", StringComparison.Ordinal), UriKind.Absolute, out var uri)
        && uri.Scheme == "http" && uri.UserInfo.Length == 0 && uri.PathAndQuery == "/";
}
