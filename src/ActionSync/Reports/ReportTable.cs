using System.Text;
using ActionSync.Items;
using ActionSync.Text;
using Humanizer;

namespace ActionSync.Reports;

/// <summary>The report for a terminal: plain lines that also read well in a file.</summary>
internal static class ReportTable
{
    private const int NameWidth = 34;
    private const int MostRows = 20;

    public static string Render(Report report)
    {
        var text = new StringBuilder();
        text.AppendLine($"Action items{(report.Since is { } since ? $" since {since:yyyy-MM-dd}" : "")}: {report.Total.All}").AppendLine();
        Row(text, "", "on time", "late", "overdue", "open", "won't do");
        Row(text, "All", report.Total);
        if (report.Total.Backlog > 0)
            text.AppendLine().AppendLine($"Backlog, recorded without an issue: {report.Total.Backlog}");
        foreach (var (name, groups) in report.Breakdowns)
        {
            text.AppendLine().AppendLine($"By {name.ToLowerInvariant()}");
            foreach (var group in groups.Take(MostRows))
                Row(text, "  " + group.Name, group.Counts);
            More(text, groups.Count);
        }
        text.AppendLine().AppendLine(
            $"Days to close: median {ReportFormats.Days(report.MedianDaysToClose)}, 90th percentile {ReportFormats.Days(report.P90DaysToClose)}");
        Moves(text, report.Moves);
        Prevention(text, report.WithoutOpenPrevention);
        Repeated(text, report.Repeated);
        return text.ToString();
    }

    private static void Moves(StringBuilder text, DeadlineMoves moves)
    {
        text.AppendLine(moves.Items == 0
            ? "Deadlines moved: none"
            : $"Deadlines moved: {"item".ToQuantity(moves.Items)}, {"time".ToQuantity(moves.Times)}; median {ReportFormats.Days(moves.MedianDays)} days in all, most {moves.MostDays}");
        foreach (var item in moves.Most.Take(MostRows))
            text.AppendLine($"  {item.Key}: {"time".ToQuantity(item.Moves.Count)}, {item.DaysMoved:+0;-0;0} {(item.DaysMoved is 1 or -1 ? "day" : "days")}");
    }

    private static void Prevention(StringBuilder text, IReadOnlyList<PreventedIncident> incidents)
    {
        text.AppendLine().AppendLine($"Incidents with no prevention item left open: {incidents.Count}");
        foreach (var incident in incidents.Take(MostRows))
            text.AppendLine($"  {incident.Id}: {(incident.Prevention == 0 ? "never had one" : $"all {incident.Prevention} closed")} - {TextProfile.Mail.Plain(incident.Title, TextProfile.NameLimit)}");
        More(text, incidents.Count);
    }

    private static void Repeated(StringBuilder text, IReadOnlyList<RepeatedAction> actions)
    {
        text.AppendLine().AppendLine($"The same action in several incidents: {actions.Count}");
        foreach (var action in actions.Take(MostRows))
        {
            text.AppendLine($"  {TextProfile.Mail.Plain(action.Title, TextProfile.NameLimit)}");
            foreach (var item in action.Items)
                text.AppendLine($"    {item.IncidentId}: {item.State.ToWord()}");
        }
        More(text, actions.Count);
    }

    private static void More(StringBuilder text, int count)
    {
        if (count > MostRows)
            text.AppendLine($"  ... and {count - MostRows} more");
    }

    private static void Row(StringBuilder text, string name, ReportCounts counts) =>
        Row(text, name, $"{counts.OnTime}", $"{counts.Late}", $"{counts.Overdue}", $"{counts.Open}", $"{counts.WontDo}");

    private static void Row(StringBuilder text, string name, params ReadOnlySpan<string> cells)
    {
        var line = name.StartsWith(' ') ? "  " + TextProfile.Mail.Plain(name, NameWidth - 2) : TextProfile.Mail.Plain(name, NameWidth);
        text.Append(line.PadRight(NameWidth + 1));
        foreach (var cell in cells)
            text.Append(cell.PadLeft(9));
        text.AppendLine();
    }
}
