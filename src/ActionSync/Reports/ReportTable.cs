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
    private const int BarWidth = 24;

    /// <param name="report">What to write.</param>
    /// <param name="width">Cells a line, at least 80; what is longer is folded or shortened between words.</param>
    public static string Render(Report report, int width)
    {
        var text = new StringBuilder();
        if (report.Items.Count == 0)
        {
            Lines(text, Nothing(report), width);
            return text.ToString();
        }
        text.AppendLine($"Action items{(report.Since is { } since ? $" of incidents since {since:yyyy-MM-dd}" : "")}: {report.Total.All}");
        OverdueItems.Append(text, report, MostRows, width, width);
        text.AppendLine();
        Row(text, "", "on time", "late", "overdue", "not due", "won't do", "kept");
        Row(text, "All", report.Total);
        if (report.Total.Backlog > 0)
            text.AppendLine().AppendLine($"Backlog or ignored, recorded without an issue: {report.Total.Backlog}");
        if (report.Total.DoneBefore > 0)
            text.AppendLine().AppendLine($"Done before they were first seen, with no date or deadline to go by: {report.Total.DoneBefore}");
        Kept(text, report, width);
        foreach (var (name, groups) in report.ShownBreakdowns)
        {
            text.AppendLine().AppendLine($"By {name.ToLowerInvariant()}");
            foreach (var group in groups.Take(MostRows))
                Row(text, "  " + group.Name, group.Counts);
            More(text, groups.Count);
        }
        text.AppendLine().AppendLine(
            $"Days to close: median {ReportFormats.Days(report.MedianDaysToClose)}, 90th percentile {ReportFormats.Days(report.P90DaysToClose)}");
        Moves(text, report.Moves, width);
        Prevention(text, report.WithoutOpenPrevention, width);
        Repeated(text, report.Repeated, width);
        return text.ToString();
    }

    private static string Nothing(Report report) => report.Since switch
    {
        null => "No action items yet.",
        { } since when since > report.Today => $"No action items of incidents since {since:yyyy-MM-dd}: that day is yet to come.",
        { } since => $"No action items of incidents since {since:yyyy-MM-dd}.",
    };

    /// <summary>By month as bars, and by team beside the months before.</summary>
    public static void Kept(StringBuilder text, Report report, int width)
    {
        text.AppendLine();
        Lines(text, ReportFormats.Sentence(report.Trend), width);
        foreach (var month in report.Months)
        {
            var share = $"{month.Promises.Kept} of {month.Promises.All}".PadLeft(11);
            text.AppendLine($"  {month.Name}  {share}  {ReportFormats.Percent(month.Promises.Percent),5}  {Bar(month.Promises)}".TrimEnd());
        }
        if (report.Teams.Count == 0)
            return;
        text.AppendLine().AppendLine($"{DisplayText.PadRight("Kept on time by team", NameWidth)}     all   3 months   before");
        foreach (var team in report.Teams.Take(MostRows))
        {
            var (all, recent, before) = (team.Promises.Percent, team.Trend.Recent.Percent, team.Trend.Before.Percent);
            text.Append("  ").Append(Cell(team.Name, NameWidth - 2));
            text.AppendLine($"{ReportFormats.Percent(all),8}{ReportFormats.Percent(recent),11}{ReportFormats.Percent(before),9}   {team.Trend.Word}".TrimEnd());
        }
        More(text, report.Teams.Count);
    }

    private static string Bar(KeptPromises promises) =>
        promises.All == 0 ? "" : new string('#', (int)Math.Round((double)BarWidth * promises.Kept / promises.All));

    private static void Moves(StringBuilder text, DeadlineMoves moves, int width)
    {
        text.AppendLine(moves.Items == 0
            ? "Deadlines moved: none"
            : $"Deadlines moved: {"item".ToQuantity(moves.Items)}, {"time".ToQuantity(moves.Times)}; median {ReportFormats.Days(moves.MedianDays)} days in all, most {moves.MostDays}");
        foreach (var item in moves.Most.Take(MostRows))
        {
            var days = $"{item.DaysMoved:+0;-0;0} {(item.DaysMoved is 1 or -1 ? "day" : "days")}";
            Lines(text, $"  {item.Short ?? item.Key}: {"time".ToQuantity(item.Moves.Count)}, {days}", width);
        }
    }

    private static void Prevention(StringBuilder text, IReadOnlyList<PreventedIncident> incidents, int width)
    {
        text.AppendLine().AppendLine($"Incidents with no prevention item left open: {incidents.Count}");
        foreach (var incident in incidents.Take(MostRows))
        {
            var had = incident.Prevention == 0 ? "never had one" : $"all {incident.Prevention} closed";
            Lines(text, $"  {incident.Id}: {had} - {TextProfile.Mail.Plain(incident.Title, TextProfile.NameLimit)}", width);
        }
        More(text, incidents.Count);
    }

    private static void Repeated(StringBuilder text, IReadOnlyList<RepeatedAction> actions, int width)
    {
        text.AppendLine().AppendLine($"The same action in several incidents: {actions.Count}");
        foreach (var action in actions.Take(MostRows))
        {
            Lines(text, $"  {TextProfile.Mail.Plain(action.Title, TextProfile.NameLimit)}", width);
            foreach (var item in action.Items)
                Lines(text, $"    {item.IncidentId}: {item.State.ToWord()}", width);
        }
        More(text, actions.Count);
    }

    private static void Lines(StringBuilder text, string line, int width)
    {
        foreach (var part in DisplayText.Wrap(line, width, 6))
            text.AppendLine(part);
    }

    private static void More(StringBuilder text, int count)
    {
        if (count > MostRows)
            text.AppendLine($"  ... and {count - MostRows} more");
    }

    private static void Row(StringBuilder text, string name, ReportCounts counts) => Row(text, name, $"{counts.OnTime}", $"{counts.Late}", $"{counts.Overdue}",
        $"{counts.Open}", $"{counts.WontDo}", ReportFormats.Percent(counts.KeptPercent));

    private static void Row(StringBuilder text, string name, params ReadOnlySpan<string> cells)
    {
        var indent = name.StartsWith(' ') ? 2 : 0;
        text.Append(' ', indent).Append(Cell(name, NameWidth - indent));
        ReadOnlySpan<int> widths = [8, 6, 8, 8, 10, 6];
        for (var n = 0; n < cells.Length; n++)
            text.Append(cells[n].PadLeft(widths[n]));
        text.AppendLine();
    }

    private static string Cell(string name, int width) => DisplayText.PadRight(DisplayText.Shorten(TextProfile.Mail.Plain(name), width), width);
}
