namespace ActionSync.Configuration.Rules;

/// <summary>A map of text or secrets whose entries stand in the section itself, each under a key that a kind of tracker or channel brings along.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class KindKeysAttribute : Attribute;
