using System.Globalization;
using System.Text;
using ActionSync.Items;
using ActionSync.Text;

namespace ActionSync.Reports;

/// <summary>One line an item (RFC 4180). A spreadsheet takes no cell for a formula.</summary>
internal static class ReportCsv
{
    private const string Header = "incident,incident_title,key,title,owner,service,type,priority,state,result,deadline,started,closed,days_to_close,deadline_moves,days_moved";

    public static string Render(Report report)
    {
        var csv = new StringBuilder(Header).Append("\r\n");
        foreach (var item in report.Items)
        {
            string?[] cells =
            [
                Text(item.IncidentId), Text(item.IncidentTitle), Text(item.Key), Text(item.Title), Text(item.Owner), Text(item.Service), Text(item.Type),
                item.Priority.ToString(), ItemStates.ToWord(item.State), Text(ReportFormats.Word(item.Result)), item.Deadline, Day(item.StartedAt), Day(item.ClosedAt),
                item.DaysToClose?.ToString("0.0", CultureInfo.InvariantCulture), item.Moves.Count.ToString(CultureInfo.InvariantCulture), item.DaysMoved?.ToString(CultureInfo.InvariantCulture),
            ];
            csv.AppendJoin(',', cells).Append("\r\n");
        }
        return csv.ToString();
    }

    /// <summary>What a spreadsheet would run is led by an apostrophe; what would end a cell is quoted.</summary>
    internal static string Text(string? text)
    {
        var cell = HarmlessText.Of(text ?? "", Sink.Issue);
        if (cell.AsSpan().TrimStart() is [('=' or '+' or '-' or '@' or '|' or '%'), ..] || cell is [('\t' or '\r' or '\n'), ..])
            cell = "'" + cell;
        return cell.AsSpan().IndexOfAny(",\"\r\n'") >= 0 || cell.Trim().Length != cell.Length ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
    }

    private static string? Day(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
