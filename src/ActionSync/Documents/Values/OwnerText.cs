namespace ActionSync.Documents.Values;

/// <summary>An owner as documents write one: <c>@alice</c>, <c>`alice`</c>, <c>mailto:alice@example.com</c>.</summary>
internal static class OwnerText
{
    private const string MailTo = "mailto:";

    /// <summary>The name or address without what stands around it; null where the text names nobody.</summary>
    public static string? Of(string? text)
    {
        if (NoValue.Is(text))
            return null;
        var owner = PlainLine.Of(text!).Trim('@', '`', ' ');
        if (owner.StartsWith(MailTo, StringComparison.OrdinalIgnoreCase))
            owner = owner[MailTo.Length..];
        return owner.Any(char.IsLetterOrDigit) && owner.Length <= Limits.Line ? owner : null;
    }
}
