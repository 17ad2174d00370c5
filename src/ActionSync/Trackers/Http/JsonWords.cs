using System.Text.Json;
using ActionSync.Text;

namespace ActionSync.Trackers.Http;

/// <summary>Reads texts out of JSON of unknown shape.</summary>
internal static class JsonWords
{
    private const int ShortLength = 80;

    /// <summary>The text; null where the value is none, or holds half of a surrogate pair, which no text can.</summary>
    public static string? TextOrNull(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The text, or the number as it stands there; null for anything else.</summary>
    public static string? TextOrNumber(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetRawText() : TextOrNull(value);

    /// <summary>The beginning of a value, to be shown to people.</summary>
    public static string Short(JsonElement value)
    {
        var raw = PlainText.Line(value.GetRawText());
        return raw.Length <= ShortLength ? raw : raw[..ShortLength] + "…";
    }

    /// <summary>The moment that a text names; null where it names none, or one in which no service existed.</summary>
    public static DateTimeOffset? MomentOrNull(JsonElement value) =>
        TextOrNull(value) is not null && value.TryGetDateTimeOffset(out var moment) && ResponseValidation.IsMoment(moment) ? moment : null;
}
