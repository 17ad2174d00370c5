namespace ActionSync.Reminders.Delivery;

/// <summary>What became of a reminder, in the words that are counted by.</summary>
internal static class ReminderOutcomes
{
    private static readonly ReminderState[] Ends =
    [
        ReminderState.Sent, ReminderState.Failed, ReminderState.Unknown, ReminderState.Unreachable, ReminderState.Dropped, ReminderState.Replaced,
    ];

    public static IReadOnlyList<string> All { get; } = [.. Ends.Select(Of)];

    public static string Of(ReminderState state) => state.ToString().ToLowerInvariant();
}
