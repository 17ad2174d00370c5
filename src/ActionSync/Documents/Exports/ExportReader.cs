using System.Text.Json;
using ActionSync.Documents.Json;
using ActionSync.Documents.Values;

namespace ActionSync.Documents.Exports;

/// <summary>
/// Reads the export of an incident tool: what is no JSON is a problem, as in every JSON document; what is JSON is accepted, and what is not understood in it
/// is a warning.
/// </summary>
internal static class ExportReader
{
    public static ParsedFile Read(DocumentFile file, ExportTool tool)
    {
        var problems = new ProblemList();
        var text = DocumentText.Of(file.Bytes, problems);
        var endsTooEarly = text.IsEmpty;
        var root = text.StartsLikeADocument ? Tree(text.Bytes, file.Rules, tool.Members, problems, out endsTooEarly) : null;
        List<IncidentDocument> incidents = root is null ? [] : [.. new ExportDocuments(tool, file.Rules, text.Bytes, root, problems).All()];
        var found = problems.ToProblems(new TextPlaces(text.Bytes));
        return new ParsedFile(incidents, found, endsTooEarly);
    }

    private static ExportNode? Tree(
        ReadOnlyMemory<byte> text, ReadingRules rules, IReadOnlySet<string> members, ProblemList problems, out bool endsTooEarly)
    {
        var json = new JsonCursor(text.Span, rules, problems, new TextPlaces(text));
        endsTooEarly = false;
        try
        {
            json.Next();
            var root = ExportNode.Read(ref json, members);
            json.ReadToEnd();
            return root;
        }
        catch (Exception e) when (e is JsonException or EndOfStreamException)
        {
            endsTooEarly = SyntaxMistake.Report(ref json, text.Span, e, problems);
            return null;
        }
    }
}
