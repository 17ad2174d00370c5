using System.Security.Cryptography;
using ActionSync.Documents.Messages;
using ActionSync.Documents.Values;
using ActionSync.Items;

namespace ActionSync.Documents;

/// <summary>One incident as its document tells it; everything is checked, nothing is decided.</summary>
public sealed record IncidentDocument
{
    /// <summary>The id is empty where the document gives none: then the file's path has to serve. A title that is missing is the id.</summary>
    public required IncidentBrief Incident { get; init; }

    /// <summary>What the document itself says of the incident, before anything was filled in.</summary>
    public WrittenIncident Written { get; init; } = new(null, null, null, null);

    /// <summary>
    /// The items in the document's order; null where the document has no section of action items at all, which withdraws nothing; empty where it says that
    /// there is nothing to do.
    /// </summary>
    public required IReadOnlyList<ActionItem>? ActionItems { get; init; }

    /// <summary>What was not taken as it stands there, in the order of the text.</summary>
    public IReadOnlyList<Warning> Warnings { get; init; } = [];

    /// <summary>What its reader found that was probably meant otherwise; nothing in it is wrong.</summary>
    public IReadOnlyList<Advice> Advice { get; init; } = [];

    /// <summary>Where its severity stands; null where that is not known.</summary>
    public DocumentPlace? SeverityPlace { get; init; }

    /// <summary>The lines of its file, for places that are named; null where these cannot be shown.</summary>
    internal SourceLines? Lines { get; init; }

    /// <summary>The column of a place: as its reader knows it, else where a text stands in its line, else where that begins; null where nobody knows.</summary>
    internal int? ColumnOf(DocumentPlace place, string? text) =>
        place.Column > 0 ? place.Column
        : Lines is null || place.Line == 0 ? null
        : (text is null ? null : Lines.ColumnOf(place.Line, text)) ?? Lines.StartOf(place.Line);

    /// <summary>The item that counts from 1; null where there is none.</summary>
    public ActionItem? ItemAt(int position) => ActionItems is { } items && position > 0 && position <= items.Count ? items[position - 1] : null;

    /// <summary>The line of an item that counts from 1; 0 where there is none, or its line is not known.</summary>
    public int LineOf(int position) => ItemAt(position)?.Line ?? 0;

    /// <summary>Where there are no items, the document says so; false where the section is only empty.</summary>
    public bool SaysNone { get; init; } = true;

    /// <summary>A template that nobody has filled in, or a section with nothing in it: it says nothing of any item.</summary>
    public bool IsUnfilled => ActionItems is [] && (!SaysNone || Warnings.Any(warning => warning.Why == Warning.Placeholder));

    /// <summary>Its items count for nothing: it withdraws none, whatever is known of the incident.</summary>
    public bool WithdrawsNothing => ActionItems is null || IsUnfilled;

    /// <summary>The document itself says which incident it is about.</summary>
    public bool HasId => Written.Id is not null || Incident is { Id.Length: > 0, Path: null };

    /// <summary>
    /// Why this is no incident's document, as a sentence part with a next step behind its name; null where it is one. What is read from such a text is left
    /// alone: most of what lies beside postmortems is none.
    /// </summary>
    public string? WhyNone =>
        HasId ? null
        : IsUnfilled && Warnings.FirstOrDefault(warning => warning.Why == Warning.NotAnItem) is { } first
            && Warnings.All(warning => warning.Why != Warning.Placeholder)
        ? $"has text under its action items and no item (line {first.Line}). Write each as an entry of a list or a row of a table, and it is taken in."
        : IsUnfilled ? "is a template that nobody has filled in. Once its action items say what to do, it is taken in."
        : ActionItems is null && (Written.Date, Incident.DeclaredAt, Written.Severity, Incident.Severity) is (null, null, null, null)
        ? "is no incident: it has neither a section of action items nor an id, a date or a severity. If it is one, give it the heading \"Action items\"."
        : null;

    /// <summary>The bytes of this incident's own part of the file, as they stood there: a whole document of the same format.</summary>
    public required ReadOnlyMemory<byte> Source { get; init; }

    /// <summary>
    /// Tells one revision of the incident from another: the hash of <see cref="Source"/>, unless the format knows better which bytes are the incident's own.
    /// </summary>
    public string Fingerprint { get => field ?? Convert.ToHexStringLower(SHA256.HashData(Source.Span)); init; }

    /// <summary>How a file that holds <see cref="Source"/> is named at its end, with the dot, so that it is read in the same format again.</summary>
    public required string Ending { get; init; }
}

/// <summary>What a document says of its incident, word for word; null where it says nothing.</summary>
/// <param name="Date">A day, <c>yyyy-MM-dd</c>, or an ISO time.</param>
public sealed record WrittenIncident(string? Id, string? Title, string? Severity, string? Date);

/// <summary>An action item as the document words it; null means that the document does not say.</summary>
public sealed record ActionItem
{
    public required string Title { get; init; }

    /// <summary>The item's own id, where the document gives one.</summary>
    public string? Id { get; init; }

    /// <summary>An address or a name; the first where there are several.</summary>
    public string? Owner { get; init; }

    /// <summary>All owners where the document names several, <see cref="Owner"/> first; empty otherwise.</summary>
    public IReadOnlyList<string> Owners { get; init; } = [];
    public Priority? Priority { get; init; }
    public Deadline? Deadline { get; init; }

    /// <summary>The deadline as the document says it: a day, <c>yyyy-MM-dd</c>, or an ISO time as it stands there.</summary>
    public string? WrittenDeadline { get; init; }
    public string? Type { get; init; }

    /// <summary>One of open, in_progress, done, wont_do.</summary>
    public ItemState? Status { get; init; }

    /// <summary>An issue that exists already: a real address.</summary>
    public string? Url { get; init; }

    /// <summary>The key of an issue that exists already, without an address: <c>OPS-412</c>, <c>#8902</c>.</summary>
    public string? Ticket { get; init; }

    /// <summary>Tickets that no configured tracker has, as the document writes them. Readers give none: they do not know the trackers.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>What else the document says of the item, a paragraph or a list entry each.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>Where the item begins.</summary>
    public DocumentPlace Place { get; init; } = DocumentPlace.Unknown;

    /// <summary>Where its owner stands; null where only the item's place is known.</summary>
    public DocumentPlace? OwnerPlace { get; init; }

    /// <summary>The line of the file where the item begins, from 1; 0 where that is not known.</summary>
    public int Line => Place.Line;
}

/// <summary>What a file holds: its incidents, or the problems that keep it out. A document with any problem is rejected whole.</summary>
/// <param name="Read">
/// Its incidents as far as they could be read, also where the file is rejected: whom that concerns, and what else is to be said of it.
/// </param>
/// <param name="Problems">What keeps it out.</param>
/// <param name="EndsTooEarly">The text stops inside a value: perhaps it is still being written.</param>
public sealed record ParsedFile(IReadOnlyList<IncidentDocument> Read, IReadOnlyList<Problem> Problems, bool EndsTooEarly)
{
    /// <summary>What is taken in: nothing where anything is wrong, whatever could be read.</summary>
    public IReadOnlyList<IncidentDocument> Incidents => Problems.Count > 0 ? [] : Read;

    /// <summary>Why nothing in the file is an incident's document, as a sentence part; null where something is, or something is wrong.</summary>
    public string? WhyNone =>
        Problems.Count > 0 ? null
        : Incidents.Count == 0 ? "holds no incident. If it should, write down what happened and what is to be done."
        : Incidents.All(document => document.WhyNone is not null) ? Incidents[0].WhyNone : null;

    /// <summary>What was not taken as it stands there, in the order of the text, also where the file is rejected.</summary>
    public IReadOnlyList<Warning> Warnings => [.. Read.SelectMany(document => document.Warnings).OrderBy(warning => warning.Line)];

    /// <summary>What is advised about a file that is rejected: whoever mends what is wrong mends that too.</summary>
    internal IReadOnlyList<Advice> Advice { get; init; } = [];

    /// <summary>What its author wrote, for messages that show the place; null where that cannot be shown.</summary>
    internal SourceLines? Source { get; init; }

    /// <summary>The words that it was read by.</summary>
    internal WordTables Words { get; init; } = WordTables.BuiltIn;

    /// <summary>The file with the lines that it was read from, and what is wrong where it stands in them.</summary>
    internal ParsedFile From(SourceLines? lines, WordTables words) => this with
    {
        Source = lines,
        Words = words,
        Problems = [.. Problems.Select(problem => At(problem, lines))],
        Read = In(Read, lines),
    };

    /// <summary>The column of a warning: where its text stands in its line, else where that begins; null where nobody knows.</summary>
    internal int? ColumnOf(Warning warning) =>
        Source is null || warning.Line == 0 ? null : Source.ColumnOf(warning.Line, warning.Text.TrimEnd('…')) ?? Source.StartOf(warning.Line);

    private static Problem At(Problem problem, SourceLines? lines) =>
        problem.Text is { } text && lines?.ColumnOf(problem.Line, text, problem.Column) is { } column ? problem with { Column = column } : problem;

    private static List<IncidentDocument> In(IEnumerable<IncidentDocument> documents, SourceLines? lines) =>
        [.. documents.Select(document => document with { Lines = lines })];

    /// <summary>The file without the parts that are no incident's document.</summary>
    public ParsedFile OfIncidents() => this with { Read = [.. Read.Where(document => document.WhyNone is null)] };
}
