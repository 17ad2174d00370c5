using ActionSync.Mail;
using ActionSync.Retrying;
using ActionSync.Trackers.Http;
using Refit;

namespace ActionSync.Reminders.Channels.Teams;

/// <summary>Posts cards to one Workflows address. Whoever knows the address can post, so it is shown nowhere.</summary>
internal sealed class TeamsPost
{
    private readonly string _url;
    private readonly string _key;
    private readonly TimeProvider _clock;
    private readonly ITeamsApi _api;
    private readonly Uri? _address;

    /// <param name="url">The address.</param>
    /// <param name="key">The key that holds it, for people.</param>
    /// <param name="http">The client, for this address alone.</param>
    /// <param name="clock">By which limits end.</param>
    public TeamsPost(string url, string key, HttpClient http, TimeProvider clock)
    {
        // Refit asks for one although each address is whole; without, a post says that the configured address is none.
        http.BaseAddress = _address = Uri.TryCreate(url, UriKind.Absolute, out var address) ? address : null;
        (_url, _key, _clock, _api) = (url, key, clock, RestService.ForGenerated<ITeamsApi>(http, ChannelHttp.Settings));
    }

    /// <param name="render">Makes a card of so many bytes at most; a card that is too large is surely not shown, so a smaller one is no repeat.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public async Task<SendOutcome> SendAsync(Func<int, byte[]> render, CancellationToken cancellationToken)
    {
        var card = render(TeamsCard.MostBytes);
        for (var refused = int.MaxValue; card.Length < refused; card = render(refused / 2))
        {
            if (await PostAsync(card, cancellationToken) is { } outcome)
                return outcome;
            refused = card.Length;
        }
        return new SendOutcome.Failed("Teams refuses even a card without items as too large (status 413)");
    }

    /// <returns>Null where the card is too large.</returns>
    private async Task<SendOutcome?> PostAsync(byte[] card, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _api.PostAsync(_url, ChannelHttp.Json(card), cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return TeamsAnswer.Read(response.StatusCode, body, RetryAfter.OfChannel.Of(response, _clock.GetUtcNow()), _key);
        }
        catch (Exception e) when (e is UriFormatException or InvalidOperationException or NotSupportedException)
        {
            return new SendOutcome.Failed($"{_key} is no web address");
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            var missing = MissingAnswer.Of(_address!, e);
            return TransportError.WasNeverSent(e)
                ? new SendOutcome.Failed($"Teams {missing.Why}. {missing.Advice}".TrimEnd())
                : new SendOutcome.Unknown($"Teams {missing.Why}, so its answer was lost");
        }
    }
}
