namespace ActionSync.Simulators.GitHub;

/// <summary>Where this GitHub is, as its answers say. As text it is the API's address.</summary>
/// <param name="Api">Of the API: the host of github.com and of data residency begins with <c>api.</c>, an Enterprise server's ends with <c>/api/v3</c>.</param>
/// <param name="Pages">Of the pages that people see.</param>
internal sealed record GitHubUrls(string Api, string Pages)
{
    public const string EnterprisePath = "/api/v3";

    private const string ApiHost = "api.";

    public static GitHubUrls Of(string address, HttpRequest http) => IsBelowEnterprisePath(http)
        ? new GitHubUrls(address + EnterprisePath, address)
        : new GitHubUrls(address, address.Replace($"://{ApiHost}", "://", StringComparison.Ordinal));

    public static bool IsBelowEnterprisePath(HttpRequest http) => http.Path.StartsWithSegments(EnterprisePath, StringComparison.Ordinal);

    public override string ToString() => Api;
}
