using ActionSync.Configuration.Binding;

namespace ActionSync.Configuration.Rules;

/// <summary>One of a few words, case ignored.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneOfAttribute(params string[] words) : RuleAttribute
{
    public IReadOnlyList<string> Words => words;

    public override string? Expected(object value) => words.Contains((string)value, StringComparer.OrdinalIgnoreCase) ? null : Wording.Choice(words, (string)value);
}
