using System.Collections;
using System.Reflection;
using ActionSync.Configuration.Rules;
using ActionSync.Configuration.Settings;

namespace ActionSync.Configuration.Binding;

/// <summary>
/// Gives every path that was not set its place under <c>Data</c>, and makes all paths full. <c>config/appsettings.json</c> spells the default paths out
/// for its readers; a path that still says so counts as default, so that <c>Data</c> alone moves every path.
/// </summary>
internal static class DefaultPaths
{
    /// <summary>The default of <c>Data</c>.</summary>
    public const string Data = "data";

    /// <summary>Lets the paths that a file spells as their default follow <c>Data</c>; <c>./data/inbox</c> stays where it is.</summary>
    public static MapSetting FollowData(ConfigurationSchema schema, MapSetting file)
    {
        FollowData(schema, file, schema.Root);
        return file;
    }

    /// <summary>Completes the paths of a section and of all below it.</summary>
    /// <param name="section">Options that were bound.</param>
    /// <param name="data">The full path of <c>Data</c>.</param>
    /// <param name="currentDirectory">What relative paths are relative to.</param>
    public static void Complete(object section, string data, string currentDirectory)
    {
        foreach (var property in SectionKeys.Of(section.GetType()))
        {
            var value = property.GetValue(section);
            if (value is string path && property.GetCustomAttribute<UnderDataAttribute>() is { } place)
                property.SetValue(section, Path.GetFullPath(path == "" ? Path.Combine(data, place.Leaf) : path, currentDirectory));
            else if (value is string { Length: > 0 } relative && property.IsDefined(typeof(FullPathAttribute)))
                property.SetValue(section, Path.GetFullPath(relative, currentDirectory));
            else if (value is IReadOnlyList<string> paths && property.IsDefined(typeof(FullPathAttribute)))
                property.SetValue(section, paths.Select(each => Path.GetFullPath(each, currentDirectory)).ToList());
            else if (value is not null)
                CompleteBelow(value, data, currentDirectory);
        }
    }

    private static void CompleteBelow(object value, string data, string currentDirectory)
    {
        if (SectionKeys.IsSection(value.GetType()))
            Complete(value, data, currentDirectory);
        foreach (var entry in value switch { IDictionary map => map.Values, _ => (IEnumerable)Array.Empty<object>() })
        {
            if (entry is not null && SectionKeys.IsSection(entry.GetType()))
                Complete(entry, data, currentDirectory);
        }
    }

    private static void FollowData(ConfigurationSchema schema, MapSetting map, Type section)
    {
        foreach (var property in SectionKeys.Of(section))
        {
            var below = map.Entries.GetValueOrDefault(property.Name) as MapSetting;
            if (property.GetCustomAttribute<UnderDataAttribute>() is { } path && Text(map, property.Name) == path.Spelled)
                map.Entries[property.Name] = new NothingSetting(map.Origin);
            else if (below is not null && schema.FamilyOf(property) is { } family)
                FollowData(schema, below, family);
            else if (below is not null && SectionKeys.IsSection(property.PropertyType))
                FollowData(schema, below, property.PropertyType);
        }
    }

    // Which kind an entry is of may be said in another source, so the paths of all kinds are looked at.
    private static void FollowData(ConfigurationSchema schema, MapSetting entries, KindFamily family)
    {
        foreach (var entry in entries.Entries.Values.OfType<MapSetting>())
        {
            foreach (var kind in family.Kinds.Values)
                FollowData(schema, entry, kind);
        }
    }

    private static string? Text(MapSetting map, string key) => (map.Entries.GetValueOrDefault(key) as TextSetting)?.Text;
}
