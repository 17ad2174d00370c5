using ActionSync.Configuration.Settings;
using ActionSync.Trackers;

namespace ActionSync.Configuration.Binding;

/// <summary>Makes the options of the kind that a tracker says it is of.</summary>
internal sealed class TrackerBinder(Findings findings, SectionBinder sections)
{
    public static bool Knows(string key) => key.Equals(TrackerKind.Key, StringComparison.OrdinalIgnoreCase);

    /// <summary>The tracker; null, with a problem noted, where its name or kind will not do.</summary>
    public TrackerOptions? Bind(string name, Setting setting, string path)
    {
        if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            findings.Add(path, "a tracker's name may hold only letters, digits, '-', '_' and '.'");
            return null;
        }
        if (setting is not MapSetting map)
        {
            findings.Add(path, "must hold keys between { and }");
            return null;
        }
        if (Kind(map, name, Wording.Join(path, TrackerKind.Key)) is not { } type)
            return null;
        var tracker = (TrackerOptions)Activator.CreateInstance(type)!;
        tracker.Name = name;
        sections.Bind(tracker, map, path);
        return tracker;
    }

    private Type? Kind(MapSetting map, string name, string key)
    {
        string[] kinds = [.. TrackerKind.All.Keys];
        switch (map.Entries.GetValueOrDefault(TrackerKind.Key))
        {
            case TextSetting { Text: not "" } kind when TrackerKind.All.TryGetValue(kind.Text.Trim(), out var type):
                return type;
            case TextSetting { Text: not "" } kind:
                findings.Add(key, $"{Wording.Quote(kind.Text)} is not right; it must be {Wording.Choice(kinds, kind.Text)}");
                return null;
            default:
                findings.Add(key, $"is missing; it must be {Wording.Or(kinds)}{Other(name)}");
                return null;
        }
    }

    // A tracker without a kind is often another one's name misspelt.
    private string Other(string name)
    {
        var others = findings.Find("Trackers") is MapSetting trackers ? trackers.Entries.Keys.Where(other => other != name) : [];
        return Nearest.To(name, others) is { } near ? $" (or did you mean the tracker {near}?)" : "";
    }
}
