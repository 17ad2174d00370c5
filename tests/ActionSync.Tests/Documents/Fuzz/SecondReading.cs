using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using ActionSync.Documents;
using ActionSync.Items;

namespace ActionSync.Tests.Documents.Fuzz;

/// <summary>Reads a document again in another way, through the framework's own tree, and says whether both readings agree.</summary>
internal static partial class SecondReading
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Whether the text is JSON at all, each key once.</summary>
    public static bool IsStrictJson(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            return Utf8.IsValid(text.Span);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    public static IEnumerable<string> SchemaErrors(ReadOnlyMemory<byte> text)
    {
        using var document = JsonDocument.Parse(text, Strict);
        try
        {
            return [.. SchemaTests.Schema.Errors(document.RootElement)];
        }
        catch (InvalidOperationException e)
        {
            return [$"half a surrogate pair: {e.Message}"];
        }
    }

    public static void AssertAgrees(ReadOnlyMemory<byte> text, IReadOnlyList<IncidentDocument> incidents)
    {
        using var document = JsonDocument.Parse(text, Strict);
        var roots = document.RootElement.ValueKind == JsonValueKind.Array ? [.. document.RootElement.EnumerateArray()] : new[] { document.RootElement };
        Assert.Equal(roots.Length, incidents.Count);
        Assert.Equal(incidents.Count, incidents.Select(i => i.Incident.Id).Distinct(StringComparer.Ordinal).Count());
        foreach (var (root, incident) in roots.Zip(incidents))
        {
            var said = root.GetProperty("incident");
            Assert.Equal(Line(said, "id"), incident.Incident.Id);
            Assert.Equal(Line(said, "title"), incident.Incident.Title);
            Assert.Equal(Line(said, "severity"), incident.Incident.Severity);
            Assert.Equal(Line(said, "service"), incident.Incident.Service);
            Assert.Equal(root.GetRawText(), System.Text.Encoding.UTF8.GetString(incident.Source.Span));
            Assert.Equal(root.TryGetProperty("action_items", out var items), incident.ActionItems is not null);
            if (incident.ActionItems is null)
                continue;
            Assert.Equal(items.EnumerateArray().Select(Item), incident.ActionItems.Select(Plain));
            Assert.Equal(items.EnumerateArray().Select(item => Line(item, "deadline")), incident.ActionItems.Select(item => item.WrittenDeadline));
            Assert.Equal(incident.ActionItems.Count, incident.ActionItems.Select(ItemIdentity.Of).Distinct().Count());
        }
    }

    /// <summary>Less what is compared by itself.</summary>
    public static ActionItem Plain(ActionItem item) =>
        item with { Place = DocumentPlace.Unknown, OwnerPlace = null, WrittenDeadline = null, Owners = [], Details = [] };

    private static ActionItem Item(JsonElement item) => new()
    {
        Title = Line(item, "title")!,
        Id = Line(item, "id"),
        Owner = Line(item, "owner") ?? Lines(item, "owners").FirstOrDefault(),
        Type = Line(item, "type"),
        Url = Line(item, "url"),
        Ticket = Line(item, "ticket"),
        Priority = Line(item, "priority") is { } word ? Enum.Parse<Priority>(word, ignoreCase: true) : null,
        Status = Line(item, "status") is { } status ? State(status) : null,
        Deadline = Line(item, "deadline") is { } deadline ? Due(deadline) : null,
    };

    private static ItemState State(string word) => NotLetters().Replace(word.ToLowerInvariant(), "") switch
    {
        "open" or "todo" => ItemState.Open,
        "inprogress" => ItemState.InProgress,
        "done" or "completed" or "closed" or "resolved" => ItemState.Done,
        "wontdo" or "cancelled" or "canceled" => ItemState.WontDo,
        _ => throw new FormatException(word),
    };

    private static Deadline Due(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return Deadline.On(day);
        var time = DateTimeOffset.Parse(text.Replace(',', '.'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return Deadline.At(time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond)));
    }

    private static IEnumerable<string> Lines(JsonElement of, string name) => of.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
        ? list.EnumerateArray().Select(Line).OfType<string>()
        : [];

    private static string? Line(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? Line(value) : null;

    private static string? Line(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return null;
        var line = Breaks().Replace(value.GetString()!, " ").Trim();
        return line.Length > 0 ? line : null;
    }

    [GeneratedRegex(@"\s*[\t\n\r\u0085\u2028\u2029]\s*", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Breaks();

    [GeneratedRegex("[^a-z]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotLetters();
}
