using ActionSync.Configuration.Binding;

namespace ActionSync.Configuration.Settings;

/// <summary>Lays one source over another: maps merge by key, everything else, lists above all, is replaced as a whole.</summary>
internal static class SettingLayers
{
    public static MapSetting Merge(ConfigurationSchema schema, MapSetting lower, MapSetting upper) => Merge(schema, lower, upper, []);

    private static MapSetting Merge(ConfigurationSchema schema, MapSetting lower, MapSetting upper, string[] path)
    {
        var merged = new MapSetting(upper.Origin);
        foreach (var (key, setting) in lower.Entries)
            merged.Entries[key] = setting;
        foreach (var (key, setting) in upper.Entries)
        {
            string[] below = [.. path, key];
            merged.Entries[key] = (merged.Entries.GetValueOrDefault(key), setting) switch
            {
                (MapSetting under, MapSetting over) when !schema.IsOneValue(below) => Merge(schema, under, over, below),
                (_, NothingSetting) when path.Length == 0 => schema.BuiltIn.Entries.GetValueOrDefault(key, setting),
                _ => setting,
            };
        }
        return merged;
    }
}
