using System.Data.Common;
using ActionSync.Ledger;
using ActionSync.Scheduling;

namespace ActionSync.Web.Api;

/// <summary>Turns what keeps the API from answering into a problem that a program can read; a ledger that is away is asked again in a moment.</summary>
internal sealed partial class ApiErrors(SchedulerHost scheduler, ILogger<ApiErrors> logger) : IEndpointFilter
{
    public static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers.CacheControl = "no-store";
        if (!scheduler.IsStarted)
        {
            await ApiProblem.Of(StatusCodes.Status503ServiceUnavailable, "The worker has not opened its ledger yet. Ask again in a moment.")
                .WriteAsync(http, Soon);
            return Results.Empty;
        }
        try
        {
            return await next(context);
        }
        catch (Exception e) when (!http.RequestAborted.IsCancellationRequested && e is DbException or LedgerException or BadHttpRequestException)
        {
            await AnswerAsync(http, e);
            return Results.Empty;
        }
    }

    private async Task AnswerAsync(HttpContext http, Exception error)
    {
        if (http.Response.HasStarted)
        {
            // Half a list must not look like a whole one.
            Log.BrokenOff(logger, http.Request.Path, error.Message);
            http.Abort();
            return;
        }
        switch (error)
        {
            case BadHttpRequestException bad:
                http.Response.Headers.Connection = "close";
                await ApiProblem.Of(bad.StatusCode, bad.StatusCode == StatusCodes.Status413PayloadTooLarge
                    ? DocumentPosts.TooLarge : "The request is not as its headers say. Send it again.").WriteAsync(http);
                break;
            case var passing when Outage.IsOne(passing) || Outage.IsCollision(passing):
                await ApiProblem.Of(StatusCodes.Status503ServiceUnavailable, "The ledger cannot be used now. Nothing is lost; ask again in a moment.")
                    .WriteAsync(http, Soon);
                break;
            case LedgerException { IsGone: true }:
                await ApiProblem.Of(StatusCodes.Status503ServiceUnavailable, error.Message).WriteAsync(http);
                break;
            default:
                Log.Failed(logger, error, http.Request.Path);
                await ApiProblem.Of(StatusCodes.Status500InternalServerError, error is LedgerException
                    ? error.Message : "The ledger refused what was asked of it. The worker's log says why.").WriteAsync(http);
                break;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The answer to {Path} was broken off: {Why}")]
        public static partial void BrokenOff(ILogger logger, string path, string why);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Path} could not be answered")]
        public static partial void Failed(ILogger logger, Exception error, string path);
    }
}
