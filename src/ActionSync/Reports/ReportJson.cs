using System.Text;
using System.Text.Json;
using ActionSync.Items;

namespace ActionSync.Reports;

/// <summary>The report for programs. Names are part of the interface; days are numbers, times are UTC.</summary>
internal static class ReportJson
{
    public static string Render(Report report)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("at", report.At.UtcDateTime);
            if (report.Since is { } since)
                json.WriteString("since", $"{since:yyyy-MM-dd}");
            json.WritePropertyName("total");
            Write(json, report.Total);
            foreach (var (name, groups) in report.Breakdowns)
            {
                json.WriteStartObject($"by{name}");
                foreach (var group in groups)
                {
                    json.WritePropertyName(group.Name);
                    Write(json, group.Counts);
                }
                json.WriteEndObject();
            }
            json.WriteStartObject("daysToClose");
            Write(json, "median", report.MedianDaysToClose);
            Write(json, "p90", report.P90DaysToClose);
            json.WriteEndObject();
            WriteMoves(json, report.Moves);
            WriteIncidents(json, report);
            WriteKept(json, report);
            WriteOverdue(json, report);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, ReportCounts counts)
    {
        json.WriteStartObject();
        json.WriteNumber("onTime", counts.OnTime);
        json.WriteNumber("late", counts.Late);
        json.WriteNumber("overdue", counts.Overdue);
        json.WriteNumber("open", counts.Open);
        json.WriteNumber("wontDo", counts.WontDo);
        json.WriteNumber("backlog", counts.Backlog);
        json.WriteNumber("all", counts.All);
        json.WriteNumber("doneBefore", counts.DoneBefore);
        Write(json, "keptPercent", counts.KeptPercent);
        json.WriteEndObject();
    }

    private static void WriteMoves(Utf8JsonWriter json, DeadlineMoves moves)
    {
        json.WriteStartObject("deadlinesMoved");
        json.WriteNumber("items", moves.Items);
        json.WriteNumber("times", moves.Times);
        Write(json, "medianDays", moves.MedianDays);
        json.WriteNumber("mostDays", moves.MostDays);
        json.WriteStartArray("most");
        foreach (var item in moves.Most)
        {
            json.WriteStartObject();
            json.WriteString("key", item.Key);
            json.WriteNumber("times", item.Moves.Count);
            json.WriteNumber("days", item.DaysMoved!.Value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteIncidents(Utf8JsonWriter json, Report report)
    {
        json.WriteStartArray("withoutOpenPrevention");
        foreach (var incident in report.WithoutOpenPrevention)
        {
            json.WriteStartObject();
            json.WriteString("incident", incident.Id);
            json.WriteString("title", incident.Title);
            json.WriteNumber("preventionItems", incident.Prevention);
            json.WriteNumber("otherOpenItems", incident.OtherOpen);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("repeatedActions");
        foreach (var action in report.Repeated)
        {
            json.WriteStartObject();
            json.WriteString("title", action.Title);
            json.WriteStartArray("items");
            foreach (var item in action.Items)
            {
                json.WriteStartObject();
                json.WriteString("incident", item.IncidentId);
                json.WriteString("key", item.Key);
                json.WriteString("state", item.State.ToWord());
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>Which promises were kept, in all, month by month and by team; what came later stands behind what was always there.</summary>
    private static void WriteKept(Utf8JsonWriter json, Report report)
    {
        json.WriteStartObject("byTeam");
        foreach (var group in report.ByTeam)
        {
            json.WritePropertyName(group.Name);
            Write(json, group.Counts);
        }
        json.WriteEndObject();
        json.WriteStartObject("kept");
        Write(json, report.Trend);
        json.WriteStartObject("byMonth");
        foreach (var month in report.Months)
        {
            json.WritePropertyName(month.Name);
            Write(json, month.Promises);
        }
        json.WriteEndObject();
        json.WriteStartObject("byTeam");
        foreach (var team in report.Teams)
        {
            json.WriteStartObject(team.Name);
            Write(json, team.Trend);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, KeptTrend trend)
    {
        json.WritePropertyName("lastThreeMonths");
        Write(json, trend.Recent);
        json.WritePropertyName("threeMonthsBefore");
        Write(json, trend.Before);
        json.WriteString("trend", trend.Word);
    }

    private static void Write(Utf8JsonWriter json, KeptPromises promises)
    {
        json.WriteStartObject();
        json.WriteNumber("kept", promises.Kept);
        json.WriteNumber("broken", promises.Broken);
        Write(json, "percent", promises.Percent);
        json.WriteEndObject();
    }

    /// <summary>The oldest first.</summary>
    private static void WriteOverdue(Utf8JsonWriter json, Report report)
    {
        json.WriteStartArray("overdue");
        foreach (var item in report.Overdue)
        {
            json.WriteStartObject();
            json.WriteString("key", item.Key);
            json.WriteString("incident", item.IncidentId);
            json.WriteString("incidentTitle", item.IncidentTitle);
            json.WriteString("title", item.Title);
            json.WriteString("owner", item.Owner);
            json.WriteString("team", item.Team);
            json.WriteString("priority", item.Priority.ToString());
            json.WriteString("deadline", item.Deadline);
            Write(json, "daysOverdue", item.DaysOverdue(report.Today));
            json.WriteString("issue", item.Issue);
            json.WriteString("url", item.Url);
            json.WriteString("short", item.Short);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
            json.WriteNumber(name, Math.Round(number, 2));
        else
            json.WriteNull(name);
    }
}
