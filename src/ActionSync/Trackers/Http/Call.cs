namespace ActionSync.Trackers.Http;

/// <summary>One request, described so that it can be sent again where that is safe.</summary>
internal sealed record Call(HttpMethod Method, Uri Url)
{
    /// <summary>The JSON body, UTF-8.</summary>
    public byte[]? Json { get; init; }

    /// <summary>The tag of what is known already; the answer may then be 304.</summary>
    public string? IfNoneMatch { get; init; }

    /// <summary>Changes nothing, so it is not paced and may be sent again. A search that travels as POST says so.</summary>
    public bool IsRead { get; init; } = Method == HttpMethod.Get;

    /// <summary>The address is one issue's, so a failure may be that issue's alone.</summary>
    public bool OfOneIssue { get; init; }
}
