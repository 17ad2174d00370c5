using System.Text.Json;
using ActionSync.Archive;
using ActionSync.Ledger;
using ActionSync.Listing;
using ActionSync.Text;

namespace ActionSync.Web.Api;

/// <summary><c>GET /api/incidents/ID</c> and its receipt, both as the ledger has them: every worker answers alike, whichever took the document in.</summary>
internal sealed class IncidentAnswers(LedgerDatabase ledger, ItemPages pages, TimeZoneInfo zone)
{
    /// <param name="context">Where the answer goes.</param>
    /// <param name="path">An id; one with a slash in it arrives here with what stands behind it, too.</param>
    public async Task AnswerAsync(HttpContext context, string path)
    {
        await using var work = await ledger.ReadAsync(context.RequestAborted);
        if (await IncidentDetails.FindAsync(work, path, context.RequestAborted) is { } id)
        {
            var details = await IncidentDetails.ReadAsync(work, id, pages, zone, context.RequestAborted);
            await ApiAnswers.WriteJsonAsync(context, HarmlessJson.Of(JsonSerializer.Serialize(details, ReadableHistory.Json.IncidentDetails)));
        }
        else if (path.EndsWith(ApiPaths.ReceiptPart, StringComparison.Ordinal))
            await ReceiptAsync(context, work, path[..^ApiPaths.ReceiptPart.Length]);
        else
            await UnknownAsync(context, path);
    }

    public async Task ReceiptAsync(HttpContext context, string id)
    {
        await using var work = await ledger.ReadAsync(context.RequestAborted);
        await ReceiptAsync(context, work, id);
    }

    private async Task ReceiptAsync(HttpContext context, LedgerTransaction work, string asked)
    {
        var cancellationToken = context.RequestAborted;
        if (await IncidentDetails.FindAsync(work, asked, cancellationToken) is not { } id)
        {
            await UnknownAsync(context, asked);
            return;
        }
        var incident = await work.Incidents.RequireAsync(id, cancellationToken);
        var items = await work.Items.OfIncidentAsync(id, cancellationToken);
        var history = await work.Events.StreamOfIncidentAsync(id).Select(ReceiptEvent.Of).ToListAsync(cancellationToken);
        await ApiAnswers.WriteJsonAsync(context, HarmlessJson.Of(Receipt.Of(incident, items, history, zone).ToJson()));
    }

    private static Task UnknownAsync(HttpContext context, string id) => ApiProblem.Of(
        StatusCodes.Status404NotFound,
        $"No incident {id} is known. A document that was posted a moment ago is taken in within seconds, unless it waits for a person: actionsync status says so.")
        .WriteAsync(context, ApiErrors.Soon);
}
