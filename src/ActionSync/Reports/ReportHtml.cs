using System.Net;
using System.Text;
using ActionSync.Items;
using ActionSync.Text;
using Humanizer;

namespace ActionSync.Reports;

/// <summary>
/// The report as one page that stands alone: nothing is loaded from elsewhere, and the only links are those of issues and the web addresses in its text.
/// </summary>
internal static class ReportHtml
{
    private const int MostRows = 30;
    private const int MostOverdue = 20;

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
             <title>Action items, {report.Today:d MMMM yyyy}</title>
             <style>{ReportStyle.Css}</style>
             </head>
             <body>
             <header><h1>Action items</h1><p>{report.Today:d MMMM yyyy}{(report.Since is { } since ? $" · incidents since {since:d MMMM yyyy}" : "")} · {"incident".ToQuantity(report.Items.Select(i => i.IncidentId).Distinct().Count())}</p></header>
             <main>

             """);
        Tiles(html, report);
        Section(html, "Overdue, the oldest first", OverdueTable(report));
        Section(html, "Kept on time, by month",
            $"<p>{WebUtility.HtmlEncode(ReportFormats.Sentence(report.Trend))}</p>\n" + ReportCharts.Months("Kept on time, by month", report.Months));
        if (report.Teams.Count > 0)
            Section(html, "Kept on time, by team", TeamTable(report.Teams));
        html.Append(ReportCharts.Legend(report.Total));
        foreach (var (name, groups) in report.ShownBreakdowns)
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
        Tile("Kept on time", ReportFormats.Percent(report.Total.KeptPercent), "good");
        Tile("Median days to close", ReportFormats.Days(report.MedianDaysToClose), "");
        Tile("90th percentile", ReportFormats.Days(report.P90DaysToClose), "");
        html.Append("</div>\n");

        void Tile(string name, string value, string kind) => html.Append($"<div class=\"tile {kind}\"><b>{value}</b><span>{name}</span></div>\n");
    }

    private static void Section(StringBuilder html, string title, string body) =>
        html.Append($"<section>\n<h2>{WebUtility.HtmlEncode(title)}</h2>\n{body}</section>\n");

    /// <summary>The first ones open to view, the others folded away, so that the rest of the page is not far.</summary>
    private static string OverdueTable(Report report)
    {
        if (report.Overdue.Count == 0)
            return "<p class=\"empty\">Nothing is overdue.</p>\n";
        var shown = OverdueTable(report, report.Overdue.Take(MostOverdue));
        return report.Overdue.Count <= MostOverdue ? shown
            : $"{shown}<details><summary>… and {report.Overdue.Count - MostOverdue} more</summary>\n{OverdueTable(report, report.Overdue.Skip(MostOverdue))}</details>\n";
    }

    private static string OverdueTable(Report report, IEnumerable<ReportItem> items) =>
        Table([new("Since", "day"), new("Item"), new("Owner", "who"), new("Days late", "number")], items.Select(i => new[]
        {
            $"{i.DueOn:yyyy-MM-dd}", $"{Linked(i)}<small>{i.Priority} · {Text(i.Short ?? i.Key)} · {Text(i.IncidentTitle)}</small>",
            $"{Text(OverdueItems.Owner(i))}{(i.Team is { } team ? $"<small>{Text(team)}</small>" : "")}", $"{i.DaysOverdue(report.Today)}",
        }));

    /// <summary>The title, which leads to the issue: a web address, or a page of a board for who reads this beside it.</summary>
    private static string Linked(ReportItem item) =>
        PlainText.IsWebAddress(item.Url) || (item.Issue is not null && item.Url?.StartsWith("file:///", StringComparison.Ordinal) == true)
            ? HtmlText.Link(TextProfile.Html.Plain(item.Title, TextProfile.TitleLimit), item.Url!, "")
            : $"{Text(item.Title)}{(item.Issue is { } issue ? $"<small>{Text(issue)}</small>" : "")}";

    private static string TeamTable(IReadOnlyList<KeptTeam> teams) =>
        Table([new("Team"), new("All", "number"), new("Last three months", "number"), new("Three before", "number"), new("Trend")],
            teams.Take(MostRows).Select(t => new[]
            {
                Text(t.Name), Share(t.Promises), Share(t.Trend.Recent), Share(t.Trend.Before), t.Trend.Word ?? "-",
            })) + More(teams.Count);

    private static string Share(KeptPromises promises) =>
        promises.Percent is { } percent ? $"{percent} % <small>{promises.Kept} of {promises.All}</small>" : "-";

    private static string Moves(DeadlineMoves moves) => moves.Items == 0 ? "<p class=\"empty\">None was moved.</p>\n"
        : $"<p>{"item".ToQuantity(moves.Items)} {(moves.Items == 1 ? "was" : "were")} moved {"time".ToQuantity(moves.Times)}: {ReportFormats.Days(moves.MedianDays)} days in the median, {moves.MostDays} at most.</p>\n"
          + Table([new("Item"), new("Times", "number"), new("Days", "number")],
              moves.Most.Select(i => new[] { $"{Text(i.Title)}<small>{Text(i.Short ?? i.Key)}</small>", $"{i.Moves.Count}", $"{i.DaysMoved:+0;-0;0}" }));

    private static string Prevention(IReadOnlyList<PreventedIncident> incidents) => incidents.Count == 0 ? "<p class=\"empty\">Every incident has one.</p>\n"
        : Table([new("Incident"), new("Prevention"), new("Other items open", "number")], incidents.Take(MostRows).Select(i => new[]
        {
            $"{Text(i.Title)}<small>{Text(i.Id)}</small>", i.Prevention == 0 ? "<em>never had any</em>" : $"all {i.Prevention} closed", $"{i.OtherOpen}",
        })) + More(incidents.Count);

    private static string Repeated(IReadOnlyList<RepeatedAction> actions) => actions.Count == 0 ? "<p class=\"empty\">None.</p>\n"
        : Table([new("Action"), new("Incidents")], actions.Take(MostRows).Select(a => new[]
        {
            Text(a.Title), string.Join("<br>", a.Items.Select(i => $"{Text(i.IncidentId)} <small>{i.State.ToWord()}</small>")),
        })) + More(actions.Count);

    private static string Table(Column[] head, IEnumerable<string[]> rows)
    {
        var body = rows.Select(row => $"<tr>{string.Concat(row.Zip(head, (cell, column) => $"<td{column.Class}>{cell}</td>"))}</tr>\n");
        return $"<table><thead><tr>{string.Concat(head.Select(column => $"<th{column.Class}>{column.Name}</th>"))}</tr></thead>\n<tbody>\n{string.Concat(body)}</tbody></table>\n";
    }

    private static string More(int count) => count > MostRows ? $"<p class=\"empty\">… and {count - MostRows} more.</p>\n" : "";

    private sealed record Column(string Name, string? Kind = null)
    {
        public string Class => Kind is null ? "" : $" class=\"{Kind}\"";
    }
}
