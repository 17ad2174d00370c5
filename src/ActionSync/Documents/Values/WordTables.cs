using System.Collections.Frozen;
using ActionSync.Items;
using ActionSync.Text;

namespace ActionSync.Documents.Values;

/// <summary>
/// What the words of other houses mean, for every format. Case does not matter; spaces and hyphens are as good as underscores, and apostrophes are left out.
/// </summary>
public sealed class WordTables
{
    private const int ShortestCompared = 3;
    private const int LongestCompared = 40;

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

    /// <summary>The word for a priority that was probably meant, and what it means: <c>High, P2</c>; null where none is near.</summary>
    public string? NearPriority(string word) => Near(_priorities, word, priority => priority.ToString());

    /// <summary>The same for a state: <c>closed, done</c>.</summary>
    public string? NearStatus(string word) => Near(_statuses, word, state => state.ToWord());

    /// <summary>The same for a severity: <c>critical, SEV1</c>. A number is no slip: of SEV9 nobody knows which was meant.</summary>
    public string? NearSeverity(string word) => Near(_severities.Where(known => Digits(known.Key) == Digits(word)).ToFrozenDictionary(), word, level => level);

    private static string Digits(string word) => string.Concat(word.Where(char.IsAsciiDigit));

    /// <summary>The form in which words are compared.</summary>
    public static string Spelling(string word) =>
        word.ToLowerInvariant().Replace("'", "").Replace("’", "").Replace(' ', '_').Replace('-', '_');

    private static string? Near<T>(FrozenDictionary<string, T> table, string word, Func<T, string> name) where T : notnull
    {
        var given = Spelling(word.Trim());
        if (given.Length > LongestCompared || NearestIn([.. table.Keys.Order(StringComparer.Ordinal)], given) is not { } near)
            return null;
        var meaning = name(table[near]);
        var written = char.IsUpper(word.Trim()[0]) ? char.ToUpperInvariant(near[0]) + near[1..] : near;
        return near == Spelling(meaning) ? meaning : $"{written}, {meaning}";
    }

    /// <summary>Of so few letters any other word is near.</summary>
    private static string? NearestIn(string[] words, string given) =>
        words.Contains(given) ? given
        : given.Length < ShortestCompared ? null
        : Nearest.To(given, words) ?? Array.Find(words, word => word.StartsWith(given, StringComparison.Ordinal));

    private static FrozenDictionary<string, T> Table<T>(IEnumerable<KeyValuePair<string, T>> words)
    {
        var table = new Dictionary<string, T>();
        foreach (var (word, meant) in words)
            table[Spelling(word)] = meant;
        return table.ToFrozenDictionary();
    }
}
