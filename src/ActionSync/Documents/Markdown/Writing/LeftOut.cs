using ActionSync.Documents.Markdown.Blocks;

namespace ActionSync.Documents.Markdown.Writing;

/// <summary>Names what a document says and its Markdown does not.</summary>
internal static class LeftOut
{
    public static IReadOnlyList<string> Of(IReadOnlyList<IncidentDocument> documents, IReadOnlyList<IncidentDocument> again, Extent extent) =>
        [.. documents.Zip(again).SelectMany(pair => Of(pair.First, pair.Second, documents.Count == 1 ? extent : Extent.Bare)).Distinct()];

    private static IEnumerable<string> Of(IncidentDocument document, IncidentDocument again, Extent extent)
    {
        if (IncidentFact.Id(document) is { } id && again.Written.Id is null)
        {
            yield return $"The id {Quoted.Of(id)} is none in Markdown, where it is a placeholder: name the file {Quoted.Of($"{id}.md")}, "
                + "and it is the incident's key.";
        }
        if (Line(IncidentFact.Title(document)) is { } title && ItemComparison.Title(title) != again.Written.Title)
            yield return $"The incident's title {Quoted.Of(title)} is read as {Read(again.Written.Title)}.";
        if (Line(IncidentFact.Severity(document)) is { } severity && severity != again.Written.Severity)
            yield return $"The severity {Quoted.Of(severity)} is read as {Read(again.Written.Severity)}.";
        if (IncidentFact.Date(document) is { } date && date != again.Written.Date)
            yield return $"The date {Quoted.Of(date)} is read as {Read(again.Written.Date)}.";
        if (document.Incident.Status != again.Incident.Status)
            yield return $"The incident's status is read as {Read(again.Incident.Status)}.";
        if (document.Incident.Service != again.Incident.Service)
            yield return $"The service is read as {Read(again.Incident.Service)}.";
        if (extent < Extent.Whole && HasProse(document))
            yield return "Commander, impact, root cause, permanent fix and people are left out.";
        var items = document.ActionItems ?? [];
        if (items.Any(item => item.Id is not null))
            yield return "The items' own ids are left out: Markdown has no place for them, so an item is known by its title.";
        if (items.Any(item => item is { Url: not null, Ticket: not null }))
            yield return "Keys of tickets are left out where an address says the same.";
        if (items.Any(item => item.Title.EndsWith('.') && ItemComparison.Title(item.Title) != Spaces.Single(item.Title)))
            yield return "The full stop at the end of a title is left out.";
        if (items.Any(item => item.Details.Any(detail => detail.Contains('\n'))))
            yield return "Line breaks within details are spaces.";
    }

    private static string Read(string? text) => text is null ? "none" : Quoted.Of(text);

    private static string? Line(string? text) => text is null ? null : Spaces.Single(text);

    private static bool HasProse(IncidentDocument document)
    {
        var lines = new List<string>();
        IncidentProse.AddTo(lines, document.Incident);
        return lines.Count > 0;
    }
}
