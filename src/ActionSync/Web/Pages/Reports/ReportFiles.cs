using System.Net.Mime;
using ActionSync.Reports;

namespace ActionSync.Web.Pages.Reports;

/// <summary>The whole report as a file to keep, as the command <c>report</c> writes it.</summary>
internal static class ReportFiles
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/report.html", context => SendAsync(context, MediaTypeNames.Text.Html, "action-items.html", ReportHtml.Render));
        app.MapGet("/report.csv", context => SendAsync(context, MediaTypeNames.Text.Csv, "action-items.csv", ReportCsv.Render));
    }

    private static async Task SendAsync(HttpContext context, string mediaType, string name, Func<Report, string> render)
    {
        var report = await context.RequestServices.GetRequiredService<ReportBuilder>().BuildAsync(null, context.RequestAborted);
        context.Response.ContentType = $"{mediaType}; charset=utf-8";
        // As a file: what stands alone brings a style of its own, which a page here may not.
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        await context.Response.WriteAsync(render(report), context.RequestAborted);
    }
}
