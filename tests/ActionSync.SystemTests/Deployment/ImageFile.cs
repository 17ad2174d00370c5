using System.Text.Json;
using ActionSync.Testing;

namespace ActionSync.SystemTests.Deployment;

/// <summary>What <c>Dockerfile</c> says of the image that it makes; of several stages the last.</summary>
internal sealed record ImageFile(
    IReadOnlyDictionary<string, string> Environment, IReadOnlyList<string> Entrypoint, IReadOnlyList<string> Command, IReadOnlyList<string> HealthCheck,
    int Port, string User)
{
    public static ImageFile Read()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "Dockerfile")).Replace("\\\n", " ", StringComparison.Ordinal);
        var lines = text[text.LastIndexOf("\nFROM ", StringComparison.Ordinal)..].Split('\n', StringSplitOptions.TrimEntries);
        return new ImageFile(
            All("ENV").Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]),
            Words(One("ENTRYPOINT")), Words(One("CMD")), Words(One("HEALTHCHECK").Split("CMD", 2)[1]), int.Parse(One("EXPOSE")), One("USER"));

        IEnumerable<string> All(string word) =>
            lines.Where(line => line.StartsWith($"{word} ", StringComparison.Ordinal)).Select(line => line[(word.Length + 1)..]);
        string One(string word) => Assert.Single(All(word));
        static IReadOnlyList<string> Words(string json) => JsonSerializer.Deserialize<string[]>(json)!;
    }
}
