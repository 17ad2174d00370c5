using ActionSync.Configuration.Binding;

namespace ActionSync.Configuration.Rules;

/// <summary>A path whose default lies under <c>Data</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UnderDataAttribute(string leaf) : Attribute
{
    public string Leaf => leaf;

    /// <summary>What stands before the path in the value.</summary>
    public string Before { get; set; } = "";

    /// <summary>The default as <c>config/appsettings.json</c> spells it.</summary>
    public string Spelled => $"{Before}{DefaultPaths.Data}/{leaf}";
}
