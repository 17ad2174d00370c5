using System.Net;
using System.Net.Http.Headers;
using ActionSync.Configuration;
using ActionSync.Reminding.Policy;
using ActionSync.Reminding.Rendering;
using ActionSync.Trackers;

namespace ActionSync.Reminding.Channels;

/// <summary>A card in Teams through a Workflows address, mentioning the reader. Whoever knows the address can post, so it is shown nowhere.</summary>
internal sealed class TeamsChannel(TeamsOptions options, HttpClient http, TimeProvider clock) : IReminderChannel
{
    public string Name => ChannelNames.Teams;

    public bool RepeatsHarmlessly => false;

    public string? Unsuited(Digest digest) => null;

    public async Task<SendOutcome> SendAsync(Digest digest, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, options.Url!.Reveal())
            {
                Content = new ByteArrayContent(TeamsDigest.Render(DigestView.Of(digest), digest.To)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } },
            };
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.StatusCode switch
            {
                _ when response.IsSuccessStatusCode => new SendOutcome.Sent("the Teams workflow"),
                HttpStatusCode.TooManyRequests => new SendOutcome.Limited("Teams' rate limit", RetryAfter.Of(response, clock.GetUtcNow())),
                >= HttpStatusCode.InternalServerError => new SendOutcome.Unknown($"Teams answered with status {(int)response.StatusCode}"),
                _ => new SendOutcome.Failed($"Teams refuses with status {(int)response.StatusCode}. Check Channels:Teams:Url: a workflow that was deleted or turned off refuses."),
            };
        }
        catch (Exception e) when (e is UriFormatException or InvalidOperationException or NotSupportedException)
        {
            return new SendOutcome.Failed("Channels:Teams:Url is no web address");
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return LostAnswer.WasNeverSent(e)
                ? new SendOutcome.Failed($"Teams cannot be reached: {LostAnswer.Words(e)}")
                : new SendOutcome.Unknown($"Teams' answer was lost: {LostAnswer.Words(e)}");
        }
    }

    public Task<Finding> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(
        Uri.TryCreate(options.Url!.Reveal(), UriKind.Absolute, out var url) && url.Scheme is "https" or "http"
            ? new Finding(Good: true, "Teams", "an address is set; whether it works shows with the first message")
            : new Finding(Good: false, "Teams", "Channels:Teams:Url is no web address", "Copy the address of the workflow \"Post to a chat when a webhook request is received\"."));
}
