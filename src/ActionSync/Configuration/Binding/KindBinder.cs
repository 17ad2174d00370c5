using ActionSync.Configuration.Settings;
using ActionSync.Text;

namespace ActionSync.Configuration.Binding;

/// <summary>Makes the options of the kind that an entry says it is of.</summary>
internal sealed class KindBinder(KindFamily family, Findings findings, SectionBinder sections)
{
    /// <summary>The entry's options; null, with a problem noted, where its kind will not do.</summary>
    public object? Bind(string name, Setting setting, string path)
    {
        if (setting is not MapSetting map)
        {
            findings.Add(path, "must hold keys between { and }");
            return null;
        }
        if (Kind(map, name, path) is not { } type)
            return null;
        var entry = Activator.CreateInstance(type)!;
        if (entry is INamedOptions named)
            named.Name = name;
        sections.Bind(entry, map, path, family);
        return entry;
    }

    private Type? Kind(MapSetting map, string name, string path)
    {
        string[] kinds = [.. family.Kinds.Keys];
        var key = Wording.Join(path, KindFamily.Key);
        switch (map.Entries.GetValueOrDefault(KindFamily.Key))
        {
            case TextSetting { Text: not "" } kind when family.Kinds.TryGetValue(kind.Text.Trim(), out var type):
                return type;
            case TextSetting { Text: not "" } kind:
                findings.Add(key, $"{Wording.Quote(kind.Text)} is not right; it must be {Wording.Choice(kinds, kind.Text)}");
                return null;
            default:
                findings.Add(key, $"is missing; it must be {Wording.Or(kinds)}{Other(name, path)}");
                return null;
        }
    }

    // An entry without a kind is often another one's name misspelt.
    private string Other(string name, string path)
    {
        var others = findings.Find(path[..path.LastIndexOf(':')]) is MapSetting map ? map.Entries.Keys.Where(other => other != name) : [];
        return Nearest.To(name, others) is { } near ? $" (or did you mean the {family.Word} {near}?)" : "";
    }
}
