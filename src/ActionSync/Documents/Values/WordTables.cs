using System.Collections.Frozen;
using ActionSync.Items;

namespace ActionSync.Documents.Values;

/// <summary>
/// What the words of other houses mean, for every format. Case does not matter; spaces and hyphens are as good as underscores, and apostrophes are left out.
/// </summary>
public sealed class WordTables
{
    private readonly FrozenDictionary<string, Priority> _priorities;
    private readonly FrozenDictionary<string, ItemState> _statuses;
    private readonly FrozenDictionary<string, string> _severities;
    private readonly FrozenDictionary<string, string> _kinds;

    private WordTables(
        IEnumerable<KeyValuePair<string, Priority>> priorities, IEnumerable<KeyValuePair<string, ItemState>> statuses,
        IEnumerable<KeyValuePair<string, string>> severities, IEnumerable<KeyValuePair<string, string>> kinds)
    {
        _priorities = Table(priorities);
        _statuses = Table(statuses);
        _severities = Table(severities);
        _kinds = Table(kinds);
    }

    public static WordTables BuiltIn { get; } = new(PriorityWords.All, StatusWords.All, SeverityWords.All, KindWords.All);

    /// <summary>These words and others; where one stands in both, the other's meaning counts.</summary>
    public WordTables With(DocumentWords more) => new(
        _priorities.Concat(more.Priority), _statuses.Concat(more.Status), _severities.Concat(more.Severity), _kinds.Concat(more.Type));

    public Priority? Priority(string word) => _priorities.TryGetValue(Spelling(word), out var meant) ? meant : null;

    /// <summary>One of open, in_progress, done, wont_do.</summary>
    public ItemState? Status(string word) => _statuses.TryGetValue(Spelling(word), out var meant) ? meant : null;

    /// <summary>SEV1 to SEV5.</summary>
    public string? Severity(string word) => _severities.GetValueOrDefault(Spelling(word));

    /// <summary>The kind of an item, as the table names it: prevention, mitigation, detection and so on.</summary>
    public string? Kind(string word) => _kinds.GetValueOrDefault(Spelling(word));

    /// <summary>The form in which words are compared.</summary>
    public static string Spelling(string word) =>
        word.ToLowerInvariant().Replace("'", "").Replace("’", "").Replace(' ', '_').Replace('-', '_');

    private static FrozenDictionary<string, T> Table<T>(IEnumerable<KeyValuePair<string, T>> words)
    {
        var table = new Dictionary<string, T>();
        foreach (var (word, meant) in words)
            table[Spelling(word)] = meant;
        return table.ToFrozenDictionary();
    }
}
