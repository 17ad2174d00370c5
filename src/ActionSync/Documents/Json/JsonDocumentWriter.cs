using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ActionSync.Items;

namespace ActionSync.Documents.Json;

/// <summary>
/// Writes incidents in the reference shape, as their documents say them: reading the text again gives the same items. One incident is an object, several are
/// an array.
/// </summary>
internal static class JsonDocumentWriter
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(IReadOnlyList<IncidentDocument> documents)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text, Options))
        {
            if (documents is [var only])
                Write(json, only);
            else
            {
                json.WriteStartArray();
                foreach (var document in documents)
                    Write(json, document);
                json.WriteEndArray();
            }
        }
        return [.. text.WrittenSpan, (byte)'\n'];
    }

    /// <summary>What is written and no document says, a sentence each: the shape asks for a title, and not every other format does.</summary>
    public static IReadOnlyList<string> Filled(IReadOnlyList<IncidentDocument> documents) =>
    [
        .. documents.Where(document => document.Written.Title is null)
            .Select(document => $"The incident has no title there, so {Quoted.Of(Title(document))} is written as its title.").Distinct(),
    ];

    private static void Write(Utf8JsonWriter json, IncidentDocument document)
    {
        json.WriteStartObject();
        WriteIncident(json, document);
        WriteFacts(json, document.Incident.Impact);
        WriteObject(json, "resolution", ("root_cause", document.Incident.RootCause), ("permanent_fix", document.Incident.PermanentFix));
        if (document.Incident.EscalationManager is { } manager)
        {
            json.WriteStartObject("context");
            WriteObject(json, "on_call", ("escalation_manager", manager));
            json.WriteEndObject();
        }
        if (document.ActionItems is { } items)
        {
            json.WriteStartArray("action_items");
            foreach (var item in items)
                WriteItem(json, item);
            json.WriteEndArray();
        }
        WriteParticipants(json, document.Incident.Participants);
        json.WriteEndObject();
    }

    private static void WriteIncident(Utf8JsonWriter json, IncidentDocument document)
    {
        var (incident, written) = (document.Incident, document.Written);
        json.WriteStartObject("incident");
        Text(json, "id", written.Id ?? incident.Id);
        Text(json, "title", Title(document));
        Text(json, "severity", written.Severity ?? incident.Severity);
        Text(json, "status", incident.Status);
        Text(json, "service", incident.Service);
        Lines(json, "affected_services", incident.AffectedServices);
        Text(json, "commander", incident.Commander);
        Text(json, "declared_at", IsTime(written.Date) ? written.Date : Word(incident.DeclaredAt));
        Text(json, "resolved_at", Word(incident.ResolvedAt));
        Text(json, "url", incident.Url);
        json.WriteEndObject();
    }

    private static string Title(IncidentDocument document)
    {
        var (incident, written) = (document.Incident, document.Written);
        return written.Title ?? (incident.Title.Length > 0 ? incident.Title : written.Id ?? incident.Id);
    }

    private static void WriteItem(Utf8JsonWriter json, ActionItem item)
    {
        json.WriteStartObject();
        Text(json, "id", item.Id);
        Text(json, "title", item.Title);
        Text(json, "owner", item.Owner);
        Lines(json, "owners", item.Owners);
        Text(json, "priority", item.Priority?.ToString());
        Text(json, "deadline", IsTime(item.WrittenDeadline) ? item.WrittenDeadline : item.Deadline?.ToWord());
        Text(json, "type", item.Type);
        Text(json, "status", item.Status?.ToWord());
        Text(json, "url", item.Url);
        Text(json, "ticket", item.Ticket);
        Lines(json, "details", item.Details);
        json.WriteEndObject();
    }

    private static void WriteFacts(Utf8JsonWriter json, IReadOnlyList<Fact> facts)
    {
        if (facts.Count == 0)
            return;
        var names = new HashSet<string>(StringComparer.Ordinal);
        json.WriteStartObject("impact");
        foreach (var fact in facts)
        {
            var name = fact.Name;
            // Two facts may have one name, but an object has each key once; the line at the end is not read.
            while (!names.Add(name))
                name += '_';
            json.WriteString(name, fact.Value);
        }
        json.WriteEndObject();
    }

    private static void WriteParticipants(Utf8JsonWriter json, IReadOnlyList<Participant> people)
    {
        if (people.Count == 0)
            return;
        json.WriteStartArray("participants");
        foreach (var person in people)
        {
            json.WriteStartObject();
            Text(json, "name", person.Name);
            Text(json, "role", person.Role);
            Text(json, "email", person.Email);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteObject(Utf8JsonWriter json, string name, params ReadOnlySpan<(string Name, string? Value)> texts)
    {
        var isOpen = false;
        foreach (var (key, value) in texts)
        {
            if (value is null)
                continue;
            if (!isOpen)
                json.WriteStartObject(name);
            isOpen = true;
            Text(json, key, value);
        }
        if (isOpen)
            json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is { Length: > 0 })
            json.WriteString(name, value);
    }

    private static void Lines(Utf8JsonWriter json, string name, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var line in lines)
            json.WriteStringValue(line);
        json.WriteEndArray();
    }

    private static string? Word(DateTimeOffset? time) => time is { } moment ? Deadline.At(moment).ToWord() : null;

    private static bool IsTime(string? text) => text is not null && IsoTime.Parse(text).Time is not null;
}
