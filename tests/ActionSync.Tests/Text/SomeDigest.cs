using ActionSync.Items;
using ActionSync.Reminders.Policy;

namespace ActionSync.Tests.Text;

/// <summary>A digest in which every text is the same.</summary>
internal static class SomeDigest
{
    public static Digest Of(string text) => new()
    {
        To = new Recipient("alice@x.org", text),
        Day = new DateOnly(2024, 1, 16),
        Sequence = 1,
        PlannedAt = DateTimeOffset.UnixEpoch,
        Remarks = [text],
        Entries =
        [
            new DigestEntry
            {
                Kind = ReminderKind.Escalated,
                DueDay = new DateOnly(2024, 1, 12),
                DaysOverdue = 4,
                IsOverdue = true,
                AlsoAsked = [text],
                Role = text,
                Item = new ReminderItem
                {
                    Key = "INC-1/a",
                    Title = text,
                    IncidentId = "INC-1",
                    IncidentTitle = text,
                    Severity = text,
                    Owner = text,
                    Priority = Priority.P1,
                    State = ItemState.Open,
                    FirstSeenAt = DateTimeOffset.UnixEpoch,
                    Deadline = Deadline.On(new DateOnly(2024, 1, 12)),
                    Issue = new IssueRef("https://tracker.test", "x/y", "1", text, "https://tracker.test/1"),
                },
            },
        ],
    };
}
