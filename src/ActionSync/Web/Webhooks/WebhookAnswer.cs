using System.Net;

namespace ActionSync.Web.Webhooks;

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
        // A write that is cancelled half-way leaves the server in doubt whether another request follows, and it logs that it cannot read one.
        return context.Response.WriteAsync(Sentence + "\n", CancellationToken.None);
    }
}
