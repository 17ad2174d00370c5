namespace ActionSync.Trackers.Http;

/// <summary>What a request says of itself to the <see cref="TrackerHandler"/>, beside method and address.</summary>
internal static class RequestTraits
{
    /// <summary>The option of <see cref="IsRead"/>, for a query that travels as POST.</summary>
    public const string IsReadOption = "IsRead";

    /// <summary>The option of <see cref="OfOneIssue"/>.</summary>
    public const string OfOneIssueOption = "OfOneIssue";

    private static readonly HttpRequestOptionsKey<bool> IsReadKey = new(IsReadOption);
    private static readonly HttpRequestOptionsKey<bool> OfOneIssueKey = new(OfOneIssueOption);
    private static readonly HttpRequestOptionsKey<bool> RedirectedKey = new("Redirected");

    /// <summary>Changes nothing, so it is not paced and may be sent again.</summary>
    public static bool IsRead(this HttpRequestMessage request) =>
        request.Method == HttpMethod.Get || (request.Options.TryGetValue(IsReadKey, out var read) && read);

    /// <summary>The address is one issue's, so a failure may be that issue's alone.</summary>
    public static bool OfOneIssue(this HttpRequestMessage request) => request.Options.TryGetValue(OfOneIssueKey, out var one) && one;

    /// <summary>The answer came from another address than was asked.</summary>
    public static bool WasRedirected(this HttpRequestMessage request) => request.Options.TryGetValue(RedirectedKey, out var redirected) && redirected;

    public static void SetIsRead(this HttpRequestMessage request, bool value) => request.Options.Set(IsReadKey, value);

    public static void SetOfOneIssue(this HttpRequestMessage request, bool value) => request.Options.Set(OfOneIssueKey, value);

    public static void SetRedirected(this HttpRequestMessage request, bool value) => request.Options.Set(RedirectedKey, value);
}
