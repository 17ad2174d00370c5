namespace ActionSync.Configuration.Showing;

/// <summary>One key with the value that holds.</summary>
/// <param name="Key">Its path, such as <c>Intake:Folder</c>.</param>
/// <param name="Value">As the configuration would spell it; a secret is ***, and null where nothing is set.</param>
/// <param name="Source">Where the value comes from.</param>
/// <param name="From">The full path of the file, or the name of the variable or flag; null for a default.</param>
public sealed record EffectiveSetting(string Key, string? Value, SettingSource Source, string? From);

public enum SettingSource
{
    Default,
    File,
    Environment,
    Flag,
}
