using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ActionSync.Configuration;
using ActionSync.Reminding.Policy;
using ActionSync.Reminding.Rendering;
using ActionSync.Trackers;

namespace ActionSync.Reminding.Channels;

/// <summary>
/// Direct messages in Slack: the member is found by e-mail (users.lookupByEmail) or configured, and written to by chat.postMessage.
/// Slack tells errors with status 200 and <c>ok: false</c>. See https://docs.slack.dev/reference/methods/chat.postMessage
/// </summary>
internal sealed class SlackChannel(SlackOptions options, HttpClient http, TimeProvider clock) : IReminderChannel
{
    private readonly ConcurrentDictionary<string, string> _members = new();

    public string Name => ChannelNames.Slack;

    public bool RepeatsHarmlessly => false;

    public string? Unsuited(Digest digest) => null;

    public async Task<SendOutcome> SendAsync(Digest digest, CancellationToken cancellationToken)
    {
        var member = digest.To.SlackId ?? _members.GetValueOrDefault(digest.To.Address);
        if (member is null)
        {
            var found = await CallAsync(HttpMethod.Get, $"users.lookupByEmail?email={Uri.EscapeDataString(digest.To.Address)}", null, cancellationToken);
            if (found.User is null)
                return NotSent(found, digest);
            member = _members[digest.To.Address] = found.User;
        }
        var posted = await CallAsync(HttpMethod.Post, "chat.postMessage", SlackDigest.Render(DigestView.Of(digest), member), cancellationToken);
        if (posted.Ok)
            return new SendOutcome.Sent($"{member} ({digest.To.Address})");
        // An id that is not there any more may have been looked up long ago.
        if (posted.Error is "channel_not_found" or "user_not_found")
            _members.TryRemove(digest.To.Address, out _);
        return posted.IsUnknown ? new SendOutcome.Unknown($"Slack's answer was lost ({posted.Error})") : NotSent(posted, digest);
    }

    public async Task<Finding> CheckAsync(CancellationToken cancellationToken)
    {
        var answer = await CallAsync(HttpMethod.Post, "auth.test", "{}"u8.ToArray(), cancellationToken);
        return answer.Ok
            ? new Finding(Good: true, "Slack", "the token is good")
            : new Finding(Good: false, "Slack", $"Slack refuses: {answer.Error}", Advice(answer.Error));
    }

    private static SendOutcome NotSent(SlackAnswer answer, Digest digest) => answer switch
    {
        { Until: { } until } => new SendOutcome.Limited("Slack's rate limit", until),
        { Error: "users_not_found" or "user_not_found" or "channel_not_found" or "is_archived" or "user_disabled" or "cannot_dm_bot" } =>
            new SendOutcome.Unreachable($"Slack has no member {digest.To.SlackId ?? digest.To.Address} ({answer.Error})"),
        _ => new SendOutcome.Failed($"Slack refuses: {answer.Error}. {Advice(answer.Error)}"),
    };

    private static string Advice(string? error) => error switch
    {
        "invalid_auth" or "not_authed" or "token_revoked" or "token_expired" or "account_inactive" => "Put a valid bot token into Channels:Slack:Token.",
        "missing_scope" or "not_allowed_token_type" => "Give the app the scopes users:read.email and chat:write, and install it again.",
        "messages_tab_disabled" => "Turn on the app's Messages Tab in Slack.",
        _ => "See https://docs.slack.dev/reference/methods/chat.postMessage for the word.",
    };

    private async Task<SlackAnswer> CallAsync(HttpMethod method, string path, byte[]? body, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(method, $"{options.BaseUrl.TrimEnd('/')}/{path}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Token!.Reveal());
            if (body is not null)
                request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };
            using var response = await http.SendAsync(request, cancellationToken);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
                return new SlackAnswer(false, "ratelimited") { Until = RetryAfter.Of(response, clock.GetUtcNow()) };
            if (!response.IsSuccessStatusCode)
                return new SlackAnswer(false, $"status {(int)response.StatusCode}") { IsUnknown = (int)response.StatusCode >= 500 };
            return Read(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new SlackAnswer(false, LostAnswer.Words(e)) { IsUnknown = !LostAnswer.WasNeverSent(e) };
        }
    }

    private SlackAnswer Read(byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        var ok = json.RootElement.GetProperty("ok"u8).ValueKind == JsonValueKind.True;
        var error = json.RootElement.TryGetProperty("error"u8, out var e) ? SafeText.Line(e.GetString(), 80) : null;
        var user = json.RootElement.TryGetProperty("user"u8, out var u) && u.ValueKind == JsonValueKind.Object ? u.GetProperty("id"u8).GetString() : null;
        return new SlackAnswer(ok, error)
        {
            User = ok ? user : null,
            Until = error is "ratelimited" or "rate_limited" ? clock.GetUtcNow().AddMinutes(1) : null,
            // Slack on these two: "some aspect of the operation" may have succeeded.
            IsUnknown = error is "internal_error" or "fatal_error",
        };
    }

    private sealed record SlackAnswer(bool Ok, string? Error)
    {
        public string? User { get; init; }
        public DateTimeOffset? Until { get; init; }
        public bool IsUnknown { get; init; }
    }
}
