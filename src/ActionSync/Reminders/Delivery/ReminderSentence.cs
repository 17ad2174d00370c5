using ActionSync.Reminders.Channels;
using ActionSync.Reminders.Channels.Comment;
using ActionSync.Reminders.Channels.Email;
using ActionSync.Reminders.Policy;

namespace ActionSync.Reminders.Delivery;

/// <summary>What an item's history says of one message: "Reminded bob@example.com by e-mail: 3 days overdue, first time."</summary>
internal static class ReminderSentence
{
    public static string Of(PlannedReminder reminder, DigestEntry entry)
    {
        var isEscalation = entry.Kind == ReminderKind.Escalated;
        var done = isEscalation ? "Escalated to" : "Reminded";
        var age = EntryView.AgeOf(entry);
        var times = isEscalation ? "" : entry.IsNew ? ", first time" : ", again";
        return reminder.State switch
        {
            ReminderState.Sent => $"{done} {reminder.Person} by {Way(reminder)}: {age}{times}.{Detour(reminder)}",
            ReminderState.Unknown => $"Perhaps {Lower(done)} {reminder.Person} by {Way(reminder)}: {age}{times}. {reminder.Remark}",
            _ => $"Not {Lower(done)} {reminder.Person}: {age}. {reminder.Remark}",
        };
    }

    /// <summary>Why it came another way than the first. Where the message lies stays with the ledger's reminder.</summary>
    private static string Detour(PlannedReminder reminder) =>
        reminder.Remark is { } remark && !remark.StartsWith($"{reminder.Channel}: ", StringComparison.Ordinal) ? $" {remark}" : "";

    private static string Way(PlannedReminder reminder) => reminder.Channel switch
    {
        EmailKind.Name => "e-mail",
        CommentKind.Name => "a comment on its issue",
        null => "an unknown way",
        var channel => channel,
    };

    private static string Lower(string word) => $"{char.ToLowerInvariant(word[0])}{word[1..]}";
}
