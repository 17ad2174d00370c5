using System.Text;
using ActionSync.Items;
using ActionSync.Text;
using Humanizer;

namespace ActionSync.Reports;

/// <summary>What is overdue as plain text, the oldest at the top: since when, what, whose, and where it is opened.</summary>
internal static class OverdueItems
{
    private const int Indent = 14;

    /// <summary>Follows the number of those that are left out.</summary>
    public const string AllBy = "; actionsync status --overdue lists all of them";

    /// <summary>An address is one word and cannot be folded.</summary>
    private const int OwnerWidth = 50;

    /// <param name="text">Where it goes.</param>
    /// <param name="report">Whose overdue items.</param>
    /// <param name="most">How many are named; the others are counted.</param>
    /// <param name="width">Cells a line.</param>
    /// <param name="addressWidth">How long an address may be: a terminal breaks a longer one, so that the issue's number stands in its place.</param>
    public static void Append(StringBuilder text, Report report, int most, int width, int addressWidth)
    {
        text.AppendLine().AppendLine(report.Overdue.Count == 0 ? "Overdue: none" : $"Overdue, the oldest first: {report.Overdue.Count}");
        foreach (var item in report.Overdue.Take(most))
        {
            text.AppendLine(DisplayText.Shorten($"  {item.DueOn:yyyy-MM-dd}  {item.Priority}  {TextProfile.Mail.Plain(item.Title)}", width));
            foreach (var line in DisplayText.Wrap($"{new string(' ', Indent)}{About(item, report.Today)}", width, Indent))
                text.AppendLine(line);
            if (Where(item, addressWidth - Indent) is { } where)
                text.AppendLine($"{new string(' ', Indent)}{where}");
        }
        if (report.Overdue.Count > most)
            text.AppendLine($"  ... and {report.Overdue.Count - most} more{AllBy}");
    }

    private static string About(ReportItem item, DateOnly today)
    {
        var team = item.Team is null ? "" : $" ({TextProfile.Mail.Plain(item.Team, TextProfile.NameLimit)})";
        var late = "day".ToQuantity(item.DaysOverdue(today)!.Value);
        return $"{DisplayText.Shorten(Owner(item), OwnerWidth)}{team}, {late}, {TextProfile.Mail.Plain(item.Short ?? item.Key, TextProfile.NameLimit)}";
    }

    public static string Owner(ReportItem item) =>
        string.IsNullOrWhiteSpace(item.Owner) ? PersonText.Nobody : TextProfile.Mail.Plain(item.Owner, TextProfile.NameLimit);

    /// <summary>The issue's web address, or what people call it, such as the name of a board's page.</summary>
    private static string? Where(ReportItem item, int width) =>
        PlainText.IsWebAddress(item.Url) && DisplayText.Width(item.Url!) <= width ? TextProfile.Mail.Plain(item.Url)
            : item.Issue is { } issue ? DisplayText.Shorten(TextProfile.Mail.Plain(issue), Math.Max(1, width)) : null;
}
