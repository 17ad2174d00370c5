using System.Text;
using ActionSync.Items;
using ActionSync.Text;
using Humanizer;

namespace ActionSync.Reports;

/// <summary>
/// What the weekly report says in a mail: how many are overdue and which, the oldest first, what was done last week, and whether more is kept on time than
/// before. Pure.
/// </summary>
internal sealed class WeeklyMail
{
    private const int MostOverdue = 50;
    private const int MostDone = 30;
    private const int TextWidth = 80;
    private const string Footer = "You get this once a week, as a reader of this report. To get it no more, ask whoever runs ActionSync.";
    private const string WholeReport = "The whole report";
    private const string Heading = "margin:24px 0 8px;font-size:13px;letter-spacing:.06em;text-transform:uppercase;color:#6b7280";
    private const string Soft = "font-size:12px;color:#6b7280;overflow-wrap:anywhere";

    private readonly Report _report;
    private readonly string? _page;
    private readonly IReadOnlyList<ReportItem> _done;

    /// <param name="report">Of everything.</param>
    /// <param name="week">The Monday of the week in which it is sent.</param>
    /// <param name="page">The address of the report's page; null where there is none to lead to.</param>
    public WeeklyMail(Report report, DateOnly week, string? page)
    {
        (_report, Week, _page) = (report, week, page);
        var last = week.AddDays(-7);
        _done =
        [
            .. report.Items.Where(i => i.State == ItemState.Done && i.ClosedOn >= last && i.ClosedOn < week)
                .OrderBy(i => i.ClosedOn).ThenBy(i => i.Key, StringComparer.Ordinal),
        ];
        Lead = $"{Items(report.Total.Overdue)} overdue{Of(report.Overdue.Count(i => i.DueOn >= last), report.Total.Overdue, "since last Monday", "since before last Monday")}. " +
            $"{Items(report.Total.Open)} open and not due yet. " +
            $"{(_done.Count == 0 ? "Nothing was" : $"{"item".ToQuantity(_done.Count)} {(_done.Count == 1 ? "was" : "were")}")} done last week" +
            $"{Of(_done.Count(i => i.Result == ItemResult.OnTime), _done.Count, "on time", "not on time")}.";
    }

    private static string Items(int count) => count == 0 ? "Nothing is" : $"{"item".ToQuantity(count)} {(count == 1 ? "is" : "are")}";

    /// <summary>How many of them are so, behind a comma; of a single one only whether it is.</summary>
    private static string Of(int some, int all, string words, string otherwise) => (some, all) switch
    {
        (_, 0) => "",
        (0, 1) => $", {otherwise}",
        (1, 1) => $", {words}",
        (0, _) => $", none of them {words}",
        _ when some == all => $", {(all == 2 ? "both" : "all")} of them {words}",
        _ => $", {some} of them {words}",
    };

    public DateOnly Week { get; }

    public string Subject => $"Action items, week of {Week:yyyy-MM-dd}: {_report.Total.Open + _report.Total.Overdue} open, {_report.Total.Overdue} overdue";

    /// <summary>All of it in a few sentences.</summary>
    private string Lead { get; }

    public string Text()
    {
        var text = new StringBuilder();
        foreach (var line in DisplayText.Wrap(Lead, TextWidth))
            text.AppendLine(line);
        OverdueItems.Append(text, _report, MostOverdue, TextWidth, int.MaxValue);
        if (_done.Count > 0)
            text.AppendLine().AppendLine($"Done last week: {_done.Count}");
        foreach (var item in _done.Take(MostDone))
        {
            text.AppendLine(DisplayText.Shorten($"  {item.ClosedOn:yyyy-MM-dd}  {item.Priority}  {TextProfile.Mail.Plain(item.Title)}", TextWidth));
            text.AppendLine(DisplayText.Shorten(
                $"              {OverdueItems.Owner(item)}, {ReportFormats.Word(item.Result)}, {TextProfile.Mail.Plain(item.Short ?? item.Key)}", TextWidth));
        }
        if (_done.Count > MostDone)
            text.AppendLine($"  ... and {_done.Count - MostDone} more");
        ReportTable.Kept(text, _report, TextWidth);
        if (_page is not null)
            text.AppendLine().AppendLine($"{WholeReport}:").AppendLine(_page);
        text.AppendLine().AppendLine("-- ");
        foreach (var line in DisplayText.Wrap(Footer, TextWidth))
            text.AppendLine(line);
        return text.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>
    /// As mail programs show it: tables and inline styles only, no script or image, and no address but the issues', the report's and those in the text.
    /// </summary>
    public string Html()
    {
        var html = new StringBuilder();
        html.Append(
            $"""
             <!DOCTYPE html>
             <html lang="en">
             <head>
             <meta charset="utf-8">
             <meta name="viewport" content="width=device-width, initial-scale=1">
             <meta name="color-scheme" content="light dark">
             <title>{Encode(Subject)}</title>
             </head>
             <body style="margin:0;padding:24px;background:#f4f5f7;color:#1f2937;font:15px/1.5 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif">
             <table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center">
             <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:640px;background:#ffffff;border-radius:10px;border:1px solid #e5e7eb"><tr><td style="padding:24px 28px">
             <p style="margin:0;font-size:18px;font-weight:600">Action items, week of {Week:d MMMM yyyy}</p>
             <p style="margin:8px 0 0">{Encode(Lead)}</p>
             <p style="margin:8px 0 0">{Encode(ReportFormats.Sentence(_report.Trend))}</p>

             """);
        Items(html, $"Overdue, the oldest first ({_report.Overdue.Count})", "#c2410c", _report.Overdue, MostOverdue, OverdueItems.AllBy,
            item => $"{"day".ToQuantity(item.DaysOverdue(_report.Today)!.Value)} late, since {item.DueOn:yyyy-MM-dd}");
        Items(html, $"Done last week ({_done.Count})", "#2f9e6e", _done, MostDone, "",
            item => $"{item.ClosedOn:yyyy-MM-dd}, {ReportFormats.Word(item.Result)}");
        Kept(html, "Kept on time, by month", _report.Months.Select(month => (month.Name, month.Promises, (string?)null)));
        Kept(html, "Kept on time, by team", _report.Teams.Select(team => (team.Name, team.Promises, team.Trend.Word)));
        if (_page is not null)
            html.Append($"<p style=\"margin:24px 0 0\">{HtmlText.Link(WholeReport, _page, "color:#1d4ed8")}</p>\n");
        return html.Append(
            $"""
             <p style="margin:24px 0 0;padding-top:12px;border-top:1px solid #e5e7eb;font-size:12px;color:#6b7280">{Encode(Footer)}</p>
             </td></tr></table>
             </td></tr></table>
             </body>
             </html>

             """).ToString();
    }

    /// <param name="allBy">What lists all of them, behind the number of those that are left out.</param>
    private static void Items(
        StringBuilder html, string heading, string colour, IReadOnlyList<ReportItem> items, int most, string allBy, Func<ReportItem, string> when)
    {
        if (items.Count == 0)
            return;
        html.Append($"<h2 style=\"{Heading}\">{Encode(heading)}</h2>\n");
        foreach (var item in items.Take(most))
        {
            html.Append(
                $"""
                 <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 10px"><tr>
                 <td style="border-left:4px solid {colour};padding:2px 0 2px 14px">
                 <div style="font-weight:600;overflow-wrap:anywhere">{Title(item)}</div>
                 <div><span style="color:{colour};font-weight:600">{Encode(when(item))}</span> &middot; {TextProfile.Html.Encode(OverdueItems.Owner(item))}{(item.Team is null ? "" : $" &middot; {TextProfile.Html.Line(item.Team, TextProfile.NameLimit)}")}</div>
                 <div style="{Soft}">{item.Priority} &middot; {TextProfile.Html.Line(item.Short ?? item.Key, TextProfile.NameLimit)} &middot; {TextProfile.Html.Line(item.IncidentTitle, TextProfile.TitleLimit)}</div>
                 </td></tr></table>

                 """);
        }
        if (items.Count > most)
            html.Append($"<p>… and {items.Count - most} more{Encode(allBy)}.</p>\n");
    }

    private static void Kept(StringBuilder html, string heading, IEnumerable<(string Name, KeptPromises Promises, string? Trend)> rows)
    {
        var cells = rows.Where(row => row.Promises.All > 0).Select(row =>
            $"""
             <tr><td style="padding:2px 12px 2px 0">{TextProfile.Html.Line(row.Name, TextProfile.NameLimit)}</td>
             <td align="right" style="padding:2px 12px;font-weight:600">{row.Promises.Percent} %</td>
             <td style="padding:2px 12px;color:#6b7280">{row.Promises.Kept} of {row.Promises.All}</td><td style="padding:2px 0">{row.Trend}</td></tr>

             """).ToList();
        if (cells.Count > 0)
        {
            html.Append($"<h2 style=\"{Heading}\">{Encode(heading)}</h2>\n")
                .Append("<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\">\n").AppendJoin("", cells).Append("</table>\n");
        }
    }

    /// <summary>The title leads to the issue, where that has a web address.</summary>
    private static string Title(ReportItem item) => PlainText.IsWebAddress(item.Url)
        ? HtmlText.Link(TextProfile.Html.Plain(item.Title, TextProfile.TitleLimit), item.Url!, "color:#1d4ed8;text-decoration:none")
        : TextProfile.Html.Line(item.Title, TextProfile.TitleLimit);

    private static string Encode(string text) => HtmlText.Encode(text);
}
