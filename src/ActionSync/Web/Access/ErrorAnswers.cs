using System.Net;
using ActionSync.Ledger;
using Microsoft.AspNetCore.Connections;

namespace ActionSync.Web.Access;

/// <summary>Whatever goes wrong ends in a sentence: what an endpoint throws, and what it leaves without a body.</summary>
internal sealed partial class ErrorAnswers(RequestDelegate next, ILogger<ErrorAnswers> logger)
{
    private static readonly TimeSpan AfterOutage = TimeSpan.FromSeconds(10);

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
                await PlainAnswer.WriteAsync(context, context.Response.StatusCode, Sentence(context.Response.StatusCode));
        }
        catch (Exception e) when (IsHungUp(e, context))
        {
            // Nobody waits for an answer. The server would look for the rest of the body, and log that it is not there.
            context.Abort();
        }
        catch (Exception e)
        {
            await AnswerAsync(context, e);
        }
    }

    private async Task AnswerAsync(HttpContext context, Exception error)
    {
        var (isOutage, bad) = (Outage.IsOne(error), error as BadHttpRequestException);
        // Whose work the ledger's outage keeps says so in the log; a page is asked again.
        if (!isOutage && bad is null)
            // The path may hold a signed link, which is as good as a key for whoever reads the log.
            Log.Failed(logger, context.Request.Method, context.GetEndpoint()?.DisplayName ?? "no endpoint", error);
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }
        context.Response.Clear();
        // What is left of a body that was not read to its end is no next request.
        if (bad is not null)
            context.Response.Headers.Connection = "close";
        var status = bad?.StatusCode ?? (int)HttpStatusCode.InternalServerError;
        if (isOutage)
            await PlainAnswer.WriteAsync(context, (int)HttpStatusCode.ServiceUnavailable, "The ledger cannot be used now. Try again in a moment.", AfterOutage);
        else
            await PlainAnswer.WriteAsync(context, status, Sentence(status));
    }

    private static bool IsHungUp(Exception error, HttpContext context) =>
        error is ConnectionResetException || (error is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested);

    private static string Sentence(int status) => (HttpStatusCode)status switch
    {
        HttpStatusCode.NotFound => "There is nothing at this address. Begin at / and follow the links from there.",
        HttpStatusCode.MethodNotAllowed => "This address cannot be asked in that way. The header Allow says how it can.",
        HttpStatusCode.RequestTimeout => "The request did not arrive in time. Send it again.",
        HttpStatusCode.RequestEntityTooLarge => "The request is larger than is taken here. Intake:MaxFileBytes says how large a document may be.",
        HttpStatusCode.UnsupportedMediaType =>
            "What was sent is of a type that is not taken here. The header Content-Type must name one that is; a page takes forms.",
        < HttpStatusCode.InternalServerError => "The request is not as it has to be. Mend it and send it again.",
        _ => "This went wrong here. The worker's log says why.",
    };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "{Method} {Endpoint} failed")]
        public static partial void Failed(ILogger logger, string method, string endpoint, Exception error);
    }
}
