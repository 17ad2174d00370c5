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
    /// <param name="report">What to write.</param>
    /// <param name="format">In which form.</param>
    /// <param name="width">Cells a line of the table, at least 80.</param>
    public static string Render(Report report, ReportFormat format, int width) => format switch
    {
        ReportFormat.Json => ReportJson.Render(report),
        ReportFormat.Csv => ReportCsv.Render(report),
        ReportFormat.Html => ReportHtml.Render(report),
        _ => ReportTable.Render(report, width),
    };

    /// <summary>Days with one decimal, or a dash.</summary>
    public static string Days(double? days) => days is { } d ? d.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture) : "-";

    /// <summary>A part of a hundred, or a dash.</summary>
    public static string Percent(int? percent) => percent is { } p ? $"{p} %" : "-";

    /// <summary>The trend as a sentence.</summary>
    public static string Sentence(KeptTrend trend) => (trend.Recent.Percent, trend.Before.Percent) switch
    {
        (null, null) => "No deadline of the last six months was kept or missed.",
        ({ } now, null) => $"Kept on time: {now} % in the last three months; there is nothing before to compare it with.",
        (null, { } before) => $"Kept on time: no deadline of the last three months was kept or missed; {before} % in the three before.",
        ({ } now, { } before) => $"Kept on time: {now} % in the last three months, {before} % in the three before: {trend.Word}.",
    };

    public static string Word(ItemResult result) => result switch
    {
        ItemResult.OnTime => "on time",
        ItemResult.Late => "late",
        ItemResult.Overdue => "overdue",
        ItemResult.Open => "open",
        ItemResult.Backlog => "backlog",
        ItemResult.DoneBefore => "done before",
        _ => "won't do",
    };
}
