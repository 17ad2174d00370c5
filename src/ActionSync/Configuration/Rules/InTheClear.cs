namespace ActionSync.Configuration.Rules;

/// <summary>Which addresses let a token or password be read on the way: http to anything but this machine.</summary>
internal static class InTheClear
{
    public static bool Is(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && address is { Scheme: "http", IsLoopback: false };

    public static bool IsElsewhere(string host) =>
        !Uri.TryCreate($"http://{(host.Contains(':') ? $"[{host.Trim('[', ']')}]" : host)}", UriKind.Absolute, out var address) || !address.IsLoopback;
}
