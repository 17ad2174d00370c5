using System.Text;
using ActionSync.Documents.Json;

namespace ActionSync.Documents.Yaml;

/// <summary>
/// Reads the reference shape written as YAML: the text is rewritten as JSON, which the one reader of the shape reads, and its problems are told where they
/// stand in the YAML. Pure, and never an exception.
/// </summary>
internal static class YamlReader
{
    private const string Document = "an incident: the keys incident: and action_items:, or a list of such";

    public static ParsedFile Read(DocumentFile file)
    {
        var unreadable = new ProblemList();
        if (Utf8Text.Of(file.Bytes, unreadable) is not { } bytes)
            return new ParsedFile([], unreadable.ToProblems(new TextPlaces(file.Bytes)), EndsTooEarly: false);
        var text = Trimmed(Encoding.UTF8.GetString(bytes.Span));
        var problems = new ProblemList();
        var json = new YamlToJson(text, problems);
        var isWhole = json.Rewrite(out var endsTooEarly);
        List<IncidentDocument> incidents = [];
        if (isWhole && json.Documents.Count == 0)
            problems.Add(0, Problem.Root, "the file is empty", Document);
        else if (isWhole)
            incidents = Incidents(json, file, problems);
        IReadOnlyList<Problem> found = [.. unreadable.ToProblems(new TextPlaces(bytes)), .. problems.ToProblems(json.Places)];
        if (found.Count == 0)
            return new ParsedFile([.. WithSources(incidents, json, bytes)], [], EndsTooEarly: false);
        // YAML has no bracket that closes a document: what is wrong in a last line that does not end may be half of a line.
        return new ParsedFile(incidents, found, endsTooEarly || json.Documents.Count == 0 && isWhole || !text.AsSpan().TrimEnd(' ').EndsWith('\n'));
    }

    private static List<IncidentDocument> Incidents(YamlToJson json, DocumentFile file, ProblemList problems)
    {
        var from = json.Documents is [var only] ? only.Start : 0;
        var part = json.Documents is [var alone] ? json.Json[alone.Start..alone.End] : json.Json;
        var list = new ProblemList();
        var incidents = IncidentParser.Read(part, file.Rules, list, new ShiftedPlaces(json.Places, from), out _);
        list.MoveTo(problems, from);
        return incidents;
    }

    /// <summary>Each incident's own part: the file, its YAML document of several, or an element of a list, which only the JSON keeps apart.</summary>
    private static IEnumerable<IncidentDocument> WithSources(List<IncidentDocument> incidents, YamlToJson json, ReadOnlyMemory<byte> bytes)
    {
        if (incidents is [var one])
            return [one with { Source = bytes, Ending = YamlFormat.Ending }];
        return json.Documents.Count == incidents.Count
            ? incidents.Zip(Parts(json, bytes), (incident, part) => incident with { Source = part, Ending = YamlFormat.Ending })
            : incidents;
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Parts(YamlToJson json, ReadOnlyMemory<byte> bytes)
    {
        var line = 1;
        for (var n = 1; n <= json.Documents.Count; n++)
        {
            var end = n < json.Documents.Count ? Lines(bytes.Span, json.Documents[n].Line - line) : bytes.Length;
            yield return bytes[..end];
            (bytes, line) = (bytes[end..], n < json.Documents.Count ? json.Documents[n].Line : line);
        }
    }

    /// <summary>How many bytes so many lines have.</summary>
    private static int Lines(ReadOnlySpan<byte> text, int lines)
    {
        var length = 0;
        for (; lines > 0 && text[length..].IndexOf((byte)'\n') is var end and >= 0; lines--)
            length += end + 1;
        return length;
    }

    /// <summary>
    /// The text without blanks at the end of its lines: nobody means them, but YAML keeps some. Lines and columns of everything else stay as they are.
    /// </summary>
    internal static string Trimmed(string text)
    {
        if (!text.Contains(" \n", StringComparison.Ordinal) && !text.Contains(" \r", StringComparison.Ordinal) && !text.Contains('\t'))
            return text;
        var trimmed = new StringBuilder(text.Length);
        var rest = text.AsSpan();
        while (rest.IndexOf('\n') is var end and >= 0)
        {
            trimmed.Append(rest[..end].TrimEnd(" \t\r")).Append('\n');
            rest = rest[(end + 1)..];
        }
        return trimmed.Append(rest).ToString();
    }

    /// <summary>The places of a part of the JSON.</summary>
    private sealed class ShiftedPlaces(ITextPlaces places, int from) : ITextPlaces
    {
        public (int Line, int Column) Of(int offset) => places.Of(offset + from);
    }
}
