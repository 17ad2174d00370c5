using ActionSync.Documents.Values;
using ActionSync.Items;

namespace ActionSync.Documents.Markdown.Writing;

/// <summary>Incidents in Markdown.</summary>
/// <param name="Text">Null where something cannot be written, so that nothing is.</param>
/// <param name="Problems">What cannot be written, and what to do instead; a sentence each.</param>
/// <param name="LeftOut">What the text does not say any more; a sentence each.</param>
internal sealed record WrittenMarkdown(byte[]? Text, IReadOnlyList<string> Problems, IReadOnlyList<string> LeftOut);

/// <summary>
/// Writes incidents as postmortems in Markdown: front matter, title, facts, action items as a table, or as a list where they say more. What is written is read
/// again at once: an item that would be another one in its form takes the next form, and what no form keeps is a problem, never another item.
/// </summary>
internal static class MarkdownDocumentWriter
{
    private const string Instead = "Convert to json or yaml, which keep everything.";

    public static WrittenMarkdown Write(IReadOnlyList<IncidentDocument> documents, ReadingRules rules)
    {
        var orders = documents.Select(ItemForms.Of).ToList();
        var tried = documents.Select(document => new int[document.ActionItems?.Count ?? 0]).ToList();
        var extent = Extent.Whole;
        while (true)
        {
            var draft = MarkdownDraft.Of(documents, [.. tried.Select((steps, n) => steps.Select(step => orders[n][step]).ToArray())], extent);
            var again = MarkdownReader.Read(new DocumentFile("converted.md", draft.Bytes, rules));
            if (again.Problems.Count > 0 || again.Incidents.Count != documents.Count || Differs(documents, again.Incidents))
            {
                if (!TakeNext(orders, tried, ref extent))
                    return new WrittenMarkdown(null, [Unreadable(documents)], []);
                continue;
            }
            if (extent > Extent.Bare && SaysAnother(documents[0].Incident, again.Incidents[0].Incident))
            {
                extent--;
                continue;
            }
            var (problems, isChanged) = (new List<string>(), false);
            for (var n = 0; n < documents.Count; n++)
            {
                foreach (var (item, difference) in Differences(documents[n], again.Incidents[n], draft.Places(n)))
                {
                    isChanged = true;
                    if (++tried[n][item] == orders[n].Count)
                        problems.Add($"{difference} {Instead}");
                }
            }
            if (problems.Count > 0)
                return new WrittenMarkdown(null, problems, []);
            if (!isChanged)
                return new WrittenMarkdown(draft.Bytes, [], LeftOut.Of(documents, again.Incidents, extent));
        }
    }

    /// <summary>Whether an incident would be another one, or its section of action items would.</summary>
    private static bool Differs(IReadOnlyList<IncidentDocument> documents, IReadOnlyList<IncidentDocument> again) =>
        documents.Zip(again).Any(pair => (pair.Second.Written.Id is { } id && id != IncidentFact.Id(pair.First))
            || (pair.First.ActionItems is null) != (pair.Second.ActionItems is null) || pair.Second.ActionItems?.Count > pair.First.ActionItems?.Count);

    /// <summary>A text for people would be taken for a fact of the incident.</summary>
    private static bool SaysAnother(IncidentBrief incident, IncidentBrief again) => (incident.Status, incident.Service) != (again.Status, again.Service);

    /// <summary>Less is said beside the items; then all of them take their next form. False where there is none.</summary>
    private static bool TakeNext(List<IReadOnlyList<ItemForm>> orders, List<int[]> tried, ref Extent extent)
    {
        if (extent > Extent.Bare)
        {
            extent--;
            return true;
        }
        var isTaken = false;
        for (var n = 0; n < tried.Count; n++)
        {
            for (var item = 0; item < tried[n].Length; item++)
            {
                if (tried[n][item] + 1 == orders[n].Count)
                    continue;
                tried[n][item]++;
                isTaken = true;
            }
        }
        return isTaken;
    }

    private static string Unreadable(IReadOnlyList<IncidentDocument> documents) => documents.Count == 1
        ? $"Incident {Quoted.Of(IncidentFact.Id(documents[0]) ?? documents[0].Incident.Title)} cannot be written in Markdown so that it is read as the same again. {Instead}"
        : $"These {documents.Count} incidents cannot stand in one Markdown file, where each needs a day and words in its heading. Put each into a file of its own, or convert to json or yaml.";

    private static IEnumerable<(int Item, string Sentence)> Differences(IncidentDocument document, IncidentDocument again, IReadOnlyList<int> places)
    {
        var read = (again.ActionItems ?? []).ToLookup(item => item.Line);
        for (var n = 0; n < places.Count; n++)
        {
            if (ItemComparison.Difference(document.ActionItems![n], read[places[n]].FirstOrDefault()) is { } difference)
                yield return (n, $"action_items[{n}] {Quoted.Of(document.ActionItems[n].Title)} cannot be written in Markdown: {difference}.");
        }
    }
}
