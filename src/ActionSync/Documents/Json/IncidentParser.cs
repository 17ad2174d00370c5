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
        var places = new TextPlaces(text.Bytes);
        var endsTooEarly = text.IsEmpty;
        var incidents = text.StartsLikeADocument ? Read(text.Bytes, rules, problems, new TextPlaces(text.Bytes), out endsTooEarly) : [];
        var found = problems.ToProblems(places);
        return new ParsedFile(incidents, found, endsTooEarly);
    }

    /// <summary>Reads text that is JSON, or was made into JSON.</summary>
    /// <param name="places">Where the bytes stand in the file.</param>
    internal static List<IncidentDocument> Read(
        ReadOnlyMemory<byte> text, ReadingRules rules, ProblemList problems, ITextPlaces places, out bool endsTooEarly)
    {
        var incidents = new List<IncidentDocument>();
        var json = new JsonCursor(text.Span, rules, problems, places);
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
        catch (Exception e) when (e is JsonException or EndOfStreamException)
        {
            endsTooEarly = SyntaxMistake.Report(ref json, text.Span, e, problems);
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
        var (start, before) = (json.Offset, json.Advice.Count);
        var document = IncidentShape.Document.Read(ref json, "an incident: { \"incident\": { … }, \"action_items\": [ … ] }");
        return document with { Source = text[start..json.End], Advice = [.. json.Advice.Skip(before).OrderBy(advice => advice.Line)] };
    }
}
