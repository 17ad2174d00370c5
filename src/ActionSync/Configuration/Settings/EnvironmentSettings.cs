using ActionSync.Configuration.Binding;

namespace ActionSync.Configuration.Settings;

/// <summary>Reads the variables that begin with ACTIONSYNC_; <c>__</c> stands between levels, case is ignored.</summary>
internal static class EnvironmentSettings
{
    public const string Prefix = "ACTIONSYNC_";

    private const string Root = "the environment";
    private const string OriginPrefix = "environment variable ";

    /// <summary>The variable that an origin names; null where it is another source.</summary>
    public static string? VariableOf(string origin) =>
        origin.StartsWith(OriginPrefix, StringComparison.Ordinal) ? origin[OriginPrefix.Length..] : origin == Root ? Prefix + "..." : null;

    public static bool IsOurs(string variable) => variable.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    public static MapSetting Read(IEnumerable<KeyValuePair<string, string?>> variables, Findings findings)
    {
        var root = new MapSetting(Root);
        foreach (var (name, value) in variables.OrderBy(variable => variable.Key, StringComparer.Ordinal))
        {
            if (value is not null && IsOurs(name))
                Place(root, name, value, findings);
        }
        return root;
    }

    private static void Place(MapSetting root, string name, string value, Findings findings)
    {
        var origin = OriginPrefix + name;
        var levels = name[Prefix.Length..].Split("__");
        var key = string.Join(':', levels);
        if (levels.Contains(""))
        {
            findings.Add(name, "names no key; between levels stand exactly two underscores, as in ACTIONSYNC_Intake__Folder");
            return;
        }
        var map = root;
        foreach (var level in levels[..^1])
        {
            map.Entries.TryAdd(level, new MapSetting(origin));
            if (map.Entries[level] is not MapSetting below)
            {
                findings.Add(key, $"is set beside {map.Entries[level].Origin}, which sets the whole; keep one of the two", origin);
                return;
            }
            map = below;
        }
        if (!map.Entries.TryAdd(levels[^1], new TextSetting(value, origin)))
            findings.Add(key, $"is also set by {map.Entries[levels[^1]].Origin}; keep one of the two", origin);
    }
}
