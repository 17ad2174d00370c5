using System.Net;
using ActionSync.Configuration;
using ActionSync.Retrying;
using ActionSync.Trackers.Http;
using Refit;

namespace ActionSync.Reminders.Channels.Slack;

/// <summary>Calls Slack's Web API, each call once. Whatever answers, and however, becomes a <see cref="SlackAnswer"/>.</summary>
internal sealed class SlackClient
{
    private static readonly MissingAnswer BadToken = new(
        "was not asked: the token is empty or holds characters that no token has", "Check Channels:Slack:Token, or the file that TokenFile names.");

    private readonly ISlackApi _api;
    private readonly Uri _site;
    private readonly RenewableSecret _token;
    private readonly TimeProvider _clock;

    public SlackClient(SlackOptions options, HttpClient http, TimeProvider clock, ILogger logger)
    {
        http.BaseAddress = _site = new Uri(options.BaseUrl.TrimEnd('/'));
        (_api, _clock) = (RestService.ForGenerated<ISlackApi>(http, ChannelHttp.Settings), clock);
        _token = new RenewableSecret(options.Token!, "Channels:Slack:Token", clock, logger);
    }

    public Task<SlackAnswer> LookUpAsync(string address, CancellationToken cancellationToken) =>
        CallAsync(token => _api.LookUpAsync(address, token, cancellationToken), cancellationToken);

    public Task<SlackAnswer> PostAsync(byte[] message, CancellationToken cancellationToken) =>
        CallAsync(token => _api.PostAsync(ChannelHttp.Json(message), token, cancellationToken), cancellationToken);

    public Task<SlackAnswer> TestAsync(CancellationToken cancellationToken) =>
        CallAsync(token => _api.TestAsync(ChannelHttp.Json("{}"u8.ToArray()), token, cancellationToken), cancellationToken);

    private async Task<SlackAnswer> CallAsync(Func<string, Task<HttpResponseMessage>> call, CancellationToken cancellationToken)
    {
        var answer = await OnceAsync(call, cancellationToken);
        // Nothing was done for whom Slack does not know.
        return answer.Error is "invalid_auth" or "token_expired" or "token_revoked" && _token.Renew() ? await OnceAsync(call, cancellationToken) : answer;
    }

    private async Task<SlackAnswer> OnceAsync(Func<string, Task<HttpResponseMessage>> call, CancellationToken cancellationToken)
    {
        if (!TokenText.CanBeSent(_token.Reveal()))
            return SlackAnswer.None(BadToken);
        try
        {
            using var response = await call(_token.Reveal());
            var limitEnds = RetryAfter.OfChannel.Of(response, _clock.GetUtcNow());
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
                return new SlackAnswer(false, "ratelimited") { Until = limitEnds };
            if (!response.IsSuccessStatusCode)
                return new SlackAnswer(false, $"status {(int)response.StatusCode}") { IsUnknown = (int)response.StatusCode is >= 500 or < 400 };
            return SlackAnswer.Read(await response.Content.ReadAsByteArrayAsync(cancellationToken), limitEnds) with { Scopes = Scopes(response) };
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return SlackAnswer.None(MissingAnswer.Of(_site, e)) with { IsUnknown = !TransportError.WasNeverSent(e) };
        }
    }

    private static List<string>? Scopes(HttpResponseMessage response) =>
        response.Headers.TryGetValues("X-OAuth-Scopes", out var values) ? [.. values.SelectMany(v => v.Split(',')).Select(v => v.Trim())] : null;
}
