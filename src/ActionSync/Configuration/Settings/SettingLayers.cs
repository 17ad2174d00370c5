namespace ActionSync.Configuration.Settings;

/// <summary>Lays one source over another: maps merge by key, everything else, lists above all, is replaced as a whole.</summary>
internal static class SettingLayers
{
    public static MapSetting Merge(MapSetting lower, MapSetting upper) => Merge(lower, upper, []);

    private static MapSetting Merge(MapSetting lower, MapSetting upper, string[] path)
    {
        var merged = new MapSetting(upper.Origin);
        foreach (var (key, setting) in lower.Entries)
            merged.Entries[key] = setting;
        foreach (var (key, setting) in upper.Entries)
        {
            string[] below = [.. path, key];
            merged.Entries[key] = (merged.Entries.GetValueOrDefault(key), setting) switch
            {
                (MapSetting under, MapSetting over) when !IsOneValue(below) => Merge(under, over, below),
                (_, NothingSetting) when path.Length == 0 => BuiltInSettings.Layer.Entries.GetValueOrDefault(key, setting),
                _ => setting,
            };
        }
        return merged;
    }

    /// <summary>Trackers:name:Fields:field is JSON for Jira: half of one value and half of another would be neither.</summary>
    private static bool IsOneValue(string[] path) =>
        path.Length == 4 && path[0].Equals("Trackers", StringComparison.OrdinalIgnoreCase) && path[2].Equals("Fields", StringComparison.OrdinalIgnoreCase);
}
