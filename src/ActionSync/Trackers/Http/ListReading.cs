using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ActionSync.Trackers.Http;

/// <summary>A list of which each entry was read for itself: one that cannot be read costs that entry and no other.</summary>
internal sealed record ListReading<T>(IReadOnlyList<T> Entries, IReadOnlyList<UnreadEntry> Unread);

/// <summary>An entry of a list that cannot be read.</summary>
/// <param name="Raw">The entry as it came.</param>
/// <param name="Why">The member and what is wrong with it, as in "$[3].title in a form that cannot be read".</param>
internal sealed record UnreadEntry(JsonElement Raw, string Why)
{
    /// <summary>A whole number of the entry; null where it has none of that name.</summary>
    public long? Number(string name) =>
        Raw.ValueKind == JsonValueKind.Object && Raw.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt64(out var number) ? number : null;

    /// <summary>A member of the entry; undefined where there is none of that name.</summary>
    public JsonElement Member(string name) => Raw.ValueKind == JsonValueKind.Object && Raw.TryGetProperty(name, out var value) ? value : default;
}

internal static class ListReadingExtensions
{
    /// <summary>A list whose entries are read one by one. What is no list at all is an error.</summary>
    public static ListReading<T> ReadList<T>(this Answer answer, JsonTypeInfo<T> type)
        where T : class
    {
        var (entries, unread) = (new List<T>(), new List<UnreadEntry>());
        foreach (var (index, raw) in Elements(answer).Index())
        {
            try
            {
                var entry = raw.ValueKind == JsonValueKind.Null ? null : raw.Deserialize(type);
                if (entry is null || ResponseValidation.Invalid(entry) is not null)
                    unread.Add(new UnreadEntry(raw, entry is null ? $"$[{index}] is empty" : $"$[{index}] is {ResponseValidation.Invalid(entry)}"));
                else
                    entries.Add(entry);
            }
            catch (Exception problem) when (problem is JsonException or InvalidOperationException)
            {
                var path = (problem as JsonException)?.Path is { Length: > 1 } inner ? inner[1..] : "";
                unread.Add(new UnreadEntry(raw, $"$[{index}]{AnswerReading.Short(path)} is missing or in a form that is not known here"));
            }
        }
        return new ListReading<T>(entries, unread);
    }

    private static IReadOnlyList<JsonElement> Elements(Answer answer)
    {
        if (!answer.IsJson)
            throw answer.Imposter($"{answer.MediaType ?? "nothing"} instead of JSON");
        try
        {
            using var document = JsonDocument.Parse(answer.Body);
            return document.RootElement.ValueKind == JsonValueKind.Array
                ? [.. document.RootElement.EnumerateArray().Select(element => element.Clone())]
                : throw answer.Unreadable($"{document.RootElement.ValueKind.ToString().ToLowerInvariant()} instead of a list");
        }
        catch (JsonException)
        {
            throw answer.Imposter("JSON that breaks off or is damaged");
        }
    }
}
