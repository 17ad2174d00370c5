using System.Text;
using ActionSync.Documents;
using ActionSync.Documents.Json;

namespace ActionSync.Tests.Documents;

/// <summary>Short ways to parse text and to look at one outcome.</summary>
internal static class Some
{
    public static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    public static ParsedFile Parse(string json) => IncidentParser.Parse(Encoding.UTF8.GetBytes(json), Berlin);

    /// <summary>A document with these items, given as JSON.</summary>
    public static string Document(string items, string id = "INC-1") =>
        $$"""{"incident": {"id": "{{id}}", "title": "Outage"}, "action_items": [{{items}}]}""";

    public static string Item(string field) => Document($$"""{"title": "Add an alert", {{field}}}""");

    public static IncidentDocument Incident(string json)
    {
        var file = Parse(json);
        Assert.Empty(file.Problems);
        return Assert.Single(file.Incidents);
    }

    public static ActionItem OneItem(string field) => Assert.Single(Incident(Item(field)).ActionItems!);

    /// <summary>The only problem of a document that is kept out.</summary>
    public static Problem OneProblem(string json)
    {
        var file = Parse(json);
        Assert.Empty(file.Incidents);
        return Assert.Single(file.Problems);
    }
}
