using System.Globalization;
using System.Text;
using ActionSync.Items;
using ActionSync.Text;

namespace ActionSync.Reports;

/// <summary>One line an item (RFC 4180).</summary>
internal static class ReportCsv
{
    private const string Header =
        "incident,incident_title,key,title,owner,service,type,priority,state,result,deadline,started,closed,days_to_close,deadline_moves,days_moved," +
        "team,issue,url,days_overdue,short";

    public static string Render(Report report)
    {
        var csv = new StringBuilder(Header).Append("\r\n");
        foreach (var item in report.Items)
        {
            string?[] cells =
            [
                Text(item.IncidentId), Text(item.IncidentTitle), Text(item.Key), Text(item.Title), Text(item.Owner), Text(item.Service), Text(item.Type),
                item.Priority.ToString(), ItemStates.ToWord(item.State), Text(ReportFormats.Word(item.Result)), item.Deadline, Day(item.StartedAt),
                Day(item.ClosedAt), item.DaysToClose?.ToString("0.0", CultureInfo.InvariantCulture), item.Moves.Count.ToString(CultureInfo.InvariantCulture),
                item.DaysMoved?.ToString(CultureInfo.InvariantCulture), Text(item.Team), Text(item.Issue), Text(item.Url),
                item.DaysOverdue(report.Today)?.ToString(CultureInfo.InvariantCulture), Text(item.Short),
            ];
            csv.AppendJoin(',', cells).Append("\r\n");
        }
        return csv.ToString();
    }

    private static string Text(string? text) => TextProfile.Spreadsheet.Line(text);

    private static string? Day(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
