using ActionSync.Configuration.Settings;
using ActionSync.Text;

namespace ActionSync.Configuration;

/// <summary>How this process was started, for commands that people are told to run: with these they meet the same installation, wherever they stand.</summary>
/// <param name="Program">What starts it: its full path, or the name by which a shell finds it.</param>
/// <param name="Folder">The folder that relative paths are relative to.</param>
/// <param name="Config">The full path of <c>--config</c>; null where it was not given.</param>
/// <param name="Data">The full path of <c>--data</c>; null where it was not given.</param>
internal sealed record StartArguments(string Program, string Folder, string? Config, string? Data)
{
    private const string Name = "actionsync";

    /// <summary>The names of the variables that configure it here: whatever else starts it has to be given them too.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>Without any flag.</summary>
    public static StartArguments Plain => new(Name, Environment.CurrentDirectory, null, null);

    public static StartArguments Of(ConfigurationSources sources) => new(
        // Started through a host, as while developing, it has no program of its own.
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == Name ? Environment.ProcessPath! : Name,
        sources.CurrentDirectory, Full(sources.ConfigFile, sources), Full(sources.Data, sources))
    {
        Variables =
        [
            .. sources.Environment.Where(variable => variable.Value is not null && EnvironmentSettings.IsOurs(variable.Key))
                .Select(variable => variable.Key).Order(StringComparer.Ordinal),
        ],
    };

    /// <summary>A command with its words, for a shell that stands in the same folder.</summary>
    public string Command(params IEnumerable<string> words) => Line(Name, words);

    /// <summary>A command with its words, for whatever starts it in no folder and without a search path.</summary>
    public string CommandAnywhere(params IEnumerable<string> words) => $"cd {ShellWord.Of(Folder)} && {Line(Program, words)}";

    private string Line(string program, IEnumerable<string> words)
    {
        string[] flags = [.. Config is null ? [] : new[] { "--config", Config }, .. Data is null ? [] : new[] { "--data", Data }];
        return string.Join(' ', words.Prepend(program).Concat(flags).Select(ShellWord.Of));
    }

    private static string? Full(string? path, ConfigurationSources sources) => path is null ? null : Path.GetFullPath(path, sources.CurrentDirectory);
}
