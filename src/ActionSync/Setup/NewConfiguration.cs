using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ActionSync.Configuration.Binding;
using ActionSync.Files;
using ActionSync.Planning;

namespace ActionSync.Setup;

/// <summary>
/// A configuration file that is to be made, and beside it a file for each secret, which other accounts cannot read. What was written is taken back where it
/// turns out not to do.
/// </summary>
/// <param name="path">The full path of the configuration file.</param>
/// <param name="currentDirectory">What its paths are relative to.</param>
internal sealed class NewConfiguration(string path, string currentDirectory)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A note to people; keys that begin with $ are not read.</summary>
    private const string Mark = "$init";

    private readonly List<(string Path, byte[]? Before)> _written = [];
    private readonly Dictionary<string, string> _secrets = [];

    /// <summary>The full paths of what was written, the configuration first.</summary>
    public IReadOnlyList<string> Written => [.. _written.Select(file => file.Path).Reverse()];

    public string FullPath => path;

    /// <summary>The files of secrets that would be written and are there already.</summary>
    public IReadOnlyList<string> SecretsInTheWay(SetupAnswers answers) => [.. Secrets(answers).Select(secret => secret.Path).Where(Path.Exists)];

    /// <summary>A file that was made here before, and not the one that came with the program.</summary>
    public static bool IsOurs(string file)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllBytes(file)) is JsonObject json && json.ContainsKey(Mark);
        }
        // Comments and the like are a person's.
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>What the configuration calls the tracker of a kind.</summary>
    public static string NameOf(string kind) => kind.ToLowerInvariant();

    /// <summary>Writes the secrets, and then the configuration that names them; what is there is replaced.</summary>
    public async Task WriteAsync(SetupAnswers answers, CancellationToken cancellationToken)
    {
        foreach (var (file, value) in Secrets(answers))
            await ReplaceAsync(file, bytes => AtomicFile.CreateAsync(file, bytes, FileRights.Private, cancellationToken), $"{value}\n", cancellationToken);
        await ReplaceAsync(
            path, bytes => AtomicFile.CreateAsync(path, bytes, cancellationToken), $"{Text(answers).ToJsonString(Readable)}\n", cancellationToken);
    }

    /// <summary>Everything is as it was.</summary>
    public async Task TakeBackAsync(CancellationToken cancellationToken)
    {
        foreach (var (file, before) in Enumerable.Reverse(_written))
        {
            File.Delete(file);
            if (before is not null)
                await AtomicFile.CreateAsync(file, before, FileRights.Private, cancellationToken);
        }
        _written.Clear();
    }

    private JsonObject Text(SetupAnswers answers)
    {
        var json = new JsonObject { [Mark] = "Written by actionsync init. What is not given here has its default; actionsync config show tells them all." };
        if (answers.Tracker is { } tracker)
        {
            var name = NameOf(tracker.Kind);
            var section = Section(tracker);
            section.Insert(0, KindFamily.Key, tracker.Kind);
            json["Trackers"] = new JsonObject { [RouteOptions.BuiltIn] = null, [name] = section };
            json["Routes"] = new JsonArray(new JsonObject { ["Tracker"] = name });
        }
        json["Reminding"] = new JsonObject { ["TimeZone"] = answers.TimeZone };
        if (answers.Channel is { } channel)
            json["Channels"] = new JsonObject { [channel.Kind] = Section(channel) };
        return json;
    }

    private JsonObject Section(SetupPart part)
    {
        var section = new JsonObject();
        foreach (var (key, value) in part.Values)
            section[key] = value;
        foreach (var (key, secret) in part.Secrets)
            section[SectionKeys.FileTwin(key)] = secret.File ?? Near(FileOf(part, key));
        return section;
    }

    private IEnumerable<(string Path, string Value)> Secrets(SetupAnswers answers) =>
        from part in new[] { answers.Tracker, answers.Channel }.OfType<SetupPart>()
        from secret in part.Secrets
        where secret.Value.Value is not null
        select (FileOf(part, secret.Key), secret.Value.Value!);

    /// <summary>A file that is there belongs to another configuration, unless the one that is replaced names it. Settled before anything is written.</summary>
    private string FileOf(SetupPart part, string key)
    {
        var plain = InFolder($"{part.Kind}-{key}");
        if (!_secrets.TryGetValue(plain, out var file))
            _secrets[plain] = file = !Path.Exists(plain) || Names(plain) ? plain : InFolder($"{Path.GetFileNameWithoutExtension(path)}-{part.Kind}-{key}");
        return file;
    }

    private string InFolder(string name) => Path.Combine(Path.GetDirectoryName(path)!, name.ToLowerInvariant());

    private bool Names(string file) =>
        Path.Exists(path) && File.ReadAllText(path).Contains(JsonSerializer.Serialize(Near(file), Readable), StringComparison.Ordinal);

    /// <summary>As the configuration spells paths: relative to the current directory where that is possible.</summary>
    private string Near(string file) =>
        Path.GetRelativePath(currentDirectory, file) is var near && near.StartsWith("..", StringComparison.Ordinal) ? file : near;

    private async Task ReplaceAsync(string file, Func<byte[], Task> create, string text, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var before = File.Exists(file) ? await File.ReadAllBytesAsync(file, cancellationToken) : null;
        // A file that is replaced would keep its permissions.
        File.Delete(file);
        _written.Add((file, before));
        await create(Encoding.UTF8.GetBytes(text));
    }
}
