namespace ActionSync.Trackers.Http;

/// <summary>Reads each answer to its end before anybody sees it, so that the client's time-out and a limit hold for its body, too.</summary>
internal sealed class WholeAnswer(long mostBytes) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(mostBytes, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
