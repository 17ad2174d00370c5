namespace ActionSync.Text;

/// <summary>What the value of a flag in an address says. Pure.</summary>
internal static class FlagWord
{
    /// <param name="word">What stands behind the key; a flag without a value is meant.</param>
    /// <returns>Null where it is neither true nor false.</returns>
    public static bool? Read(string? word) => word?.Trim().ToLowerInvariant() switch
    {
        null or "" or "true" or "on" or "yes" or "1" => true,
        "false" or "off" or "no" or "0" => false,
        _ => null,
    };

    /// <summary>What whoever sent something else is told.</summary>
    public static string Refusal(string key, string word) => $"{key} is true or false, not {word}.";
}
