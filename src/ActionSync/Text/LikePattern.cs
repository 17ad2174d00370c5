namespace ActionSync.Text;

/// <summary>Patterns for <c>like ... escape '\'</c>.</summary>
internal static class LikePattern
{
    /// <summary>Fits whatever has the text within, taken as it stands.</summary>
    public static string Within(string text) =>
        $"%{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
}
