using System.Text.Json;
using ActionSync.Simulators.Chaos.Documents;

namespace ActionSync.Simulators.Chaos.Verdict;

/// <summary>One item as <c>status --json</c> tells it.</summary>
internal sealed record LedgerEntry(string Key, string Title, string Priority, string? Deadline, string State, string? Issue, bool Withdrawn)
{
    public string? Of(Field field) => field switch { Field.Title => Title, Field.Priority => Priority, _ => Deadline };
}

/// <summary>Reads what the ledger says through the program's own command.</summary>
internal static class LedgerView
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>Null where it could not be read.</summary>
    public static async Task<IReadOnlyList<LedgerEntry>?> ReadAsync(Stage stage, CancellationToken cancellationToken)
    {
        var json = await stage.Workers.Installation.AskAsync(cancellationToken, "status", "--json");
        return json is null ? null : JsonSerializer.Deserialize<List<LedgerEntry>>(json, Web);
    }
}
