using System.Net.Http.Headers;

namespace ActionSync.SystemTests.Cost;

/// <summary>
/// Takes the place of the network: passes requests on while it records, and answers from memory after that, so that what is measured is what the client
/// itself does with an answer.
/// </summary>
internal sealed class Playback(HttpMessageHandler network) : DelegatingHandler(network)
{
    private readonly Dictionary<string, Recorded> _recorded = [];

    public bool IsRecording { get; set; } = true;

    /// <summary>What was asked, in order.</summary>
    public List<HttpRequestMessage> Asked { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : "";
        var key = $"{request.Method} {request.RequestUri} {body}";
        if (!IsRecording)
            return Play(_recorded[key], request);
        using var response = await base.SendAsync(request, cancellationToken);
        var answer = new Recorded(await response.Content.ReadAsByteArrayAsync(cancellationToken), response.Content.Headers.ContentType,
            response.Headers.TryGetValues("Link", out var links) ? links.Single() : null);
        _recorded[key] = answer;
        Asked.Add(new HttpRequestMessage(request.Method, request.RequestUri) { Content = body == "" ? null : JsonOf(body) });
        return Play(answer, request);
    }

    public static StringContent JsonOf(string body) => new(body, new MediaTypeHeaderValue("application/json"));

    private static HttpResponseMessage Play(Recorded answer, HttpRequestMessage request)
    {
        var response = new HttpResponseMessage { RequestMessage = request, Content = new StreamContent(new MemoryStream(answer.Body, writable: false)) };
        response.Content.Headers.ContentType = answer.ContentType;
        if (answer.Link is { } link)
            response.Headers.TryAddWithoutValidation("Link", link);
        return response;
    }

    private sealed record Recorded(byte[] Body, MediaTypeHeaderValue? ContentType, string? Link);
}
