namespace ActionSync.Configuration.Rules;

/// <summary>A path, or a list of paths, that is relative to the current directory.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FullPathAttribute : Attribute;
