using System.Globalization;
using System.Text.RegularExpressions;
using ActionSync.Documents.Markdown.Blocks;
using ActionSync.Documents.Markdown.Items;
using ActionSync.Documents.Markdown.Sections;
using ActionSync.Documents.Values;
using ActionSync.Items;

namespace ActionSync.Documents.Markdown.Incidents;

/// <summary>What a document says of its incident: in its front matter, in named fields, in its first heading, in the path of its file.</summary>
/// <param name="front">The values at the top of the file; of a file of several incidents, none.</param>
/// <param name="title">The heading that names the incident; null where the first heading has to.</param>
internal sealed partial class IncidentFacts(FrontMatter? front, IReadOnlyList<Node> nodes, HeadingNode? title, string? path, ReadingRules rules)
{
    /// <summary>The first value under each name.</summary>
    private readonly List<NamedField> _fields = [.. NamedFields.In(nodes).Where(HasValue).DistinctBy(field => field.Name)];
    private readonly List<Warning> _warnings = [];

    public IReadOnlyList<Warning> Warnings => _warnings;

    /// <summary>Where the severity stands; known once the facts were read.</summary>
    public DocumentPlace? SeverityPlace { get; private set; }

    public (WrittenIncident Written, IncidentBrief Brief) Read()
    {
        var heading = title ?? FirstHeading();
        var name = Title(heading);
        var date = Date(heading);
        var written = new WrittenIncident(Id(heading), name, Severity(), date);
        return (written, new IncidentBrief
        {
            Id = written.Id ?? "",
            Title = WithoutId(written.Title, written.Id) ?? "",
            Severity = written.Severity,
            Status = Line(front?.First("status")?.Value ?? Value("status", "incident status", "current status")),
            Service = Line(front?.First("service", "component")?.Value ?? Value("service", "affected service", "component")),
            Commander = Commander(),
            DeclaredAt = date is null || IsoTime.Parse(date).Time is not { } time ? null : time.ToTime(rules.Zone),
        });
    }

    /// <summary>The first heading, unless it only names a part of the document.</summary>
    private HeadingNode? FirstHeading() =>
        nodes.OfType<HeadingNode>().FirstOrDefault(heading => heading.Level < Section.Bold) is { } first
            && (first == SectionFinder.TitleOf(nodes) ? !SectionWords.IsGeneric(first.Text.Plain) : !SectionWords.IsPart(first.Text.Plain))
            && !Field().IsMatch(first.Text.Plain)
            && !Placeholder.IsOne(first.Text.Plain) && !Template().IsMatch(first.Text.Plain)
            ? first
            : null;

    private string? Id(HeadingNode? heading)
    {
        // What is called an id is one; of a field that says more, only a key is.
        if (front?.First("id", "incident_id", "incident-id", "incidentId", "incident")?.Value is { } given && IsId(given))
            return given;
        if (Value(IdNames) is { } written && (!written.Contains(' ') || Key().IsMatch(written)) && (KeyIn(written) ?? written) is var id
            && id.Any(char.IsDigit) && IsId(id))
            return id;
        if (heading is null)
            return null;
        return KeyIn(heading.Text.Plain);
    }

    /// <summary>The first key in a text, without the sign before a number.</summary>
    private static string? KeyIn(string text) => Key().Matches(text).Where(match => TicketText.IsProject(match.Groups["project"].Value))
        .Select(match => match.Groups["key"].Value.TrimStart('#')).FirstOrDefault();

    private static bool IsId(string text) =>
        text.Any(char.IsLetterOrDigit) && !text.Contains('/') && text.Length <= Limits.Id && !Placeholder.IsOne(text) && !Template().IsMatch(text);

    private string? Title(HeadingNode? heading)
    {
        var written = front?.First("title")?.Value ?? Value("incident title", "title") ?? heading?.Text.Plain;
        return written is null || Placeholder.IsOne(written) || Template().IsMatch(written) ? null : TitleReader.Finished(Spaces.Single(written));
    }

    /// <summary>Wherever the title is shown, the id stands beside it.</summary>
    private static string? WithoutId(string? title, string? id) =>
        title is not null && id is not null && title.StartsWith(id, StringComparison.OrdinalIgnoreCase)
            && title[id.Length..].TrimStart(' ', ':', '-', '–', '—') is { Length: > 0 } rest && !char.IsLetterOrDigit(title[id.Length])
            ? rest
            : title;

    private string? Severity()
    {
        var (written, line) = front?.First("severity", "sev", "incident_severity") is var (value, at) ? (value, at) : (null, 0);
        if (written is null && Field(SeverityNames) is { } field)
            (written, line) = (BoldStart(field.Value) ?? FirstLine(Instructed(field.Value)), field.Line);
        SeverityPlace = new DocumentPlace(line);
        if (written is null)
            return null;
        var severity = Line(Explanation().Replace(written, ""))?.Trim(' ', '*', '_', '.', ',', ';');
        return severity is not { Length: > 0 } || Placeholder.IsOne(severity) || NoValue.Is(severity) || severity.Length > Limits.Line ? null : severity;
    }

    /// <summary>A name or an address; the first where a field names several, by its address where it is a link to a mail.</summary>
    private string? Commander()
    {
        if (front?.First("commander", "incident_commander", "incident-commander", "incidentCommander")?.Value is { } given)
            return Placeholder.IsOne(given) || given.Contains("{{", StringComparison.Ordinal) ? null : OwnerText.Of(given);
        if (Field("incident commander", "commander", "incident lead", "led by") is not { } field)
            return null;
        var value = field.Value.Links.FirstOrDefault(link => link.IsMail)?.MailAddress ?? FirstLine(Instructed(field.Value));
        return Template().IsMatch(value) || OwnerText.Split(value) is not [var first, ..] ? null : Line(first);
    }

    private string? Date(HeadingNode? heading)
    {
        if (front?.First("date", "incident_date", "incident-date", "started_at", "declared_at", "start") is var (value, line))
            return DateIn(value, line, isWhole: true);
        foreach (var field in _fields.Where(field => DateNames.Contains(field.Name)))
        {
            if (DateIn(field.Value.Plain, field.Line, isWhole: false) is { } date)
                return date;
        }
        return (heading is null ? null : DateIn(heading.Text.Plain, heading.Line, isWhole: false))
            ?? (OfPath() is { } day ? Iso(day) : null);
    }

    /// <summary>The first date of a text; an ambiguous one is settled by the path, otherwise named.</summary>
    private string? DateIn(string text, int line, bool isWhole)
    {
        if (DateText.Anywhere(text, rules.DateOrder) is not var (date, start))
            return null;
        if (date.Day is { } day)
            // Only a value that is nothing but a time is taken as one; of a time within a text, the day.
            return isWhole && start == 0 && date.Length == text.Length ? date.Written : Iso(day);
        if (OfPath() is { } settled)
            return Iso(settled);
        _warnings.Add(new Warning(line, Warning.UnreadDate, Quoted.Short(text)));
        return null;
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private DateOnly? OfPath() => path is null ? null : DateText.OfPath(path, rules.DateOrder);

    private NamedField? Field(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_fields.Find(field => field.Name == name) is { } field)
                return field;
        }
        return null;
    }

    private static bool HasValue(NamedField field) =>
        field.Value.Plain is var text && text.Length > 0 && !Placeholder.IsOne(text) && !NoValue.Is(text);

    private string? Value(params ReadOnlySpan<string> names) => Field(names) is { } field ? Line(FirstLine(Instructed(field.Value))) : null;

    private static string? Line(string? text) => text is null || Spaces.Single(text) is not { Length: > 0 and <= Limits.Line } line ? null : line;

    private static string FirstLine(string text) => text.Trim().Split('\n')[0];

    /// <summary>Text in bold at the beginning, with an explanation behind it.</summary>
    private static string? BoldStart(RichText text)
    {
        var end = 0;
        while (end < text.Text.Length && (text.Marks[end].HasFlag(Mark.Bold) || char.IsWhiteSpace(text.Text[end])))
            end++;
        return text.Text[..end].Trim() is { Length: > 0 } bold && text.Marks[text.Text.IndexOf(bold[0])].HasFlag(Mark.Bold) ? bold : null;
    }

    /// <summary>Without a template's instruction in italics, where something else stands beside it.</summary>
    private static string Instructed(RichText text)
    {
        if (text.Is(Mark.Italic))
            return text.Text;
        return string.Concat(text.Text.Where((_, at) => !text.Marks[at].HasFlag(Mark.Italic)));
    }

    private static readonly string[] IdNames =
    [
        "incident id", "incident number", "incident no", "incident key", "incident #", "id", "jira ticket", "jira", "incident ticket",
        "jira ticket/bug number", "ticket", "incident issue", "incident",
    ];

    private static readonly string[] SeverityNames =
        ["severity", "incident severity", "incident priority", "severity level", "sev", "incident level", "impact level"];

    private static readonly HashSet<string> DateNames =
    [
        "date", "date/time", "date and time", "incident date", "incident dates", "date of incident", "dates", "when", "start", "started", "start time",
        "started at", "incident start", "incident start time", "time detected", "detected", "first detected", "time of incident", "declared",
        "incident declared", "date(s)", "start date", "occurred", "occurred on", "date of the incident", "incident day", "outage date", "day", "event date",
        "time started", "date detected",
    ];

    [GeneratedRegex(
        @"(?<![\p{L}\p{N}/-])(?<key>(?<project>[A-Z][A-Z0-9]+)-\d+(-\d+)*|#\d+)(?![\p{L}\p{N}])",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Key();

    [GeneratedRegex(@"\{\{|\[(INC|SEV)[^\]]*X+\]|<[^<>]+>|\|", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Template();

    /// <summary>"Owner: @alice" as a heading.</summary>
    [GeneratedRegex(
        @"^(owners?|authors?|date|status|severity|involved|reviewers?|lead|participants?)\s*:",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Field();

    [GeneratedRegex(@"\s*[(\[].*$|\{\{.*$", RegexOptions.CultureInvariant | RegexOptions.Singleline, 1000)]
    private static partial Regex Explanation();
}
