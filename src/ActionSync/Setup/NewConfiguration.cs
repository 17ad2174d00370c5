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

    private readonly List<(string Path, byte[]? Before)> _written = [];

    /// <summary>The full paths of what was written, the configuration first.</summary>
    public IReadOnlyList<string> Written => [.. _written.Select(file => file.Path).Reverse()];

    /// <summary>The files that would be written and are there already.</summary>
    public IReadOnlyList<string> InTheWay(SetupAnswers answers) => [.. Secrets(answers).Select(secret => secret.Path).Append(path).Where(Path.Exists)];

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
        var json = new JsonObject();
        if (answers.Tracker is { } tracker)
        {
            var name = tracker.Kind.ToLowerInvariant();
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

    private string FileOf(SetupPart part, string key) =>
        Path.Combine(Path.GetDirectoryName(path)!, $"{part.Kind}-{key}".ToLowerInvariant());

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
