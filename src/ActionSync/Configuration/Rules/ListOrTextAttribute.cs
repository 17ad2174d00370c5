namespace ActionSync.Configuration.Rules;

/// <summary>A list of texts that a file may also write as one text, with commas between several.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ListOrTextAttribute : Attribute;
