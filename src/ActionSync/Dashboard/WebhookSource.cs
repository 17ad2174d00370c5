using System.Buffers;
using System.Net;
using ActionSync.Trackers;

namespace ActionSync.Dashboard;

/// <summary>A service that sends webhooks, and what is particular to it.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="SecretKey">The key under <c>Dashboard:</c> that holds its secret.</param>
/// <param name="SignatureHeader">Carries <c>sha256=</c> and the HMAC of the body.</param>
/// <param name="DeliveryHeader">Carries the same id each time a delivery is repeated.</param>
/// <param name="Read">What headers and body come to.</param>
internal sealed record WebhookSource(
    string Name, string SecretKey, string SignatureHeader, string DeliveryHeader, Func<IHeaderDictionary, ReadOnlySequence<byte>, WebhookReading> Read)
{
    /// <summary>What every caller is told while there is no secret.</summary>
    public Task AnswerOffAsync(HttpContext context) =>
        new WebhookAnswer(HttpStatusCode.NotFound, $"Webhooks of {Name} are off. Set Dashboard:{SecretKey} (or {SecretKey}File) to turn them on.").WriteAsync(context);
}

/// <summary>What the sender is told: people read it in the service's list of deliveries.</summary>
/// <param name="IsLast">The body was not read to its end, so nothing after it on this connection can be made sense of.</param>
internal sealed record WebhookAnswer(HttpStatusCode Status, string Sentence, bool IsLast = false)
{
    public Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = (int)Status;
        if (IsLast)
            context.Response.Headers.Connection = "close";
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(Sentence + "\n", context.RequestAborted);
    }
}
