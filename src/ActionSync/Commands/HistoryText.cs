using ActionSync.Listing;
using ActionSync.Text;
using Humanizer;
using Spectre.Console;

namespace ActionSync.Commands;

/// <summary>Events as people read them: a heading an item, a sentence an event, with how long ago that was and when exactly.</summary>
internal static class HistoryText
{
    private const int Hanging = 4;

    /// <summary>What stands before the text of a labelled line.</summary>
    public const int LabelledIndent = 14;

    private static readonly Style Heading = new(decoration: Decoration.Bold);

    /// <param name="entries">Oldest first.</param>
    /// <param name="headingOf">The heading of an incident, or of an item of it by its key, and its issue's address.</param>
    /// <param name="now">What "ago" is counted from.</param>
    /// <param name="zone">Whose clocks tell the time.</param>
    public static void Print(
        IReadOnlyList<HistoryEntry> entries, Func<string, string?, (string Heading, string? Url)> headingOf, DateTimeOffset now, TimeZoneInfo zone)
    {
        foreach (var incident in entries.GroupBy(entry => entry.Incident))
        {
            // What concerns the whole incident stands first, then item by item, in the order in which they came.
            foreach (var item in incident.GroupBy(entry => entry.Item).OrderBy(group => group.Key is not null))
            {
                var (heading, url) = headingOf(incident.Key, item.Key);
                Head(heading, url);
                Lines(item, url, now, zone);
            }
        }
    }

    /// <summary>A heading that leads to an address, or shows it where it cannot.</summary>
    public static void Head(string heading, string? url = null)
    {
        var (width, shows) = (Terminal.Width, url is not null && !Terminal.Results.Profile.Capabilities.Links);
        var line = TextProfile.Terminal.Line(shows ? $"{heading}  {url}" : heading);
        foreach (var part in width < Terminal.PlainWidth ? DisplayText.Wrap(line, width, Hanging) : [line])
            TextRun.Write(Terminal.Results, [TextRun.Of(part, Heading, shows ? null : url)]);
    }

    /// <param name="entries">Of one item, oldest first.</param>
    /// <param name="url">The address that the heading has and no sentence needs to repeat.</param>
    /// <param name="now">What "ago" is counted from.</param>
    /// <param name="zone">Whose clocks tell the time.</param>
    public static void Lines(IEnumerable<HistoryEntry> entries, string? url, DateTimeOffset now, TimeZoneInfo zone)
    {
        foreach (var entry in entries)
        {
            var who = entry.WhoToTell is { } person ? $" ({person})" : "";
            var text = url is not null && entry.Text.EndsWith($": {url}", StringComparison.Ordinal) ? $"{entry.Text[..^(url.Length + 2)]}." : entry.Text;
            Terminal.Paragraph($"  {TimeZoneInfo.ConvertTime(entry.At, zone):yyyy-MM-dd HH:mm}, {Ago(entry.At, now)}: {text}{who}", Hanging);
        }
    }

    private static string Ago(DateTimeOffset at, DateTimeOffset now) => now - at < TimeSpan.FromMinutes(1) ? "just now" : at.Humanize(now);
}
