using System.Text;
using ActionSync.Documents.Markdown.Blocks;
using ActionSync.Items;

namespace ActionSync.Documents.Markdown.Writing;

/// <summary>How much a text says beside what is read from it again.</summary>
internal enum Extent
{
    /// <summary>Front matter and action items.</summary>
    Bare,

    /// <summary>The title as a heading, too.</summary>
    Titled,

    /// <summary>And what else is known of the incident, for people.</summary>
    Whole,
}

/// <summary>The text of incidents, and where each item stands in it.</summary>
internal sealed class MarkdownDraft
{
    private readonly List<string> _lines = [];
    private readonly List<int[]> _places = [];

    /// <param name="documents">The incidents.</param>
    /// <param name="forms">The form of each item of each incident.</param>
    /// <param name="extent">How much is said beside.</param>
    public static MarkdownDraft Of(IReadOnlyList<IncidentDocument> documents, IReadOnlyList<ItemForm[]> forms, Extent extent)
    {
        var draft = new MarkdownDraft();
        if (documents is [var only])
            draft.AddOne(only, forms[0], extent);
        else
        {
            for (var n = 0; n < documents.Count; n++)
                draft.AddOneOfSeveral(documents[n], forms[n]);
        }
        return draft;
    }

    public byte[] Bytes => Encoding.UTF8.GetBytes(string.Join('\n', _lines).TrimEnd('\n') + "\n");

    /// <summary>The line of each item of an incident, from 1.</summary>
    public IReadOnlyList<int> Places(int incident) => _places[incident];

    private void AddOne(IncidentDocument document, ItemForm[] forms, Extent extent)
    {
        var facts = Facts(document).ToList();
        if (facts.Count > 0)
        {
            _lines.Add("---");
            _lines.AddRange(facts.Select(fact => $"{fact.Key}: {PlainMarkdown.Quoted(fact.Value)}"));
            _lines.AddRange(["---", ""]);
        }
        if (extent > Extent.Bare && IncidentFact.Title(document) is { } title)
            _lines.AddRange([$"# {PlainMarkdown.Of(title)}", ""]);
        if (extent == Extent.Whole)
            IncidentProse.AddTo(_lines, document.Incident);
        AddItems(document, forms, "##");
    }

    private void AddOneOfSeveral(IncidentDocument document, ItemForm[] forms)
    {
        var (date, title) = (IncidentFact.Date(document), IncidentFact.Title(document));
        _lines.AddRange([$"## {(date is null ? "" : $"{date.Split('T')[0]}: ")}{PlainMarkdown.Of(title ?? "")}", ""]);
        _lines.AddRange(Facts(document).Select(fact => $"- {fact.Label}: {PlainMarkdown.Of(fact.Value)}"));
        _lines.Add("");
        AddItems(document, forms, "###");
    }

    private static IEnumerable<(string Key, string Label, string Value)> Facts(IncidentDocument document)
    {
        (string, string, string?)[] all =
        [
            ("id", "Incident ID", IncidentFact.Id(document)),
            ("title", "Incident title", IncidentFact.Title(document)),
            ("severity", "Severity", IncidentFact.Severity(document)),
            ("date", "Date", IncidentFact.Date(document)),
            ("status", "Status", document.Incident.Status),
            ("service", "Service", document.Incident.Service),
        ];
        foreach (var (key, label, value) in all)
        {
            if (value is { Length: > 0 } said)
                yield return (key, label, said);
        }
    }

    private void AddItems(IncidentDocument document, ItemForm[] forms, string level)
    {
        var places = new int[forms.Length];
        _places.Add(places);
        if (document.ActionItems is not { } items)
            return;
        _lines.AddRange([$"{level} Action items", ""]);
        if (items.Count == 0)
            _lines.AddRange(["None.", ""]);
        var rows = Enumerable.Range(0, items.Count).Where(n => forms[n].IsRow()).Select(n => items[n]).ToList();
        var header = rows.Count > 0 ? ItemLines.Header(rows) : [];
        for (var n = 0; n < items.Count; n++)
        {
            if (n > 0 && forms[n].IsRow() != forms[n - 1].IsRow())
                _lines.Add("");
            if (forms[n].IsRow() && (n == 0 || !forms[n - 1].IsRow()))
                _lines.AddRange([ItemLines.Line(header), ItemLines.Line(header.Select(_ => "---"))]);
            places[n] = _lines.Count + 1;
            if (forms[n].IsRow())
                _lines.Add(ItemLines.Row(items[n], forms[n], header));
            else
                _lines.AddRange(ItemLines.Entry(items[n], forms[n]));
        }
        _lines.Add("");
    }
}

/// <summary>What a document says of its incident, or what was filled in where it says nothing.</summary>
internal static class IncidentFact
{
    public static string? Id(IncidentDocument document) => document.Written.Id ?? (document.Incident.Path is null ? Said(document.Incident.Id) : null);

    public static string? Title(IncidentDocument document) =>
        document.Written.Title ?? (document.Incident.Path is null ? Said(document.Incident.Title) : null);

    public static string? Severity(IncidentDocument document) => document.Written.Severity ?? document.Incident.Severity;

    public static string? Date(IncidentDocument document) =>
        document.Written.Date ?? (document.Incident.DeclaredAt is { } time ? Deadline.At(time).ToWord() : null);

    private static string? Said(string text) => text.Length == 0 ? null : text;
}

/// <summary>What is known of an incident and not read from Markdown, for people.</summary>
internal static class IncidentProse
{
    public static void AddTo(List<string> lines, IncidentBrief incident)
    {
        AddList(lines, null,
        [
            ("Affected services", string.Join(", ", incident.AffectedServices)),
            ("Commander", incident.Commander),
            ("Resolved", incident.ResolvedAt is { } resolved ? Deadline.At(resolved).ToWord() : null),
            ("Escalation manager", incident.EscalationManager),
            ("Page", incident.Url),
        ]);
        AddList(lines, "Impact", [.. incident.Impact.Select(fact => (fact.Name, (string?)fact.Value))]);
        AddText(lines, "Root cause", incident.RootCause);
        AddText(lines, "Permanent fix", incident.PermanentFix);
        AddList(lines, "People", [.. incident.Participants.Select(Fact)]);
    }

    private static (string Name, string? Value) Fact(Participant person) =>
        (person.Name ?? person.Email ?? "", string.Join(", ", new[] { person.Role, person.Email }.OfType<string>()));

    private static void AddList(List<string> lines, string? heading, IReadOnlyList<(string Name, string? Value)> facts)
    {
        var said = facts.Where(fact => !string.IsNullOrWhiteSpace(fact.Value)).ToList();
        if (said.Count == 0)
            return;
        if (heading is not null)
            lines.AddRange([$"## {heading}", ""]);
        lines.AddRange(said.Select(fact => $"- {PlainMarkdown.Of(fact.Name)}: {PlainMarkdown.Of(fact.Value!)}"));
        lines.Add("");
    }

    private static void AddText(List<string> lines, string heading, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return;
        lines.AddRange([$"## {heading}", ""]);
        foreach (var line in text.Split('\n').Where(line => Spaces.Single(line).Length > 0))
            lines.AddRange([PlainMarkdown.Of(line), ""]);
    }
}
