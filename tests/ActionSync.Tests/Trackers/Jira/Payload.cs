using System.Text.Json.Nodes;
using ActionSync.Testing;

namespace ActionSync.Tests.Trackers.Jira;

/// <summary>Answers of real servers, with invented names: every member that the service sends, as it sends it.</summary>
internal static class Payload
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "ActionSync.Tests", "Trackers", "Jira", "Payloads");

    public static IEnumerable<string> All =>
        Directory.EnumerateFiles(Folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal);

    public static string Text(string name) => File.ReadAllText(Path.Combine(Folder, name + ".json"));

    public static JsonNode Json(string name) => JsonNode.Parse(Text(name))!;
}
