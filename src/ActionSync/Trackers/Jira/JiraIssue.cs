using System.Globalization;
using System.Text.RegularExpressions;
using ActionSync.Text;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.Jira;

/// <summary>An issue of which at least is known which one it is and when it was made and changed. Its fields are each read for themselves.</summary>
internal sealed partial record JiraIssue
{
    private static readonly string[] TimeFormats = ["yyyy-MM-ddTHH:mm:ss.fffzzz", "yyyy-MM-ddTHH:mm:ss.fffzzzz", "yyyy-MM-ddTHH:mm:sszzz"];

    private const string UsualTime = "0000-00-00T00:00:00.000+0000";

    public required string Id { get; init; }
    public required string Key { get; init; }
    public required JiraFields Fields { get; init; }
    public required DateTimeOffset Created { get; init; }
    public required DateTimeOffset Updated { get; init; }

    /// <summary>Null where the answer could not tell: Data Center's search leaves properties out.</summary>
    public JiraProperties? Properties { get; init; }
    public JiraChangelog? Changelog { get; init; }

    public IReadOnlyList<string> Labels => LabelsOf(Fields);

    /// <summary>The issue, or what is wrong with it.</summary>
    /// <param name="at">Where it stands in the answer, as in <c>$.issues[3]</c>.</param>
    public static (JiraIssue? Issue, UnreadIssue? Unread) Of(JsonMember<JiraIssueAnswer> shown, string at)
    {
        if (shown.Value is not { } answer)
            return (null, new UnreadIssue(null, $"Jira shows an issue that cannot be read: {shown.Describe(at)}."));
        var id = answer.Id is { } number && IsNumber(number) ? number : null;
        var (created, updated) = (Time(answer.Fields.Value?.Created.Value), Time(answer.Fields.Value?.Updated.Value));
        if (Wrong(answer, id, created, updated, at) is { } wrong)
            return (null, new UnreadIssue(id, wrong) { Marker = JiraMarkerLabels.MarkerOf(answer.Properties.Value?.Mark, LabelsOf(answer.Fields.Value)) });
        return (new JiraIssue
        {
            Id = id!,
            Key = answer.Key!,
            Fields = answer.Fields.Value!,
            Created = created!.Value,
            Updated = updated!.Value,
            Properties = answer.Properties.Is == Showing.Absent ? null : answer.Properties.Value ?? new JiraProperties(),
            Changelog = answer.Changelog.Value,
        }, null);
    }

    /// <summary>All issues of a list that can be read, and what is wrong with the others.</summary>
    public static JiraFound Of(IReadOnlyList<JsonMember<JiraIssueAnswer>>? list)
    {
        var read = (list ?? []).Select((shown, i) => Of(shown, $"$.issues[{i}]")).ToList();
        return new JiraFound([.. read.Select(r => r.Issue).OfType<JiraIssue>()], [.. read.Select(r => r.Unread).OfType<UnreadIssue>()]);
    }

    /// <summary>A time as Jira writes it, whatever its offset looks like.</summary>
    public static DateTimeOffset? Time(string? text) => Usual(text) ?? (
        DateTimeOffset.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
        || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time) ? time : null);

    /// <summary>A time in UTC as most sites write it, at a tenth of the cost: a listing reads two for each issue.</summary>
    private static DateTimeOffset? Usual(string? text)
    {
        if (text is null || text.Length != UsualTime.Length || !text.EndsWith("+0000", StringComparison.Ordinal))
            return null;
        for (var i = 0; i < text.Length; i++)
        {
            if (UsualTime[i] == '0' ? !char.IsAsciiDigit(text[i]) : text[i] != UsualTime[i])
                return null;
        }
        var (year, month, day) = (Number(text, 0, 4), Number(text, 5, 2), Number(text, 8, 2));
        var (hour, minute, second) = (Number(text, 11, 2), Number(text, 14, 2), Number(text, 17, 2));
        return year > 0 && month is > 0 and <= 12 && day > 0 && day <= DateTime.DaysInMonth(year, month) && hour < 24 && minute < 60 && second < 60
            ? new DateTimeOffset(year, month, day, hour, minute, second, Number(text, 20, 3), TimeSpan.Zero)
            : null;
    }

    private static int Number(string digits, int at, int length)
    {
        var number = 0;
        for (var i = at; i < at + length; i++)
            number = (number * 10) + (digits[i] - '0');
        return number;
    }

    // Ids and keys become parts of addresses and queries.
    public static bool IsNumber(string id) => id.Length is > 0 and < 40 && id.All(char.IsAsciiDigit);

    public static bool IsKey(string key) => KeyPattern().IsMatch(key);

    private static string? Wrong(JiraIssueAnswer answer, string? id, DateTimeOffset? created, DateTimeOffset? updated, string at)
    {
        if (id is null || answer.Key is not { } key || !IsKey(key))
            return $"Jira shows an issue without {(id is null ? "a right id" : "a right key")} ({at}: id {answer.Id ?? "none"}, key {answer.Key ?? "none"}).";
        if (answer.Fields.Value is not { } fields)
            return $"{key} cannot be read: {answer.Fields.Describe("fields")}.";
        return ResponseValidation.IsMoment(created) && ResponseValidation.IsMoment(updated) ? null
            : $"{key} cannot be read: {(ResponseValidation.IsMoment(created) ? DescribeTime(fields.Updated, "updated") : DescribeTime(fields.Created, "created"))}.";
    }

    private static IReadOnlyList<string> LabelsOf(JiraFields? fields) => [.. (fields?.Labels.Value ?? []).Select(JsonWords.TextOrNull).OfType<string>()];

    private static string DescribeTime(JsonMember<string> shown, string name) =>
        shown.Value is { } text
            ? $"fields.{name} is \"{AnswerReading.Short(PlainText.Line(text))}\", which is no time of Jira's"
            : shown.Describe($"fields.{name}");

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]{0,254}-[1-9][0-9]{0,18}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeyPattern();
}

/// <summary>What a request for several issues brought.</summary>
/// <param name="Unread">Those that are there but cannot be read, or not now.</param>
internal sealed record JiraFound(IReadOnlyList<JiraIssue> Issues, IReadOnlyList<UnreadIssue> Unread)
{
    public static JiraFound None { get; } = new([], []);

    public int Count => Issues.Count + Unread.Count;

    public JiraFound With(JiraFound more) => new([.. Issues, .. more.Issues], [.. Unread, .. more.Unread]);

    /// <summary>The issues, where none of those with these markers may be missed.</summary>
    /// <exception cref="TrackerException">One cannot be read, and it may be one of them.</exception>
    public IReadOnlyList<JiraIssue> AllOf(
        IReadOnlySet<string> markers) => Unread.FirstOrDefault(u => u.Marker is null || markers.Contains(u.Marker)) is { } unread
            ? throw new TrackerException(TrackerFault.Unavailable, $"{unread.Why} It may be one that is looked for, so nothing is made until it can be read.")
            : Issues;
}
