namespace ActionSync.Configuration.Rules;

/// <summary>An empty text is a value here; elsewhere it is as good as none, and the default holds.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MayBeEmptyAttribute : Attribute;
