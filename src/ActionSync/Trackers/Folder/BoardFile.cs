using System.Text;
using System.Text.RegularExpressions;
using ActionSync.Items;

namespace ActionSync.Trackers.Folder;

/// <summary>
/// What one Markdown file says of an issue. A value that cannot be read is nobody's word: it is neither reported nor written until a person has put it
/// right, and the others are. A file that is <see cref="Broken"/> is there, and nothing more is known of it.
/// </summary>
internal sealed partial record BoardFile
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public string? Marker { get; init; }
    public string? Key { get; init; }
    public string? Incident { get; init; }
    public string Title { get; init; } = "";
    public ItemState State { get; init; } = ItemState.Open;
    public string? Owner { get; init; }
    public Priority? Priority { get; init; }
    public Deadline? Deadline { get; init; }
    public DateOnly? SnoozeUntil { get; init; }
    public bool IsSnoozeUnread { get; init; }
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>All that a person should put right.</summary>
    public IReadOnlyList<LineProblem> Problems { get; init; } = [];

    /// <summary>Which of them keep a field from being read.</summary>
    public IReadOnlyList<FieldProblem> Unread { get; init; } = [];

    /// <summary>Why nothing of the file can be read.</summary>
    public LineProblem? Broken { get; init; }

    /// <summary>Null where the file is no issue: it has neither our marker nor a title and a status.</summary>
    /// <param name="zone">In which a deadline's hour is meant where it has no offset.</param>
    public static BoardFile? Read(ReadOnlySpan<byte> bytes, TimeZoneInfo zone)
    {
        if (Decode(bytes) is not { } text)
            return Unreadable(Encoding.Latin1.GetString(bytes), new(1, "the text is not UTF-8", "save the file as UTF-8"));
        if (FrontMatter.IsTooLong(text))
            return Unreadable(
                text, new(1, $"the front matter has more than {BoardReading.LongestFrontMatter / 1024} KiB", "take out what does not belong there"));
        if (FrontMatter.Read(text) is not { } front)
            return Unreadable(text, new(1, "the file does not start with its front matter", "make the line --- the first one"));
        if (front.Close < 0)
            return Unreadable(text, front.Problems[^1]);
        var file = new BoardFields(front, zone).Read();
        file = file.Marker is null ? file with { Marker = MarkerLine(text[..front.Close]) } : file;
        return file.Marker is not null || (file.Problems.Count == 0 && front["title"] is not null && front["status"] is not null) ? file : null;
    }

    /// <summary>A file of which only the start was read, since it is too large: whose it is, if it is an issue's.</summary>
    public static BoardFile? ReadStart(ReadOnlySpan<byte> start, LineProblem tooLarge) => Unreadable(Encoding.Latin1.GetString(start), tooLarge);

    /// <summary>The text with its byte order mark, if it has one, so that encoding gives the same bytes again; null where it is not UTF-8.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    public static byte[] Encode(string text) => StrictUtf8.GetBytes(text);

    private static BoardFile? Unreadable(string text, LineProblem problem) =>
        MarkerLine(text) is { } marker ? new BoardFile { Marker = marker, Problems = [problem], Broken = problem } : null;

    // Also in broken front matter the marker says whose file this is; the first such line is ours, since we write it before any text of others.
    private static string? MarkerLine(string text) => MarkerPattern().Match(text) is { Success: true } match ? match.Groups["marker"].Value : null;

    [GeneratedRegex("""^[ \t]*["']?marker["']?[ \t]*:[ \t]*["']?(?<marker>[0-9a-f]{20})["']?[ \t]*(#.*)?\r?$""",
        RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MarkerPattern();
}

/// <summary>A field that cannot be read, and the line that is to be put right.</summary>
internal sealed record FieldProblem(ItemField Field, LineProblem Problem);
