using System.Globalization;
using ActionSync.Text;

namespace ActionSync.Listing;

/// <summary>
/// Reads an <see cref="ItemQuery"/> from the keys and values of an address. Empty values, as forms send them, ask for nothing, but those of flags, which are
/// true without one; whatever cannot be meant is told, all of it at once. Pure.
/// </summary>
internal static class ItemQueryReader
{
    public const string Owner = "owner";
    public const string Team = "team";
    public const string Priority = "priority";
    public const string Incident = "incident";
    public const string State = "state";
    public const string Tracker = "tracker";
    public const string Overdue = "overdue";
    public const string Open = "open";
    public const string Search = "q";
    public const string Sort = "sort";
    public const string Page = "page";

    /// <summary>So many values of one key, and so many letters of one value.</summary>
    private const int MostValues = 20;
    private const int LongestValue = 200;
    private const int LastPage = 1_000_000;

    public static IReadOnlyList<string> Keys { get; } = [Owner, Team, Priority, Incident, State, Tracker, Overdue, Open, Search, Sort, Page];

    /// <summary>What items may be sorted by.</summary>
    public static IReadOnlyList<string> SortWords => [.. Sorts.Keys];

    /// <summary>Those that are true or false.</summary>
    public static IReadOnlyList<string> Flags { get; } = [Overdue, Open];

    private static readonly Dictionary<string, ItemSort> Sorts =
        Enum.GetValues<ItemSort>().ToDictionary(sort => sort.ToString().ToLowerInvariant());

    /// <param name="pairs">Keys in any case; one that comes several times has several values.</param>
    /// <param name="problems">Sentences; empty where the query is good.</param>
    /// <returns>Null where something is wrong.</returns>
    public static ItemQuery? Read(IEnumerable<KeyValuePair<string, string?>> pairs, out IReadOnlyList<string> problems)
    {
        var reading = new Reading(pairs);
        var query = reading.Query();
        problems = reading.Problems;
        return problems.Count == 0 ? query : null;
    }

    private sealed class Reading
    {
        private readonly Dictionary<string, List<string>> _values = new(StringComparer.OrdinalIgnoreCase);

        public Reading(IEnumerable<KeyValuePair<string, string?>> pairs)
        {
            foreach (var (key, value) in pairs)
            {
                if (!Keys.Contains(key, StringComparer.OrdinalIgnoreCase))
                    Problems.Add(Unknown(key));
                else if ((!string.IsNullOrWhiteSpace(value) || Flags.Contains(key, StringComparer.OrdinalIgnoreCase)) && IsGood(key, value ?? ""))
                    (_values.TryGetValue(key, out var values) ? values : _values[key] = []).Add(value?.Trim() ?? "");
            }
            foreach (var (key, _) in _values.Where(entry => entry.Value.Count > MostValues))
                Problems.Add($"{key} comes more than {MostValues} times; ask for fewer at once.");
        }

        public List<string> Problems { get; } = [];

        public ItemQuery Query()
        {
            var (sort, descending) = SortOf(One(Sort));
            return new()
            {
                Filter = new()
                {
                    Owners = Of(Owner),
                    Teams = Of(Team),
                    Priorities = OrProblem(ItemFilterWords.Priorities(Of(Priority), out var noPriority), noPriority),
                    Incidents = Of(Incident),
                    States = OrProblem(ItemFilterWords.States(Of(State), out var noState), noState),
                    Trackers = Few(Tracker, [.. Of(Tracker).SelectMany(ItemFilterWords.Parts)]),
                    Overdue = IsTrue(Overdue),
                    OnlyOpen = IsTrue(Open),
                    Search = Of(Search) is [_, ..] words ? string.Join(' ', words) : null,
                },
                Sort = sort,
                Descending = descending,
                Page = PageOf(One(Page)),
            };
        }

        private IReadOnlyList<string> Of(string key) => _values.TryGetValue(key, out var values) ? values : [];

        private string? One(string key)
        {
            if (Of(key) is not { Count: > 1 } several)
                return Of(key) is [var only] ? only : null;
            Problems.Add($"{key} comes {several.Count} times; give it once.");
            return null;
        }

        private IReadOnlyList<string> Few(string key, IReadOnlyList<string> parts)
        {
            if (parts.Count > MostValues)
                Problems.Add($"{key} has more than {MostValues} values; ask for fewer at once.");
            return parts;
        }

        private IReadOnlyList<T> OrProblem<T>(IReadOnlyList<T>? read, string problem)
        {
            if (read is null)
                Problems.Add(problem);
            return read ?? [];
        }

        private bool IsTrue(string key)
        {
            if (One(key) is not { } word)
                return false;
            if (FlagWord.Read(word) is { } truth)
                return truth;
            Problems.Add(FlagWord.Refusal(key, word));
            return false;
        }

        private (ItemSort Sort, bool Descending) SortOf(string? word)
        {
            if (word is null)
                return default;
            var name = word.TrimStart('-', '+', ' ');
            if (Sorts.TryGetValue(name.ToLowerInvariant(), out var sort))
                return (sort, word.StartsWith('-'));
            var near = Nearest.OrBegun(name, Sorts.Keys) is { } one ? $" (did you mean {one}?)" : "";
            Problems.Add($"Items are not sorted by {word}; sort is one of {string.Join(", ", Sorts.Keys)}, with - before it for the other way round{near}.");
            return default;
        }

        private int PageOf(string? word)
        {
            if (word is null)
                return 1;
            if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is >= 1 and <= LastPage)
                return page;
            Problems.Add($"page is a number from 1 on, not {word}.");
            return 1;
        }

        private bool IsGood(string key, string value)
        {
            if (value.Length > LongestValue)
                Problems.Add($"{key} has more than {LongestValue} letters; give a part of it.");
            else if (value.Any(char.IsControl))
                Problems.Add($"{key} has a control character in it, such as a line break; leave it out.");
            else
                return true;
            return false;
        }

        private static string Unknown(string key)
        {
            var shown = key.Length > LongestValue ? key[..LongestValue] : key;
            return $"There is no filter {shown}; filters are {string.Join(", ", Keys)}{(Nearest.OrBegun(shown, Keys) is { } near ? $" (did you mean {near}?)" : "")}.";
        }
    }
}
