namespace ActionSync.Reports;

internal enum ReportFormat
{
    Table,
    Json,
    Csv,
    Html,
}

/// <summary>Writes a report in the form that is asked for.</summary>
internal static class ReportFormats
{
    public static string Render(Report report, ReportFormat format) => format switch
    {
        ReportFormat.Json => ReportJson.Render(report),
        ReportFormat.Csv => ReportCsv.Render(report),
        ReportFormat.Html => ReportHtml.Render(report),
        _ => ReportTable.Render(report),
    };

    /// <summary>Days with one decimal, or a dash.</summary>
    public static string Days(double? days) => days is { } d ? d.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture) : "-";

    public static string Word(ItemResult result) => result switch
    {
        ItemResult.OnTime => "on time",
        ItemResult.Late => "late",
        ItemResult.Overdue => "overdue",
        ItemResult.Open => "open",
        ItemResult.Backlog => "backlog",
        _ => "won't do",
    };
}
