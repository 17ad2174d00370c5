namespace ActionSync.Links;

/// <summary>The paths that messages lead to.</summary>
internal static class LinkPaths
{
    /// <summary>The confirmation page of an act.</summary>
    public const string Act = "l";

    public const string Unsubscribe = "u";

    /// <summary>The list of items.</summary>
    public const string Items = "/items";

    /// <summary>An item's page, by its short name, whose slashes stay; the list where the name is one that no address can hold.</summary>
    public static string Item(string shortName)
    {
        var parts = shortName.Split('/');
        return parts.Any(part => part is "" or "." or ".." || part.Contains('\\'))
            ? Items
            : $"{Items}/{string.Join('/', parts.Select(Uri.EscapeDataString))}";
    }
}
