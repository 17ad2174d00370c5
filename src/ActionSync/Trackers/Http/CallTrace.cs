using System.Diagnostics;
using ActionSync.Telemetry;

namespace ActionSync.Trackers.Http;

/// <summary>
/// Counts and traces each request of one tracker as it goes over the network. Of the request a span holds method and host; paths can name people, and queries,
/// headers and bodies can hold secrets and people's text: these are in none.
/// </summary>
internal sealed class CallTrace(string tracker, string service, TimeProvider clock)
{
    /// <summary>The budgets that GitHub tells apart and that are used here; a new one is counted as other.</summary>
    private static readonly string[] Resources = ["core", "search", "graphql"];

    public async Task<HttpResponseMessage> FollowAsync(
        HttpRequestMessage request, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send, CancellationToken cancellationToken)
    {
        var (method, address, start) = (request.Method.Method, request.RequestUri!, clock.GetTimestamp());
        using var span = Tracing.Call($"{method} {service}");
        span?.SetTag("actionsync.tracker", tracker).SetTag("http.request.method", method)
            .SetTag("server.address", address.Host).SetTag("server.port", address.Port);
        try
        {
            var response = await send(request, cancellationToken);
            var status = (int)response.StatusCode;
            Counters.Called(tracker, method, status, clock.GetElapsedTime(start));
            NoteBudget(response);
            span?.SetTag("http.response.status_code", status).SetStatus(status >= 400 ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
            return response;
        }
        catch (Exception e)
        {
            Counters.Called(tracker, method, null, clock.GetElapsedTime(start));
            // The message of an exception can hold the whole address.
            span?.SetTag("error.type", e.GetType().Name).SetStatus(ActivityStatusCode.Error);
            throw;
        }
    }

    private void NoteBudget(HttpResponseMessage response)
    {
        if (RequestLog.Budget(response) is not { } left)
            return;
        var resource = response.Headers.TryGetValues("x-ratelimit-resource", out var values) ? values.First() : "core";
        Counters.BudgetLeft(tracker, Resources.FirstOrDefault(known => known == resource) ?? "other", left);
    }
}
