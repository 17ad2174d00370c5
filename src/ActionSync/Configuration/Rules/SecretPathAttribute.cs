namespace ActionSync.Configuration.Rules;

/// <summary>The path of a file that is a secret as a whole, such as a private key.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretPathAttribute : Attribute;
