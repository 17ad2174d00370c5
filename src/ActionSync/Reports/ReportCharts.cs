using System.Globalization;
using System.Net;
using System.Text;
using ActionSync.Text;

namespace ActionSync.Reports;

/// <summary>Charts as plain SVG, each with a title and figures for those who cannot see the colours.</summary>
internal static class ReportCharts
{
    private const int Width = 900;
    private const int NameWidth = 260;
    private const int RowHeight = 28;
    private const int BarHeight = 16;
    private const int ChartHeight = 150;

    private static readonly (string Class, string Name, Func<ReportCounts, int> Of)[] Parts =
    [
        ("ontime", "on time", c => c.OnTime),
        ("late", "late", c => c.Late),
        ("overdue", "overdue", c => c.Overdue),
        ("open", "open, not due yet", c => c.Open),
        ("wontdo", "won't do", c => c.WontDo),
        ("backlog", "backlog or ignored, without an issue", c => c.Backlog),
        ("before", "done before it was first seen, with no date or deadline to go by", c => c.DoneBefore),
    ];

    /// <summary>Of the parts that there are any of.</summary>
    public static string Legend(ReportCounts counts) =>
        $"<ul class=\"legend\">{string.Concat(Parts.Where(p => p.Of(counts) > 0).Select(p => $"<li><i class=\"{p.Class}\"></i>{WebUtility.HtmlEncode(p.Name)}</li>"))}</ul>\n";

    /// <summary>A bar for each group, as long as the group is big, in parts.</summary>
    public static string Bars(string title, IReadOnlyList<ReportGroup> groups)
    {
        if (groups.Count == 0)
            return "<p class=\"empty\">No items.</p>\n";
        var scale = (double)(Width - NameWidth - 60) / groups.Max(g => g.Counts.All);
        var svg = Start(title, groups.Count * RowHeight);
        for (var row = 0; row < groups.Count; row++)
        {
            var (name, counts) = (groups[row].Name, groups[row].Counts);
            var middle = (row * RowHeight) + (RowHeight / 2);
            svg.Append($"<text x=\"0\" y=\"{middle + 5}\">{HtmlText.Encode(Directions.Isolate(TextProfile.Html.Plain(name, 34)))}</text>\n");
            double x = NameWidth;
            foreach (var part in Parts.Where(p => p.Of(counts) > 0))
            {
                var length = part.Of(counts) * scale;
                svg.Append($"<rect class=\"{part.Class}\" x=\"{Number(x)}\" y=\"{middle - (BarHeight / 2)}\" width=\"{Number(length)}\" height=\"{BarHeight}\" rx=\"2\"><title>{part.Of(counts)} {WebUtility.HtmlEncode(part.Name)}</title></rect>\n");
                x += length;
            }
            svg.Append($"<text class=\"soft\" x=\"{Number(x + 8)}\" y=\"{middle + 5}\">{counts.All}</text>\n");
        }
        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>How many values fall into each of some ranges.</summary>
    public static string Histogram(string title, IReadOnlyList<double> values)
    {
        if (values.Count == 0)
            return "<p class=\"empty\">Nothing is done yet.</p>\n";
        (string Name, double Below)[] ranges = [("1 day", 1), ("1 week", 7), ("2 weeks", 14), ("30 days", 30), ("60 days", 60), ("90 days", 90),
            ("180 days", 180), ("more", double.PositiveInfinity)];
        var counts = ranges.Select((r, n) => values.Count(v => v <= r.Below && (n == 0 || v > ranges[n - 1].Below))).ToArray();
        var step = Width / ranges.Length;
        var svg = Start(title, ChartHeight + 44);
        for (var n = 0; n < ranges.Length; n++)
        {
            var height = (double)counts[n] / counts.Max() * ChartHeight;
            var (left, top) = ((n * step) + 8, 18 + ChartHeight - height);
            svg.Append($"<rect class=\"open\" x=\"{left}\" y=\"{Number(top)}\" width=\"{step - 16}\" height=\"{Number(Math.Max(height, 1))}\" rx=\"3\"><title>{counts[n]}</title></rect>\n");
            svg.Append($"<text x=\"{left + ((step - 16) / 2)}\" y=\"{Number(top - 5)}\" text-anchor=\"middle\">{counts[n]}</text>\n");
            svg.Append($"<text class=\"soft\" x=\"{left + ((step - 16) / 2)}\" y=\"{ChartHeight + 38}\" text-anchor=\"middle\">{ranges[n].Name}</text>\n");
        }
        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>A column for each month: what was kept on time below, what was not above, and the part that was kept in percent.</summary>
    public static string Months(string title, IReadOnlyList<KeptMonth> months)
    {
        if (months.Count == 0)
            return "<p class=\"empty\">No deadline of the last twelve months was kept or missed.</p>\n";
        var scale = (double)ChartHeight / months.Max(m => Math.Max(1, m.Promises.All));
        var step = Math.Min(Width / months.Count, 120);
        var svg = Start(title, ChartHeight + 44);
        for (var n = 0; n < months.Count; n++)
        {
            var (kept, broken) = (months[n].Promises.Kept * scale, months[n].Promises.Broken * scale);
            var (left, width, bottom) = ((n * step) + 8, step - 16, 18 + ChartHeight);
            Column("ontime", bottom - kept, kept, $"{months[n].Promises.Kept} kept");
            Column("overdue", bottom - kept - broken, broken, $"{months[n].Promises.Broken} not kept");
            svg.Append($"<text x=\"{left + (width / 2)}\" y=\"{Number(bottom - kept - broken - 5)}\" text-anchor=\"middle\">{ReportFormats.Percent(months[n].Promises.Percent)}</text>\n");
            svg.Append($"<text class=\"soft\" x=\"{left + (width / 2)}\" y=\"{bottom + 20}\" text-anchor=\"middle\">{months[n].Name}</text>\n");

            void Column(string kind, double top, double height, string what)
            {
                if (height > 0)
                    svg.Append($"<rect class=\"{kind}\" x=\"{left}\" y=\"{Number(top)}\" width=\"{width}\" height=\"{Number(height)}\" rx=\"2\"><title>{months[n].Name}: {what}</title></rect>\n");
            }
        }
        return svg.Append("</svg>\n").ToString();
    }

    private static StringBuilder Start(string title, int height) =>
        new($"<svg viewBox=\"0 0 {Width} {height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(title)}\"><title>{WebUtility.HtmlEncode(title)}</title>\n");

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
