using ActionSync.Configuration.Binding;
using ActionSync.Items;

namespace ActionSync.Configuration.Rules;

/// <summary>A map whose keys are priorities.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PriorityKeysAttribute : Attribute, IKeyRule
{
    public string? Problem(string key) =>
        Priorities.TryParse(key, out _) ? null : $"{Wording.Quote(key)} is not a priority; the key must be {Priorities.Known}";
}
