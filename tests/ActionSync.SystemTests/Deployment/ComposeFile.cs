using ActionSync.Testing;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace ActionSync.SystemTests.Deployment;

/// <summary><c>config/deploy/compose.yaml</c>, as far as a container engine is not needed to make sense of it.</summary>
internal sealed record ComposeFile(
    IReadOnlyDictionary<string, ComposeService> Services, IReadOnlyDictionary<string, string> SecretFiles, IReadOnlySet<string> Volumes)
{
    /// <summary>Those that run the program.</summary>
    public IReadOnlyDictionary<string, ComposeService> Workers => Services.Where(service => service.Value.Image == "actionsync").ToDictionary();

    public static ComposeFile Read()
    {
        var parser = new MergingParser(new Parser(new StringReader(File.ReadAllText(Path.Combine(Repository.Root, "config", "deploy", "compose.yaml")))));
        var whole = (Dictionary<object, object?>)new DeserializerBuilder().Build().Deserialize(parser)!;
        return new ComposeFile(
            Map(whole["services"]).ToDictionary(service => service.Key, service => new ComposeService(Map(service.Value))),
            Map(whole["secrets"]).ToDictionary(secret => secret.Key, secret => (string)Map(secret.Value)["file"]!),
            Map(whole["volumes"]).Keys.ToHashSet());
    }

    public static Dictionary<string, object?> Map(object? value) =>
        ((Dictionary<object, object?>)value!).ToDictionary(pair => (string)pair.Key, pair => pair.Value);
}

internal sealed class ComposeService(Dictionary<string, object?> keys)
{
    public IReadOnlyCollection<string> Keys => keys.Keys;

    public string? Image => keys.GetValueOrDefault("image") as string;

    public IReadOnlyList<string> Command => List("command");

    public IReadOnlyDictionary<string, string> Environment => ComposeFile.Map(keys["environment"]).ToDictionary(pair => pair.Key, pair => (string)pair.Value!);

    public IReadOnlyList<string> Secrets => List("secrets");

    /// <summary>From where to where; a name is a volume, and a path a file beside the compose file.</summary>
    public IReadOnlyList<(string Source, string Target)> Mounts => [.. List("volumes").Select(mount => mount.Split(':')).Select(parts => (parts[0], parts[1]))];

    public IReadOnlyList<string> Ports => List("ports");

    /// <summary>Without the word in front that says how it is run.</summary>
    public IReadOnlyList<string> HealthCheck => [.. ((List<object>)ComposeFile.Map(keys["healthcheck"])["test"]!).Cast<string>().Skip(1)];

    public IReadOnlyDictionary<string, string> WaitsFor => keys.TryGetValue("depends_on", out var on)
        ? ComposeFile.Map(on).ToDictionary(pair => pair.Key, pair => (string)ComposeFile.Map(pair.Value)["condition"]!)
        : new Dictionary<string, string>();

    private IReadOnlyList<string> List(string key) => keys.GetValueOrDefault(key) is List<object> list ? [.. list.Cast<string>()] : [];
}
