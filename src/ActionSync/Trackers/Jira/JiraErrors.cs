using System.Text.Json;
using ActionSync.Text;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.Jira;

/// <summary>
/// What Jira says no with; the gateway says <paramref name="Message"/>. Plug-ins and versions differ in shape, so every shape is read for its texts.
/// </summary>
internal sealed record JiraErrors(JsonElement ErrorMessages = default, JsonElement Errors = default, JsonElement Message = default)
{
    public string Words
    {
        get
        {
            var texts = Texts(ErrorMessages).Concat(ByField.Select(e => $"{e.Key}: {e.Value}"))
                .Concat(Errors.ValueKind == JsonValueKind.Object ? [] : Texts(Errors)).ToList();
            return AnswerReading.Short(PlainText.Line(string.Join("; ", texts.Count > 0 ? texts : Texts(Message))));
        }
    }

    /// <summary>Which fields Jira does not take, and why.</summary>
    public IReadOnlyDictionary<string, string> ByField => Errors.ValueKind == JsonValueKind.Object
        ? Errors.EnumerateObject().DistinctBy(e => e.Name).ToDictionary(e => e.Name, e => string.Join(", ", Texts(e.Value)))
        : new Dictionary<string, string>();

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(m => Texts(m.Value)),
        _ => JsonWords.TextOrNumber(value) is { Length: > 0 } text ? [text] : [],
    };
}
