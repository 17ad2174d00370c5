using System.Text.Json.Nodes;
using ActionSync.Testing;

namespace ActionSync.Tests.Contracts;

/// <summary>Answers of real servers, with invented names: every member that the service sends, as it sends it.</summary>
internal static class Payloads
{
    public static string Text(string service, string name) => File.ReadAllText(
        Path.Combine(Repository.Root, "tests", "ActionSync.Tests", "Trackers", service, "Payloads", name + ".json"));

    public static JsonNode Json(string service, string name) => JsonNode.Parse(Text(service, name))!;

    /// <summary>The same with another text in place of one that is surely there.</summary>
    public static string Changed(string payload, string from, string to)
    {
        var at = payload.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{from} is not in the payload.");
        return $"{payload[..at]}{to}{payload[(at + from.Length)..]}";
    }
}
