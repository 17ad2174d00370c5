using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ActionSync.Items;

namespace ActionSync.Listing;

/// <summary>One item of <c>status --json</c>; the names and their order are a contract.</summary>
/// <param name="Deadline">yyyy-MM-dd or an ISO 8601 time, told in the reminding time zone.</param>
/// <param name="State">One of pending, unknown, open, in_progress, done, wont_do, duplicate, missing.</param>
/// <param name="OnTime">Null until done.</param>
/// <param name="Problem">Why it is stuck, and what to do; null where it is not.</param>
/// <param name="Unread">What of its issue cannot be read, so that the values here are the last known ones; empty where all can.</param>
/// <param name="LinkedTo">The key of the item that follows this item's issue, so that nobody is reminded of this one; null where it is this one.</param>
/// <param name="Held">It gets no issue before a person confirms it.</param>
/// <param name="Backlog">It was recorded without an issue, and nobody is reminded of it.</param>
/// <param name="Short">The shortest name that every command takes for it.</param>
/// <param name="SnoozedUntil">The day on which reminders come again, yyyy-MM-dd; null where it is not snoozed.</param>
/// <param name="Team">The group of its owner, else of its service; null for none.</param>
/// <param name="Unassigned">Somebody owns it, and nobody is assigned, or can be.</param>
/// <param name="OldIncident">It is overdue, and was so for long when it was first seen: reminded of once a week, and never escalated.</param>
/// <param name="IgnoredBy">The route that ignores it, so that it gets no issue and is not open; null where none does.</param>
internal sealed record StatusEntry(
    string Incident, string Key, string Title, string? Owner, string Priority, string? Deadline, string? Type, string State,
    string? Tracker, string? Issue, string? Url, bool Overdue, bool? OnTime, bool Withdrawn, string? Problem, IReadOnlyList<StatusUnread> Unread,
    string? LinkedTo, bool Held, bool Backlog, string Short, string IncidentTitle, string? SnoozedUntil, string? Team,
    bool Unassigned, bool OldIncident, string? IgnoredBy)
{
    public static StatusEntry Of(ListedItem listed, TimeZoneInfo zone)
    {
        var item = listed.Item;
        return new(
            item.IncidentId, item.Key, item.Title, item.Owner, item.Priority.ToString(), item.Deadline?.ToText(zone), item.Type, item.State.ToWord(),
            item.Tracker, item.Issue?.Number, item.Url, listed.IsOverdue, item.IsOnTime(zone), item.IsWithdrawn, item.Problem?.Text,
            [.. item.Unread.Select(u => new StatusUnread(u.What, u.Why))], item.LinkedTo, item.IsHeld, item.IsBacklog, listed.Short, listed.Incident.Title,
            listed.Snooze?.Until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), listed.Team, listed.IsUnassigned,
            listed.IsOld, listed.IgnoredBy);
    }
}

/// <param name="What">One of title, owner, priority, deadline, state, or issue for the whole of it.</param>
/// <param name="Why">What is there or missing, and what to do.</param>
internal sealed record StatusUnread(string What, string Why);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(List<StatusEntry>))]
internal sealed partial class StatusJson : JsonSerializerContext;

/// <summary>For people too: letters of every script stay letters.</summary>
internal static class ReadableStatus
{
    public static StatusJson Json { get; } = new(new JsonSerializerOptions(StatusJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    });
}
