using System.Net;
using System.Text;
using ActionSync.Items;
using ActionSync.Text;
using Humanizer;

namespace ActionSync.Reports;

/// <summary>The report as one page that stands alone: nothing is loaded from elsewhere, and the only links are the web addresses in its text.</summary>
internal static class ReportHtml
{
    private const int MostRows = 30;

    public static string Render(Report report)
    {
        var html = new StringBuilder();
        html.Append(
            $"""
             <!DOCTYPE html>
             <html lang="en">
             <head>
             <meta charset="utf-8">
             <meta name="viewport" content="width=device-width, initial-scale=1">
             <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
             <title>Action items, {report.At.UtcDateTime:d MMMM yyyy}</title>
             <style>{ReportStyle.Css}</style>
             </head>
             <body>
             <header><h1>Action items</h1><p>{report.At.UtcDateTime:d MMMM yyyy}{(report.Since is { } since ? $" · since {since:d MMMM yyyy}" : "")} · {"incident".ToQuantity(report.Items.Select(i => i.IncidentId).Distinct().Count())}</p></header>
             <main>

             """);
        Tiles(html, report);
        html.Append(ReportCharts.Legend());
        foreach (var (name, groups) in report.Breakdowns)
            Section(html, $"By {name.ToLowerInvariant()}",
                ReportCharts.Bars($"Results by {name.ToLowerInvariant()}", groups.Take(MostRows).ToList()) + More(groups.Count));
        Section(html, "Days to close", (report.MedianDaysToClose is null ? "" : $"<p>Half of the items that are done took {ReportFormats.Days(report.MedianDaysToClose)} days or less, nine of ten {ReportFormats.Days(report.P90DaysToClose)} or less.</p>")
            + ReportCharts.Histogram("Days to close", [.. report.Items.Select(i => i.DaysToClose).OfType<double>()]));
        Section(html, "Deadlines moved", Moves(report.Moves));
        Section(html, "Incidents with no prevention item left open", Prevention(report.WithoutOpenPrevention));
        Section(html, "The same action in several incidents", Repeated(report.Repeated));
        return html.Append("</main>\n</body>\n</html>\n").ToString();
    }

    internal static string Text(string? text) => TextProfile.Html.Line(text, TextProfile.TitleLimit);

    private static void Tiles(StringBuilder html, Report report)
    {
        html.Append("<div class=\"tiles\">\n");
        Tile("Overdue", $"{report.Total.Overdue}", "bad");
        Tile("Open, not due yet", $"{report.Total.Open}", "");
        Tile("Done on time", report.Total.OnTimePercent is { } percent ? $"{percent} %" : "-", "good");
        Tile("Median days to close", ReportFormats.Days(report.MedianDaysToClose), "");
        Tile("90th percentile", ReportFormats.Days(report.P90DaysToClose), "");
        html.Append("</div>\n");

        void Tile(string name, string value, string kind) => html.Append($"<div class=\"tile {kind}\"><b>{value}</b><span>{name}</span></div>\n");
    }

    private static void Section(StringBuilder html, string title, string body) =>
        html.Append($"<section>\n<h2>{WebUtility.HtmlEncode(title)}</h2>\n{body}</section>\n");

    private static string Moves(DeadlineMoves moves) => moves.Items == 0 ? "<p class=\"empty\">None was moved.</p>\n"
        : $"<p>{"item".ToQuantity(moves.Items)} {(moves.Items == 1 ? "was" : "were")} moved {"time".ToQuantity(moves.Times)}: {ReportFormats.Days(moves.MedianDays)} days in the median, {moves.MostDays} at most.</p>\n"
          + Table(["Item", "Times", "Days"],
              moves.Most.Select(i => new[] { $"{Text(i.Title)}<small>{Text(i.Key)}</small>", $"{i.Moves.Count}", $"{i.DaysMoved:+0;-0;0}" }));

    private static string Prevention(IReadOnlyList<PreventedIncident> incidents) => incidents.Count == 0 ? "<p class=\"empty\">Every incident has one.</p>\n"
        : Table(["Incident", "Prevention", "Other items open"], incidents.Take(MostRows).Select(i => new[]
        {
            $"{Text(i.Title)}<small>{Text(i.Id)}</small>", i.Prevention == 0 ? "<em>never had any</em>" : $"all {i.Prevention} closed", $"{i.OtherOpen}",
        })) + More(incidents.Count);

    private static string Repeated(IReadOnlyList<RepeatedAction> actions) => actions.Count == 0 ? "<p class=\"empty\">None.</p>\n"
        : Table(["Action", "Incidents"], actions.Take(MostRows).Select(a => new[]
        {
            Text(a.Title), string.Join("<br>", a.Items.Select(i => $"{Text(i.IncidentId)} <small>{i.State.ToWord()}</small>")),
        })) + More(actions.Count);

    private static string Table(string[] head, IEnumerable<string[]> rows) =>
        $"<table><thead><tr>{string.Concat(head.Select(h => $"<th>{h}</th>"))}</tr></thead>\n<tbody>\n{string.Concat(rows.Select(r => $"<tr>{string.Concat(r.Select(c => $"<td>{c}</td>"))}</tr>\n"))}</tbody></table>\n";

    private static string More(int count) => count > MostRows ? $"<p class=\"empty\">… and {count - MostRows} more.</p>\n" : "";
}
