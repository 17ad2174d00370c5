using System.Text.Json.Nodes;

namespace ActionSync.SystemTests.Cluster;

/// <summary>Documents by the dozen.</summary>
internal static class ClusterDocuments
{
    public static string Of(string incident, string service, IEnumerable<string> titles) => new JsonObject
    {
        ["incident"] = new JsonObject { ["id"] = incident, ["title"] = $"Title of {incident}", ["service"] = service },
        ["action_items"] = new JsonArray([.. titles.Select(title => (JsonNode)new JsonObject { ["title"] = title, ["priority"] = "P2" })]),
    }.ToJsonString();
}
