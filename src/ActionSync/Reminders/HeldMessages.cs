using ActionSync.Reminders.Policy;
using Humanizer;

namespace ActionSync.Reminders;

/// <summary>Something that sends messages at reminding hours, and so may hold some now.</summary>
internal interface IHoldsMessages
{
    /// <summary>What would go out now if nobody were disturbed by it; nothing is sent or written.</summary>
    Task<IReadOnlyList<HeldMessages>> HeldAsync(CancellationToken cancellationToken);
}

/// <summary>Messages that would disturb people now, and wait for the next hour at which they may be sent.</summary>
/// <param name="Noun">What each is: "message".</param>
/// <param name="About">What belongs behind that, as " about rejected documents".</param>
/// <param name="Until">When they go out; null where no day is worked.</param>
/// <param name="Zone">Whose clocks say so.</param>
internal sealed record HeldMessages(string Noun, string About, int Count, DateTimeOffset? Until, TimeZoneInfo Zone)
{
    /// <summary>Since when the oldest of them waits, where that is known.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>What waits now, of all kinds.</summary>
    public static async Task<IReadOnlyList<HeldMessages>> AllAsync(IEnumerable<IHoldsMessages> holders, CancellationToken cancellationToken)
    {
        var held = new List<HeldMessages>();
        foreach (var holder in holders)
            held.AddRange(await holder.HeldAsync(cancellationToken));
        return held;
    }

    /// <summary>"2 messages and 1 mail about rejected documents wait for tomorrow 09:00"; null where nothing waits.</summary>
    /// <param name="held">Of all kinds.</param>
    /// <param name="now">What "tomorrow" is counted from.</param>
    /// <param name="reader">Whose clocks the reader goes by: a zone is named where they would show another hour.</param>
    public static string? Sentence(IEnumerable<HeldMessages> held, DateTimeOffset now, TimeZoneInfo reader)
    {
        var groups = held.Where(each => each.Count > 0).GroupBy(each => (each.Until, each.Zone.Id))
            .OrderBy(group => group.Key.Until ?? DateTimeOffset.MaxValue).ThenBy(group => group.Key.Id, StringComparer.Ordinal).ToList();
        var parts = groups.Select((group, n) => $"{Counted(group)}{(n == 0 ? Verb(group) : "")} for {When(group.First(), now, reader)}");
        return groups.Count == 0 ? null : string.Join(", ", parts);
    }

    private static string Counted(IEnumerable<HeldMessages> group) => group.GroupBy(each => (each.Noun, each.About))
        .Select(kind => $"{Number(kind.Sum(each => each.Count), kind.Key.Noun)}{kind.Key.About}").Humanize("and");

    // By rules of grammar, "mail" would have no plural.
    private static string Number(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    private static string Verb(IEnumerable<HeldMessages> group) => group.Sum(each => each.Count) == 1 ? " waits" : " wait";

    private static string When(HeldMessages held, DateTimeOffset now, TimeZoneInfo reader) => held.Until is { } slot
        ? $"{SlotText.Of(slot, now, held.Zone)}{(held.Zone.GetUtcOffset(slot) == reader.GetUtcOffset(slot) ? "" : $" ({held.Zone.Id})")}"
        : "a working day, of which Reminding:WorkingDays and Reminding:Holidays leave none";
}
