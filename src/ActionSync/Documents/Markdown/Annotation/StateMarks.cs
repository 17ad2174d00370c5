using System.Globalization;
using System.Text.RegularExpressions;
using ActionSync.Documents.Annotation;
using ActionSync.Documents.Markdown.Items;
using ActionSync.Documents.Values;
using ActionSync.Items;

namespace ActionSync.Documents.Markdown.Annotation;

/// <summary>The words and signs in which one document writes states: those that stand in it, and for states that it has not yet, the like.</summary>
internal sealed partial class StateMarks
{
    private const int LongestMark = 30;

    private readonly WordTables _words;
    private readonly Dictionary<ItemState, string> _written = [];
    private readonly string _like = "Done";

    private StateMarks(IEnumerable<string> cells, WordTables words)
    {
        _words = words;
        foreach (var cell in cells.Where(cell => cell.Length is > 0 and <= LongestMark && !HasDay(cell) && !cell.Contains('[')))
        {
            if (StatusText.Of(cell, words) is not { } state)
                continue;
            if (_written.Count == 0)
                _like = cell;
            _written.TryAdd(state, cell);
        }
    }

    /// <param name="cells">The cells of the status column.</param>
    /// <param name="words">What words mean.</param>
    public static StateMarks Of(IEnumerable<string> cells, WordTables words) => new(cells, words);

    /// <summary>The state as the status column of this document has it.</summary>
    public string Word(ItemState state) => _written.GetValueOrDefault(state) ?? Like(_like, state);

    /// <summary>The state written like another one: a sign, in capitals, with a capital, or small.</summary>
    public static string Like(string other, ItemState state)
    {
        var (sign, after) = StatusText.Sign(other.TrimStart());
        var word = Small(state);
        var bare = after.Trim().Trim('*', '_', '~');
        if (sign is not null && bare.Length == 0 && Sign(state) is { } own)
            return sign.StartsWith(':') ? Shortcode(state) ?? own : own;
        if (sign is not null && Sign(state) is { } before)
            return $"{before} {Like(after.Trim(), state)}";
        var letters = bare.Where(char.IsLetter).ToList();
        return letters.Count == 0 || char.IsLower(letters[0]) ? letters.Count == 0 ? Capital(word) : bare.Contains('_') ? state.ToWord() : word
            : letters.TrueForAll(char.IsUpper) ? word.ToUpperInvariant() : Capital(word);
    }

    /// <summary>As it is written in brackets behind a text.</summary>
    public static string Small(ItemState state) => state switch
    {
        ItemState.Open => "open",
        ItemState.InProgress => "in progress",
        ItemState.Done => "done",
        _ => "won't do",
    };

    public static string? Sign(ItemState state) => state switch
    {
        ItemState.Open => "⬜",
        ItemState.InProgress => "🔄",
        ItemState.Done => "✅",
        _ => null,
    };

    public static string DayOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static bool HasDay(string text) => AnyDay().IsMatch(text);

    /// <summary>A day stands behind a word or sign for done.</summary>
    public static bool HasDoneDay(string text) => DoneDay().IsMatch(text);

    /// <summary>The text is a word or sign for a state, and nothing more.</summary>
    public ItemState? Read(string text) => StatusText.Of(text, _words);

    /// <summary>The text says done, and nothing else.</summary>
    public bool IsDone(string text) => StatusText.Sign(text.Trim('*', '_')) is var (sign, after) && after.Trim(' ', '*', '_') is var word
        && (word.Length == 0 ? sign is not null && StatusText.Meaning(sign) == ItemState.Done : _words.Status(word) == ItemState.Done);

    /// <summary>The places in a text where a state stands, with that state replaced.</summary>
    public IEnumerable<TextChange> Replacements(Stretch text, ItemState state)
    {
        foreach (var word in new[] { Label(), Bracket(), First(), Last() }.SelectMany(found => found.Matches(text.Text)).Select(match => match.Groups["word"]))
        {
            var bare = WithoutDay().Replace(word.Value, "");
            if (StatusText.Of(bare, _words) is not null)
                yield return text.Of(word).Replace(Like(bare, state));
        }
    }

    /// <summary>As above, for a cell of other things, in which a state may stand anywhere.</summary>
    public IEnumerable<TextChange> ReplacementsIn(Stretch cell, ItemState state) =>
        AnyWord().Matches(cell.Text).Where(match => Read(match.Value) is not null).Select(match => cell.Of(match).Replace(Like(match.Value, state)));

    /// <summary>The brackets in which a text says that it is done, with the day behind the word.</summary>
    public IEnumerable<TextChange> WithDay(Stretch text, DateOnly day)
    {
        foreach (Match match in Bracket().Matches(text.Text))
        {
            if (Read(match.Groups["word"].Value) == ItemState.Done)
                yield return text.Of(match.Groups["word"]).Append($" {DayOf(day)}");
        }
    }

    private static string? Shortcode(ItemState state) => state switch
    {
        ItemState.Done => ":white_check_mark:",
        ItemState.InProgress => ":construction:",
        _ => null,
    };

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private const RegexOptions Any = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase;

    private const string Words =
        @"(to\s?-?do|open|pending|planned|outstanding|delayed|not started|started|wip|in[ _-]progress|ongoing|doing|done|fixed|completed?|closed|resolved"
        + @"|won['’]?t (do|fix)|cancell?ed)";

    private const string Signs = "(⬜|☐|🔲|🔄|🚧|⏳|🟡|:construction:|:hourglass:)";

    [GeneratedRegex(@"\b(status|state)[*_]*\s*:\s*[*_`]*(?<word>[^\r\n,;|()\[\]*_`.]*[^\r\n,;|()\[\]*_`.\s])", Any, 1000)]
    private static partial Regex Label();

    [GeneratedRegex(@"[(\[](?<word>" + Words + @"(\s+\d{4}-\d{2}-\d{2})?)[)\]](?!\()", Any, 1000)]
    private static partial Regex Bracket();

    [GeneratedRegex(@"^[\s#>*_~\[(]*(\[[ x]?\]\s*)?(\(?\d+[.)]\s*)?[*_\[(]*(?<word>" + Signs + "|" + Words + @"\b)", Any, 1000)]
    private static partial Regex First();

    [GeneratedRegex(@"(?<word>" + Signs + @"|\b" + Words + @")[\s.*_)\]]*$", Any, 1000)]
    private static partial Regex Last();

    [GeneratedRegex(Signs + @"|\b" + Words + @"\b", Any, 1000)]
    private static partial Regex AnyWord();

    [GeneratedRegex(@"\s*\d{4}-\d{2}-\d{2}\s*$", Any, 1000)]
    private static partial Regex WithoutDay();

    private const string NamedDay = @"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,4}";

    [GeneratedRegex(@"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b" + NamedDay, Any, 1000)]
    private static partial Regex AnyDay();

    [GeneratedRegex(@"(\b(done|fixed|completed?|closed|resolved|merged|implemented|shipped)\b|✅|✔️?|☑️?|✓|:white_check_mark:)[\s:(*_–—-]{0,6}((on|at|by)\s+)?"
        + @"(\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|(\d{1,2}\s+)?" + NamedDay + ")",
        Any, 1000)]
    private static partial Regex DoneDay();
}
