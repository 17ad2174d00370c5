using System.Text.Json;

namespace ActionSync.Configuration.Settings;

/// <summary>One value of one source, before anything is known of its type; it remembers where it came from.</summary>
internal abstract record Setting(string Origin);

/// <summary>A text, number or truth value. <paramref name="Json"/> is null where the source knows only text, as the environment does.</summary>
internal sealed record TextSetting(string Text, string Origin, JsonElement? Json = null) : Setting(Origin)
{
    // Settings may be secrets, so no record may print them.
    public override string ToString() => Origin;
}

/// <summary>A JSON null: back to the default, and in a map: this entry is taken out.</summary>
internal sealed record NothingSetting(string Origin) : Setting(Origin);

internal sealed record ListSetting(IReadOnlyList<Setting> Items, string Origin) : Setting(Origin);

internal sealed record MapSetting(string Origin) : Setting(Origin)
{
    /// <summary>Case is ignored, the first spelling is kept.</summary>
    public OrderedDictionary<string, Setting> Entries { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A list as the environment spells it: <c>__0</c>, <c>__1</c>.</summary>
    public bool IsIndexed => Entries.Count > 0 && Entries.Values.All(entry => FromEnvironment(entry)) && Entries.Keys.All(key => key.All(char.IsAsciiDigit));

    private static bool FromEnvironment(Setting setting) => setting switch
    {
        TextSetting text => text.Json is null,
        MapSetting map => map.Entries.Values.All(FromEnvironment),
        _ => false,
    };
}
