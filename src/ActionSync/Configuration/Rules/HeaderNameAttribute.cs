using System.Buffers;

namespace ActionSync.Configuration.Rules;

/// <summary>The name of an HTTP header (RFC 9110, 5.6.2).</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HeaderNameAttribute : RuleAttribute
{
    private static readonly SearchValues<char> Letters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public override string? Expected(object value) =>
        ((string)value).AsSpan().ContainsAnyExcept(Letters) ? "the name of a header alone, such as X-Forwarded-User" : null;
}
