using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ActionSync.Ledger;

/// <summary>Reads one value of one row. What cannot be read is damage, and said by row and column.</summary>
internal static class LedgerCell
{
    /// <param name="row">The table and the row, for people.</param>
    /// <param name="column">Its column.</param>
    /// <param name="read">Throws where the value is not what the column holds.</param>
    public static T Read<T>(string row, string column, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (LedgerDamage.IsUnreadable(e))
        {
            throw LedgerException.Damaged($"{row}, {column}: {e.Message}");
        }
    }

    /// <summary>One of an enumeration's words; numbers are none.</summary>
    public static T Word<T>(string word) where T : struct, Enum =>
        Enum.GetValues<T>().Cast<T?>().FirstOrDefault(value => value!.Value.ToString().Equals(word, StringComparison.OrdinalIgnoreCase))
        ?? throw new FormatException($"\"{word}\" is none of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}.");

    public static T Json<T>(string json, JsonTypeInfo<T> type)
        where T : class => JsonSerializer.Deserialize(json, type) ?? throw new FormatException("it is empty.");

    /// <summary>Where a text is there, it must be readable.</summary>
    public static T? Optional<T>(string? text, Func<string, T?> read) where T : struct =>
        text is null ? null : read(text) ?? throw new FormatException($"\"{text}\" cannot be read.");
}
