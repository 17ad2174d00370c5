using ActionSync.Items;
using ActionSync.Mail;
using ActionSync.Reminders.Policy;
using ActionSync.Retrying;
using ActionSync.Trackers.Http;
using Refit;

namespace ActionSync.Reminders.Channels.Teams;

/// <summary>A card in Teams through a Workflows address, mentioning the reader. Whoever knows the address can post, so it is shown nowhere.</summary>
internal sealed class TeamsChannel : IReminderChannel
{
    private readonly TeamsOptions _options;
    private readonly TimeProvider _clock;
    private readonly ITeamsApi _api;
    private readonly Uri? _address;

    public TeamsChannel(TeamsOptions options, HttpClient http, TimeProvider clock)
    {
        // Refit asks for one although each address is whole; without, a post says that the configured address is none.
        http.BaseAddress = _address = Uri.TryCreate(options.Url!.Reveal(), UriKind.Absolute, out var address) ? address : null;
        (_options, _clock, _api) = (options, clock, RestService.ForGenerated<ITeamsApi>(http, ChannelHttp.Settings));
    }

    public string Name => TeamsKind.Name;

    public bool RepeatsHarmlessly => false;

    public bool WritesFiles => false;

    public string? Unsuited(Digest digest) => null;

    public async Task<SendOutcome> SendAsync(Digest digest, CancellationToken cancellationToken)
    {
        var view = DigestView.Of(digest);
        // A card that is too large is surely not shown, so a smaller one is no repeat.
        var card = TeamsDigest.Render(view, digest.To, TeamsDigest.MostBytes);
        for (var refused = int.MaxValue; card.Length < refused; card = TeamsDigest.Render(view, digest.To, refused / 2))
        {
            if (await PostAsync(card, cancellationToken) is { } outcome)
                return outcome;
            refused = card.Length;
        }
        return new SendOutcome.Failed("Teams refuses even a card without items as too large (status 413)");
    }

    public Task<Finding> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(
        Uri.TryCreate(_options.Url!.Reveal(), UriKind.Absolute, out var url) && url.Scheme is "https" or "http"
            ? new Finding(Good: true, Name, "an address is set. Nothing can be asked there without posting: that it works shows with the first message, and that the people mentioned are notified shows in Teams alone (their address must be their sign-in name)")
            : new Finding(Good: false, Name, "Channels:Teams:Url is no web address",
                "Copy the address of the workflow \"Post to a chat when a webhook request is received\"."));

    /// <returns>Null where the card is too large.</returns>
    private async Task<SendOutcome?> PostAsync(byte[] card, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _api.PostAsync(_options.Url!.Reveal(), ChannelHttp.Json(card), cancellationToken);
            return TeamsAnswer.Read(
                response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken), RetryAfter.OfChannel.Of(response, _clock.GetUtcNow()));
        }
        catch (Exception e) when (e is UriFormatException or InvalidOperationException or NotSupportedException)
        {
            return new SendOutcome.Failed("Channels:Teams:Url is no web address");
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
