using ActionSync.Documents.Values;

namespace ActionSync.Documents.Exports;

/// <summary>What a reader must know of one incident tool.</summary>
internal abstract class ExportTool
{
    /// <summary>How people call the tool.</summary>
    public abstract string Name { get; }

    /// <summary>What <c>check --format json</c> calls it.</summary>
    public abstract string Word { get; }

    /// <summary>The members that are read, wherever they stand; all others are passed over.</summary>
    public abstract IReadOnlySet<string> Members { get; }

    /// <summary>The member in which a file of this tool holds its records: a list of them, or one alone.</summary>
    public abstract string RecordsIn(ExportNode root);

    /// <summary>Whether a file is the tool's, beyond doubt.</summary>
    public abstract bool Holds(ExportOutline outline);

    /// <summary>The incident that a record is of.</summary>
    public abstract ExportIncident Incident(ExportNode record, ReadingRules rules);

    /// <summary>The items of a record: mostly the record itself.</summary>
    public abstract IEnumerable<ItemCandidate> Items(ExportNode record, ExportContext context);

    /// <summary>Whether the record says anything of items; where none of an incident does, its document has no list of items.</summary>
    public virtual bool HasItems(ExportNode record) => true;

    public DocumentFormat ToEntry() => new(Name, [], file => ExportReader.Read(file, this))
    {
        Word = Word,
        Holds = file => Holds(ExportOutline.Of(file.Bytes)),
    };
}

/// <summary>What a record tells of its incident, word for word.</summary>
/// <param name="Id">Where the id stands; null where the record gives none.</param>
internal sealed record ExportIncident(ExportNode? Id)
{
    public string? Title { get; init; }

    public string? Severity { get; init; }

    /// <summary>When it began: a day or a time.</summary>
    public string? Date { get; init; }

    public string? Status { get; init; }

    public string? ResolvedAt { get; init; }

    /// <summary>A text on one line; null where it says nothing.</summary>
    public static string? Line(ExportNode? node, int longest = Limits.Line) =>
        !NoValue.Is(node?.Text) && PlainLine.Of(node!.Text!) is { Length: > 0 } line && line.Length <= longest ? line : null;

    /// <summary>The first that is a day or a time; tools write what did not happen as the year 1.</summary>
    public static string? Time(params ReadOnlySpan<ExportNode?> nodes)
    {
        foreach (var node in nodes)
        {
            if (node?.Text?.Trim() is { } text && IsoTime.Parse(text).Time is not null)
                return text;
        }
        return null;
    }
}

/// <summary>What the records of one incident are read with.</summary>
/// <param name="Included">Records that others refer to, by their kind and id, as JSON:API lists them.</param>
/// <param name="Warnings">Where warnings go.</param>
internal sealed record ExportContext(
    ReadingRules Rules, IReadOnlyDictionary<(string Type, string Id), ExportNode> Included, List<Warning> Warnings)
{
    /// <summary>Those that were referred to: they belong to the incident's own part of the file.</summary>
    public Dictionary<int, ExportNode> Used { get; } = [];

    public ExportItem Item(ExportNode record) => new(record, Rules, Warnings);

    /// <summary>The attributes of an included record.</summary>
    public ExportNode? Find(string type, string? id)
    {
        if (id is null || !Included.TryGetValue((type, id), out var found))
            return null;
        Used[found.Start] = found;
        return found["attributes"] ?? found;
    }
}
