using System.Net;
using System.Net.Http.Headers;
using ActionSync.Retrying;

namespace ActionSync.Reminders.Channels.Slack;

/// <summary>Calls Slack's Web API, each call once. Whatever answers, and however, becomes a <see cref="SlackAnswer"/>.</summary>
internal sealed class SlackClient(SlackOptions options, HttpClient http, TimeProvider clock)
{
    /// <summary>See https://docs.slack.dev/reference/methods/users.lookupByEmail</summary>
    public Task<SlackAnswer> LookUpAsync(string address, CancellationToken cancellationToken) =>
        CallAsync(HttpMethod.Get, $"users.lookupByEmail?email={Uri.EscapeDataString(address)}", null, cancellationToken);

    /// <summary>See https://docs.slack.dev/reference/methods/chat.postMessage</summary>
    public Task<SlackAnswer> PostAsync(byte[] message, CancellationToken cancellationToken) =>
        CallAsync(HttpMethod.Post, "chat.postMessage", message, cancellationToken);

    /// <summary>See https://docs.slack.dev/reference/methods/auth.test</summary>
    public Task<SlackAnswer> TestAsync(CancellationToken cancellationToken) => CallAsync(HttpMethod.Post, "auth.test", "{}"u8.ToArray(), cancellationToken);

    private async Task<SlackAnswer> CallAsync(HttpMethod method, string path, byte[]? body, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(method, $"{options.BaseUrl.TrimEnd('/')}/{path}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Token!.Reveal());
            if (body is not null)
                request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };
            using var response = await http.SendAsync(request, cancellationToken);
            var limitEnds = RetryAfter.OfChannel.Of(response, clock.GetUtcNow());
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
                return new SlackAnswer(false, "ratelimited") { Until = limitEnds };
            if (!response.IsSuccessStatusCode)
                return new SlackAnswer(false, $"status {(int)response.StatusCode}") { IsUnknown = (int)response.StatusCode is >= 500 or < 400 };
            return SlackAnswer.Read(await response.Content.ReadAsByteArrayAsync(cancellationToken), limitEnds) with { Scopes = Scopes(response) };
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return new SlackAnswer(false, TransportErrors.Words(e)) { IsUnknown = !TransportError.WasNeverSent(e) };
        }
    }

    private static List<string>? Scopes(HttpResponseMessage response) =>
        response.Headers.TryGetValues("X-OAuth-Scopes", out var values) ? [.. values.SelectMany(v => v.Split(',')).Select(v => v.Trim())] : null;
}
