namespace ActionSync.Trackers.Http;

/// <summary>Reads each answer to its end before anybody sees it, so that the limits of time and size hold for its body, too.</summary>
/// <param name="mostBytes">More comes from something else than the service.</param>
/// <param name="timeLimit">From the first byte sent to the last byte read.</param>
internal sealed class WholeAnswer(int mostBytes, TimeSpan timeLimit) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeLimit);
        var response = await base.SendAsync(request, limit.Token);
        try
        {
            using var arriving = response.Content;
            response.Content = await WholeBody.ReadAsync(arriving, mostBytes, limit.Token);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
