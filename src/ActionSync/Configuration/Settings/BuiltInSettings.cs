using System.Reflection;
using ActionSync.Configuration.Binding;
using ActionSync.Configuration.Rules;

namespace ActionSync.Configuration.Settings;

/// <summary>
/// The defaults that are not a property's initial value: the folder tracker "board" and the route to it. <c>config/appsettings.json</c>
/// spells these and the default paths out for its readers; a path that still says so counts as default, so that <c>Data</c> alone moves every path.
/// </summary>
internal static class BuiltInSettings
{
    public const string Origin = "built-in default";

    public static MapSetting Layer { get; } = Map(
        ("Trackers", Map((DataFolder.Board, Map(("Kind", new TextSetting(TrackerKind.Folder, Origin)))))),
        ("Routes", new ListSetting([Map(("Tracker", new TextSetting(DataFolder.Board, Origin)))], Origin)));

    /// <summary>Lets the paths that a file spells as their default follow <c>Data</c>; <c>./data/inbox</c> stays where it is.</summary>
    public static MapSetting FollowData(MapSetting file)
    {
        FollowData(file, typeof(ActionSyncOptions));
        if (file.Entries.GetValueOrDefault("Trackers") is MapSetting trackers)
        {
            foreach (var tracker in trackers.Entries.Values.OfType<MapSetting>())
                FollowData(tracker, TrackerKind.All[TrackerKind.Folder]);
        }
        return file;
    }

    private static void FollowData(MapSetting map, Type section)
    {
        foreach (var property in SectionKeys.Of(section))
        {
            if (property.GetCustomAttribute<UnderDataAttribute>() is { } path && Text(map, property.Name) == path.Spelled)
                map.Entries[property.Name] = new NothingSetting(map.Origin);
            else if (SectionKeys.IsSection(property.PropertyType) && map.Entries.GetValueOrDefault(property.Name) is MapSetting below)
                FollowData(below, property.PropertyType);
        }
    }

    private static string? Text(MapSetting map, string key) => (map.Entries.GetValueOrDefault(key) as TextSetting)?.Text;

    private static MapSetting Map(params ReadOnlySpan<(string Key, Setting Setting)> entries)
    {
        var map = new MapSetting(Origin);
        foreach (var (key, setting) in entries)
            map.Entries[key] = setting;
        return map;
    }
}
