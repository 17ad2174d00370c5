namespace ActionSync.Documents.Values;

/// <summary>What people write into a field that they leave open.</summary>
internal static class NoValue
{
    /// <summary>True of nothing, white space, <c>TBD</c>, <c>n/a</c>, <c>none</c> and a dash.</summary>
    public static bool Is(string? text) => text?.Trim().ToLowerInvariant() is null or "" or "tbd" or "n/a" or "none" or "-" or "–" or "—";
}
