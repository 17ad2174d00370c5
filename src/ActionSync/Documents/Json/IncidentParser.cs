using System.Text.Json;
using ActionSync.Documents.Values;

namespace ActionSync.Documents.Json;

/// <summary>
/// Reads a file of one incident, or of an array of them, and finds everything that is wrong with it in the same pass: what JSON forbids, keys that
/// stand twice, values of the wrong kind, dates that do not exist, items that cannot be told apart. Pure: no file, no clock, never an exception.
/// </summary>
public static class IncidentParser
{
    /// <summary>Reads <paramref name="utf8"/>; times that carry no offset are in <paramref name="zone"/>.</summary>
    public static ParsedFile Parse(ReadOnlyMemory<byte> utf8, TimeZoneInfo zone) => Parse(utf8, ReadingRules.In(zone));

    /// <summary>As above, with words and a time zone of the configuration.</summary>
    public static ParsedFile Parse(ReadOnlyMemory<byte> utf8, ReadingRules rules)
    {
        var problems = new ProblemList();
        var text = DocumentText.Of(utf8, problems);
        var endsTooEarly = false;
        List<IncidentDocument> incidents = [];
        if (text.StartsLikeADocument)
            incidents = Read(text.Bytes, rules, problems, out endsTooEarly);
        else if (text.IsEmpty)
            endsTooEarly = true;
        var found = problems.ToProblems(text.Bytes.Span);
        return new ParsedFile(found.Count > 0 ? [] : incidents, found, endsTooEarly);
    }

    private static List<IncidentDocument> Read(ReadOnlyMemory<byte> text, ReadingRules rules, ProblemList problems, out bool endsTooEarly)
    {
        var incidents = new List<IncidentDocument>();
        var json = new JsonCursor(text.Span, rules, problems);
        endsTooEarly = false;
        try
        {
            json.Next();
            if (json.Token == JsonTokenType.StartArray)
                ReadArray(ref json, text, incidents);
            else
                incidents.Add(ReadIncident(ref json, text));
            json.ReadToEnd();
        }
        catch (JsonException e)
        {
            var mistake = SyntaxMistake.Find(text.Span, e, json.End, json.LastToken, json.Path.Depth);
            problems.Add(mistake.Offset, json.Path.ToString(), mistake.Wrong, mistake.Right);
        }
        catch (EndOfStreamException)
        {
            endsTooEarly = true;
            problems.Add(text.Length, json.Path.ToString(), "the text ends here, before the document does", "the whole document, closed by its last } or ]");
        }
        return incidents;
    }

    private static void ReadArray(ref JsonCursor json, ReadOnlyMemory<byte> text, List<IncidentDocument> incidents)
    {
        var start = json.Offset;
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        json.OpenArray();
        var isFull = false;
        while (json.NextElement())
        {
            if (incidents.Count == Limits.Incidents)
            {
                if (!isFull)
                    json.Problem($"is one more than the {Limits.Incidents:N0} incidents that a file may hold", "several files");
                isFull = true;
                json.Skip();
                continue;
            }
            var offset = json.Offset;
            var incident = ReadIncident(ref json, text);
            if (incident.Incident.Id.Length > 0 && !places.TryAdd(incident.Incident.Id, incidents.Count))
                json.Problem(offset, $"is a second document of incident {Quoted.Of(incident.Incident.Id)}, beside [{places[incident.Incident.Id]}]",
                    "each incident once in a file");
            incidents.Add(incident);
        }
        if (incidents.Count == 0)
            json.Problem(start, "is an empty array", "at least one incident");
    }

    private static IncidentDocument ReadIncident(ref JsonCursor json, ReadOnlyMemory<byte> text)
    {
        var start = json.Offset;
        var document = IncidentShape.Document.Read(ref json, "an incident: { \"incident\": { … }, \"action_items\": [ … ] }");
        return document with { Source = text[start..json.End] };
    }
}
