using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Reminders.Policy;

namespace ActionSync.Reminders.Store;

/// <summary>What reminding reads of an item's row.</summary>
internal class ReminderItemRow
{
    /// <summary>Of a statement that selects from <c>items i</c>.</summary>
    public const string Columns =
        """
        i.id, i.key, i.incident_id, i.title, i.owner, i.priority, i.deadline, i.state, i.withdrawal, i.work, i.tracker, i.server, i.place, i.issue_id, i.number,
          i.url, i.first_seen_at, i.snooze_until, i.unread, case when i.fields like '%"owner_has_left":true%' then i.fields end as fields
        """;

    public long Id { get; set; }
    public string Key { get; set; } = "";
    public string IncidentId { get; set; } = "";
    public string Title { get; set; } = "";
    public string? Owner { get; set; }
    public int Priority { get; set; }
    public string? Deadline { get; set; }
    public string State { get; set; } = "";
    public string Withdrawal { get; set; } = "";
    public string Work { get; set; } = "";
    public string? Tracker { get; set; }
    public string? Server { get; set; }
    public string? Place { get; set; }
    public string? IssueId { get; set; }
    public string? Number { get; set; }
    public string? Url { get; set; }
    public DateTimeOffset FirstSeenAt { get; set; }
    public DateOnly? SnoozeUntil { get; set; }
    public string? Unread { get; set; }

    /// <summary>Only where they may say that the owner has left: they are many, and the rest of them is of no use here.</summary>
    public string? Fields { get; set; }

    public ReminderItem ToItem(IncidentBrief brief, Snooze? snooze, DateTimeOffset? staleSince) => new()
    {
        Key = Key,
        Title = Title,
        IncidentId = IncidentId,
        IncidentTitle = brief.Title,
        Severity = brief.Severity,
        Owner = Owner,
        OwnerHasLeft = Fields is not null && Cell("fields", () => LedgerCell.Json(Fields, LedgerJson.Default.TrackedFields)).OwnerHasLeft,
        Priority = Cell(
            "priority", () => Enum.IsDefined((Priority)Priority) ? (Priority)Priority : throw new FormatException($"{Priority} is no priority.")),
        Deadline = Cell("deadline", () => LedgerCell.Optional(Deadline, Items.Deadline.ParseOrNull)),
        State = ItemStates.FromWord(State),
        FirstSeenAt = FirstSeenAt,
        Withdrawn = Withdrawal is "due" or "told",
        IsHeld = Work == "held",
        IsBacklog = Work == "backlog",
        IsIgnored = Tracker == LedgerItem.NoTracker && IssueId is null,
        Issue = Cell("issue_id", () => ItemRow.IssueOf(IssueId, Server, Place, Number, Url)),
        StaleSince = staleSince,
        Unread = ItemRow.ReadUnread(Unread),
        Snooze = snooze,
        Services = [.. brief.AffectedServices.Prepend(brief.Service).OfType<string>()],
        Commander = brief.Commander,
        EscalationManager = brief.EscalationManager,
        Participants = brief.Participants,
    };

    private T Cell<T>(string column, Func<T> read) => LedgerCell.Read($"items row {Key}", column, read);
}
