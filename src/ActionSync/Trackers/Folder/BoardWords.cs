using System.Globalization;
using ActionSync.Items;

namespace ActionSync.Trackers.Folder;

/// <summary>The words of a board file as people write them: "Done", "won't do", "In progress", "2024-1-22".</summary>
internal static class BoardWords
{
    public const string States = "open, in_progress, done, wont_do or duplicate";
    public const string Deadlines = "a day (2024-01-22) or a time (2024-01-22T17:00:00+00:00; without its offset it is in Reminding:TimeZone)";

    private static readonly ItemState[] Known = [ItemState.Open, ItemState.InProgress, ItemState.Done, ItemState.WontDo, ItemState.Duplicate];
    private static readonly string[] Days = ["yyyy-M-d", "yyyy/M/d"];
    private static readonly string[] Times = ["yyyy-M-d'T'H:mm:ssK", "yyyy-M-d'T'H:mmK", "yyyy-M-d H:mm:ssK", "yyyy-M-d H:mmK", "yyyy-M-d H:mm:ss K",
        "yyyy-M-d H:mm K"];

    public static ItemState? State(string word)
    {
        var bare = Bare(word);
        return Known.Where(state => Bare(state.ToWord()) == bare).Select(state => (ItemState?)state).FirstOrDefault();
    }

    /// <param name="zone">In which a time is told, and meant where it has no offset.</param>
    public static Deadline? Deadline(string text, TimeZoneInfo zone) =>
        (Items.Deadline.ParseOrNull(text)
            ?? (Day(text) is { } day ? Items.Deadline.On(day) : Time(text, zone) is { } time ? Items.Deadline.At(time) : null))?.In(zone);

    public static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static DateTimeOffset? Time(string text, TimeZoneInfo zone)
    {
        if (!DateTime.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var bare))
            return null;
        if (bare.Kind == DateTimeKind.Unspecified)
            return ZonedTime.Of(bare, zone);
        return DateTimeOffset.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
    }

    private static string Bare(string word) => string.Concat(word.Where(char.IsLetter)).ToLowerInvariant();
}
