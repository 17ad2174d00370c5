using ActionSync.Configuration.Binding;

namespace ActionSync.Configuration;

/// <summary>What a feature needs to check options of its own.</summary>
/// <param name="Key">The key that the options stand under, such as <c>Trackers:github</c>.</param>
/// <param name="CurrentDirectory">What relative paths are relative to.</param>
/// <param name="Findings">Told of everything that is wrong.</param>
internal sealed record CheckedOptions(string Key, string CurrentDirectory, Findings Findings)
{
    /// <summary>A source gives the key a value, which may have a problem of its own.</summary>
    public bool IsGiven(string name) => Findings.IsGiven($"{Key}:{name}");

    /// <summary>A secret, or the file that it is in, is given.</summary>
    public bool IsSecretGiven(string name) => IsGiven(name) || IsGiven(SectionKeys.FileTwin(name));
}
