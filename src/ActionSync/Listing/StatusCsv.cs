using ActionSync.Text;

namespace ActionSync.Listing;

/// <summary>One line an item (RFC 4180), with the members of <see cref="StatusEntry"/> as columns, in its order.</summary>
internal static class StatusCsv
{
    public const string Header =
        "incident,key,title,owner,priority,deadline,type,state,tracker,issue,url,overdue,onTime,withdrawn,problem,unread,linkedTo,held,backlog,short,incidentTitle,snoozedUntil,team,unassigned,oldIncident,ignoredBy";

    public static string Line(StatusEntry entry) => string.Join(',',
        Text(entry.Incident), Text(entry.Key), Text(entry.Title), Text(entry.Owner), entry.Priority, entry.Deadline, Text(entry.Type), entry.State,
        Text(entry.Tracker), Text(entry.Issue), Text(entry.Url), Truth(entry.Overdue), Truth(entry.OnTime), Truth(entry.Withdrawn), Text(entry.Problem),
        Text(string.Join("; ", entry.Unread.Select(unread => $"{unread.What}: {unread.Why}"))), Text(entry.LinkedTo), Truth(entry.Held), Truth(entry.Backlog),
        Text(entry.Short), Text(entry.IncidentTitle), entry.SnoozedUntil, Text(entry.Team),
        Truth(entry.Unassigned), Truth(entry.OldIncident), Text(entry.IgnoredBy));

    private static string Text(string? text) => TextProfile.Spreadsheet.Line(text);

    private static string Truth(bool? truth) => truth switch { true => "true", false => "false", _ => "" };
}
