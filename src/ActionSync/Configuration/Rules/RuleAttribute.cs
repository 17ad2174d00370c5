namespace ActionSync.Configuration.Rules;

/// <summary>A rule for one value, declared on the property that holds it; on a list or map it is about each of its entries.</summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class RuleAttribute : Attribute
{
    /// <summary>What would be right, as the end of "...; it must be"; null where the value is right.</summary>
    public abstract string? Expected(object value);
}

/// <summary>A rule for the keys of a map, declared on the property that holds it.</summary>
public interface IKeyRule
{
    /// <summary>What is wrong with the key and what would be right; null where it is right.</summary>
    string? Problem(string key);
}

/// <summary>A property that is not a key of the configuration.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotAKeyAttribute : Attribute;

/// <summary>A list that needs an entry at least.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotEmptyAttribute : Attribute;
