using System.Globalization;
using ActionSync.Items;
using ActionSync.Text;

namespace ActionSync.Configuration.Binding;

/// <summary>Reads one text as one type, or says what would have been right.</summary>
internal static class ValueReader
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    private static readonly Dictionary<Type, Func<string, (object? Value, string Expected)>> Readers = new()
    {
        [typeof(string)] = text => (text.Any(char.IsControl) ? null : text, "a text on one line, without control characters"),
        [typeof(bool)] = text => (bool.TryParse(text, out var value) ? value : null, "true or false"),
        [typeof(int)] = text => (int.TryParse(text, NumberStyles.AllowLeadingSign, Culture, out var value) ? value : null, "a whole number"),
        [typeof(long)] = text => (long.TryParse(text, NumberStyles.AllowLeadingSign, Culture, out var value) ? value : null, "a whole number"),
        [typeof(TimeSpan)] = text => (Span(text), "a time span as hours:minutes:seconds, such as 00:00:15"),
        [typeof(TimeOnly)] = text => (TimeOnly.TryParseExact(text, "HH:mm", out var value) ? value : null, "a time of day as HH:mm, such as 09:00"),
        [typeof(DateOnly)] = text => (DateOnly.TryParseExact(text, "yyyy-MM-dd", out var value) ? value : null, "a date that exists, as yyyy-MM-dd"),
        [typeof(DayOfWeek)] = text => (Day(text), "a day of the week, Mon to Sun"),
        [typeof(Priority)] = text => (Priorities.ParseOrNull(text), Priorities.Known),
        [typeof(ItemState)] = text => (State(text), "open, in_progress, done or wont_do"),
        [typeof(TimeZoneInfo)] = text => (TimeZoneInfo.TryFindSystemTimeZoneById(text, out var value) ? value : null, Zone(text)),
    };

    /// <summary>The value, or null and what is expected instead.</summary>
    public static object? Read(Type type, string text, out string expected)
    {
        var word = type == typeof(string) ? text : text.Trim();
        (var value, expected) = Readers.TryGetValue(type, out var read) ? read(word) : (Word(type, word), Wording.Choice(Enum.GetNames(type), word));
        return value;
    }

    // Digits are not words: Enum.Parse would take 0 for the first of them.
    private static object? Word(Type type, string text) =>
        Enum.GetNames(type).FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name ? Enum.Parse(type, name) : null;

    // Both colons are demanded: TimeSpan takes "15" for fifteen days and "00:15" for minutes.
    private static TimeSpan? Span(string text) =>
        text.Count(c => c == ':') == 2 && TimeSpan.TryParseExact(text, "c", Culture, out var value) ? value : null;

    private static DayOfWeek? Day(string text)
    {
        foreach (var day in Enum.GetValues<DayOfWeek>())
        {
            if (text.Equals(day.ToString(), StringComparison.OrdinalIgnoreCase) || text.Equals(day.ToString()[..3], StringComparison.OrdinalIgnoreCase))
                return day;
        }
        return null;
    }

    /// <summary>The states that a document can ask for.</summary>
    private static ItemState? State(string text) => text switch
    {
        "open" => ItemState.Open,
        "in_progress" => ItemState.InProgress,
        "done" => ItemState.Done,
        "wont_do" => ItemState.WontDo,
        _ => null,
    };

    private static string Zone(string text)
    {
        const string Zone = "a time zone that this machine knows, such as UTC or Europe/Berlin";
        List<string> zones = [.. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id)];
        return (Nearest.To(text, zones) ?? ZoneOf(text, zones)) is { } nearest ? $"{Zone}; did you mean {nearest}?" : Zone;
    }

    /// <summary>The zone that is called after a city, as most are.</summary>
    private static string? ZoneOf(string city, IEnumerable<string> zones)
    {
        var byCity = zones.Where(zone => zone.Contains('/', StringComparison.Ordinal)).ToLookup(City);
        return Nearest.To(city, byCity.Select(zone => zone.Key)) is { } nearest ? byCity[nearest].First() : null;

        static string City(string zone) => zone[(zone.LastIndexOf('/') + 1)..].Replace('_', ' ');
    }
}
