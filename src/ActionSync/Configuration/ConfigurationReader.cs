using ActionSync.Configuration.Binding;
using ActionSync.Configuration.Settings;

namespace ActionSync.Configuration;

/// <summary>
/// Reads the whole configuration once, at start. Sources are laid over each other and bound to the schema's options; everything that is wrong is told at
/// once. Lists are replaced by a later source, maps merge by key.
/// </summary>
internal static class ConfigurationReader
{
    /// <summary>The file that is read, where there is one, before <c>--config</c>.</summary>
    public const string SharedFile = "config/appsettings.json";

    /// <summary>The flag that names the data folder, as the origin of that.</summary>
    public const string DataFlag = "--data";

    /// <summary>The key of the folder that all other default paths follow.</summary>
    public const string DataKey = "Data";

    /// <summary>Binds the sources to <paramref name="options"/>, and returns what there was to say about them so far.</summary>
    public static Findings Bind(object options, ConfigurationSchema schema, ConfigurationSources sources)
    {
        var findings = new Findings { SharedFile = sources.SharedFile };
        findings.Settings = Layers(schema, sources, findings).Aggregate((lower, upper) => SettingLayers.Merge(schema, lower, upper));
        new SectionBinder(schema, findings, sources.CurrentDirectory).Bind(options, findings.Settings, "");
        return findings;
    }

    private static IEnumerable<MapSetting> Layers(ConfigurationSchema schema, ConfigurationSources sources, Findings findings)
    {
        yield return schema.BuiltIn;
        if (sources.SharedFile is { } shared)
            yield return DefaultPaths.FollowData(schema, JsonSettings.Read(shared, findings));
        if (sources.ConfigFile is { } file)
            yield return DefaultPaths.FollowData(schema, JsonSettings.Read(Path.GetFullPath(file, sources.CurrentDirectory), findings));
        yield return EnvironmentSettings.Read(sources.Environment, findings);
        if (sources.Data is { } data)
            yield return CommandLineSettings(data);
    }

    private static MapSetting CommandLineSettings(string data)
    {
        var root = new MapSetting(DataFlag);
        root.Entries[DataKey] = new TextSetting(data, DataFlag);
        return root;
    }
}
