using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ActionSync.Simulators.Chaos.Documents;

/// <summary>One revision of an incident document.</summary>
/// <param name="HasIds">Its items have ids of their own; else they go by their titles.</param>
internal sealed record Document(string Incident, string Service, bool HasIds, int Revision, ImmutableList<DocumentItem> Items)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    public Document With(ImmutableList<DocumentItem> items) => this with { Revision = Revision + 1, Items = items };

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["incident"] = new JsonObject
        {
            ["id"] = Incident,
            ["title"] = $"What happened in {Incident}",
            ["severity"] = "SEV2",
            ["service"] = Service,
            ["resolved_at"] = "2026-01-15T16:45:00Z",
        },
        ["revision"] = Revision,
        ["action_items"] = new JsonArray([.. Items.Select(item => item.ToJson(HasIds))]),
    }, Readable);
}

/// <summary>An action item as a document has it.</summary>
/// <param name="Token">The word in its title by which the harness knows it.</param>
internal sealed record DocumentItem(string Token, string Title, string Owner, string Priority, string Deadline)
{
    public static DocumentItem New(Random chance)
    {
        var token = Wording.Token(chance);
        return new(token, Wording.Title(chance, token), $"{chance.GetItems([.. Wording.Owners], 1)[0]}@example.com", Wording.Priority(chance),
            Wording.Deadline(chance));
    }

    public string Of(Field field) => field switch { Field.Title => Title, Field.Priority => Priority, _ => Deadline };

    public JsonNode ToJson(bool withId)
    {
        var json = new JsonObject { ["title"] = Title, ["owner"] = Owner, ["priority"] = Priority, ["deadline"] = Deadline, ["type"] = "prevention" };
        if (withId)
            json.Insert(0, "id", Token);
        return json;
    }
}

/// <summary>What documents and people both write, and is compared at the end.</summary>
internal enum Field
{
    Title,
    Priority,
    Deadline,
}
