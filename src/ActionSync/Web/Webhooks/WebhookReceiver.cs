using System.Buffers;
using System.Net;
using ActionSync.Configuration;
using ActionSync.Scheduling;
using ActionSync.Trackers;
using Microsoft.AspNetCore.Connections;

namespace ActionSync.Web.Webhooks;

/// <summary>
/// Takes the webhooks of one service: proves each, and has the trackers that it is about visited. Nothing of a body reaches the ledger or the log, and every
/// answer is given before the visit begins.
/// </summary>
internal sealed partial class WebhookReceiver(
    TrackerKind kind, Secret secret, WebhookBodies bodies, WebhookVisits visits, SchedulerHost schedulerHost, TimeProvider clock,
    ILogger<WebhookReceiver> logger)
{
    private readonly WebhookSource _source = kind.Webhook!;
    private readonly RenewableSecret _secret = new(secret, $"Dashboard:{kind.Webhook!.SecretKey}", clock, logger);
    private readonly RecentDeliveries _recent = new();
    private int _accepted;
    private int _refused;

    public async Task AnswerAsync(HttpContext context)
    {
        try
        {
            await (await ReceiveAsync(context)).WriteAsync(context);
        }
        catch (Exception e) when (e is ConnectionResetException || (e is OperationCanceledException && context.RequestAborted.IsCancellationRequested))
        {
            // The sender hung up. The server would look for the rest of the body, and log that it is not there.
            context.Abort();
        }
    }

    private async Task<WebhookAnswer> ReceiveAsync(HttpContext context)
    {
        // What cannot be right is refused before its body takes memory.
        if (WebhookSignature.Parse(context.Request.Headers[_source.SignatureHeader]) is not { } signature)
            return Refuse();
        if (context.Request.ContentLength > WebhookBodies.Limit)
            return WebhookBodies.TooLarge;
        return await bodies.ReadAsync(
            context.Request.BodyReader,
            async body => IsSigned(signature, body) ? await AcceptAsync(context.Request.Headers, body, context.RequestAborted) : Refuse(),
            context.RequestAborted);
    }

    /// <summary>By any of the secrets, or by one that its file holds since.</summary>
    private bool IsSigned(WebhookSignature signature, ReadOnlySequence<byte> body) =>
        _secret.RevealAll().Any(one => signature.IsOf(body, one)) || (_secret.Renew() && _secret.RevealAll().Any(one => signature.IsOf(body, one)));

    private async Task<WebhookAnswer> AcceptAsync(IHeaderDictionary headers, ReadOnlySequence<byte> body, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _accepted, 1) == 0)
            Log.First(logger, kind.Name);
        var delivery = headers[_source.DeliveryHeader].ToString();
        if (_recent.Contains(delivery))
            return new WebhookAnswer(HttpStatusCode.OK, "This delivery was taken before.");
        var answer = _source.Read(headers, body) switch
        {
            WebhookReading.Change change => await HintAsync(change, cancellationToken),
            WebhookReading.Nothing nothing => new WebhookAnswer(HttpStatusCode.OK, nothing.Why),
            WebhookReading.Unreadable unreadable => new WebhookAnswer(HttpStatusCode.BadRequest, unreadable.Problem),
            var other => throw new InvalidOperationException($"A webhook cannot be read as {other}."),
        };
        // What could not be taken now is taken when it is sent again.
        if ((int)answer.Status < 300)
            _recent.Add(delivery);
        return answer;
    }

    private async Task<WebhookAnswer> HintAsync(WebhookReading.Change change, CancellationToken cancellationToken)
    {
        if (!schedulerHost.IsStarted)
            return new WebhookAnswer(HttpStatusCode.ServiceUnavailable, "The worker is still starting. Its first poll finds this change.");
        var trackers = visits.TrackersOf(change);
        if (trackers.Count == 0)
            return new WebhookAnswer(HttpStatusCode.OK, "No tracker of this worker is there. Its configuration names others under Trackers.");
        if (!await visits.FollowAsync(trackers, change, cancellationToken))
            return new WebhookAnswer(HttpStatusCode.ServiceUnavailable, "The schedule cannot be reached. The next poll finds this change.");
        var names = string.Join(", ", trackers.Select(t => t.Name));
        Log.Hint(logger, kind.Name, names);
        return new WebhookAnswer(HttpStatusCode.Accepted, $"Visiting {names}.");
    }

    private WebhookAnswer Refuse()
    {
        if (Interlocked.Exchange(ref _refused, 1) == 0)
            Log.Refused(logger, kind.Name, _source.SecretKey);
        return new WebhookAnswer(HttpStatusCode.Unauthorized,
            $"The header {_source.SignatureHeader} must hold sha256= and the body's HMAC with the secret of Dashboard:{_source.SecretKey}.");
    }

    // Once each: whoever sets a webhook up sees what became of it, and nobody else can fill the log.
    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Webhooks of {Source} arrive; their changes are read within seconds")]
        public static partial void First(ILogger logger, string source);

        [LoggerMessage(Level = LogLevel.Warning,
            Message = "A webhook of {Source} was refused, since it is not signed with Dashboard:{Key}; further ones are refused in silence")]
        public static partial void Refused(ILogger logger, string source, string key);

        [LoggerMessage(Level = LogLevel.Debug, Message = "{Source} tells of a change: {Trackers} is visited")]
        public static partial void Hint(ILogger logger, string source, string trackers);
    }
}
