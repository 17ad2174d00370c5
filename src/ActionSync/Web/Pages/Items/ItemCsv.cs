using System.Text;
using ActionSync.Listing;
using ActionSync.Reminders;

namespace ActionSync.Web.Pages.Items;

/// <summary>The list of items as a file for a spreadsheet, streamed: the columns are those of <c>status --csv</c>.</summary>
internal static class ItemCsv
{
    public static async Task WriteAsync(HttpContext context, ItemListReader reader, RemindingOptions reminding)
    {
        var (response, cancel) = (context.Response, context.RequestAborted);
        if (reader.StreamOrNull(context.Request.Query, out var problems, cancel) is not { } items)
        {
            response.StatusCode = StatusCodes.Status400BadRequest;
            response.ContentType = "text/plain; charset=utf-8";
            await response.WriteAsync(string.Join('\n', problems) + "\n", cancel);
            return;
        }
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = "attachment; filename=\"action-items.csv\"";
        await using var lines = new StreamWriter(response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\r\n" };
        await lines.WriteLineAsync(StatusCsv.Header);
        await foreach (var item in items.WithCancellation(cancel))
            await lines.WriteLineAsync(StatusCsv.Line(StatusEntry.Of(item, reminding.TimeZone)).AsMemory(), cancel);
    }
}
