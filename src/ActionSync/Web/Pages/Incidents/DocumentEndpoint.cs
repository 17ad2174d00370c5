using ActionSync.Archive;
using ActionSync.Files;
using ActionSync.Ledger;
using ActionSync.Web.Access;
using Microsoft.Net.Http.Headers;

namespace ActionSync.Web.Pages.Incidents;

/// <summary>A document as it came, byte for byte, to be kept and not to be shown: whatever it holds, no browser takes it for a page.</summary>
internal static class DocumentEndpoint
{
    public const string Pattern = "/documents/{revision:int}";

    public static async Task SendAsync(HttpContext context)
    {
        var cancelled = context.RequestAborted;
        string? id = context.Request.Query["incident"];
        var revision = int.Parse((string)context.Request.RouteValues["revision"]!, System.Globalization.CultureInfo.InvariantCulture);
        using var file = id is null ? null : await OpenAsync(context.RequestServices, id, revision, cancelled);
        if (file is null)
        {
            await PlainAnswer.WriteAsync(
                context, StatusCodes.Status404NotFound, "No such document lies in this worker's archive. The incident's page names those that do.");
            return;
        }
        context.Response.ContentType = "text/plain; charset=utf-8";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName($"{FileName.Of(id!)}-{Path.GetFileName(file.Path)}");
        context.Response.Headers.ContentDisposition = disposition.ToString();
        context.Response.ContentLength = file.Facts.Size;
        await using var text = file.AsStream();
        await text.CopyToAsync(context.Response.Body, cancelled);
    }

    /// <summary>Only of incidents that the ledger knows.</summary>
    private static async Task<OpenedFile?> OpenAsync(IServiceProvider services, string id, int revision, CancellationToken cancellationToken)
    {
        await using (var work = await services.GetRequiredService<LedgerDatabase>().ReadAsync(cancellationToken))
        {
            if (await work.Incidents.FindAsync(id, cancellationToken) is null)
                return null;
        }
        return await services.GetRequiredService<ArchivedDocuments>().OpenAsync(id, revision, cancellationToken);
    }
}
