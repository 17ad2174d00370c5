using ActionSync.Reminders.Delivery;

namespace ActionSync.Web.Pages.People;

/// <summary>A message that was sent, or was to be; public, since components hand it on.</summary>
/// <param name="Day">Where its reader is.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Names">The short names of the first items that it is about.</param>
/// <param name="Count">How many items it is about.</param>
/// <param name="Remark">What happened on the way.</param>
public sealed record SentLine(DateOnly Day, string Outcome, IReadOnlyList<string> Names, int Count, string? Remark)
{
    /// <summary>So many items of a message are named at most.</summary>
    internal const int MostNamed = 8;

    internal static SentLine Of(PlannedReminder message, PersonView view) => new(
        message.Day, OutcomeOf(message),
        [.. message.Entries.Take(MostNamed).Select(entry => view.Names.GetValueOrDefault(entry.Key)).OfType<string>()], message.Entries.Count,
        RemarkOf(message));

    /// <summary>Where a message lies that was sent is nobody's matter here.</summary>
    private static string? RemarkOf(PlannedReminder message) =>
        message.State == ReminderState.Sent && message.Remark?.StartsWith($"{message.Channel}: ", StringComparison.Ordinal) == true ? null : message.Remark;

    private static string OutcomeOf(PlannedReminder message) => message.State switch
    {
        ReminderState.Sent => $"Sent by {message.Channel}",
        ReminderState.Failed => "Not sent yet, and tried again",
        ReminderState.Unknown => $"Perhaps sent by {message.Channel}",
        ReminderState.Unreachable => "No channel could deliver it",
        ReminderState.Replaced => "Not sent: a later day came first",
        _ => "Not sent",
    };
}
