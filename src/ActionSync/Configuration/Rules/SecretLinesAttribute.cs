namespace ActionSync.Configuration.Rules;

/// <summary>A file of this secret may hold so many lines, a secret each, of which any is accepted: the one from now on, and the one before.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretLinesAttribute(int most) : Attribute
{
    public int Most => most;
}
