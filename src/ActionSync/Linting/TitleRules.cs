using System.Text.RegularExpressions;

namespace ActionSync.Linting;

/// <summary>
/// Looks at how a title says what is to be done. Modest: only what certainly nobody could tick off, in English; a title in another language is left alone.
/// </summary>
internal static partial class TitleRules
{
    public const string TooShort = "short-title";
    public const string NoEnd = "no-end-state";
    public const string NoOutcome = "no-outcome";
    public const string NoCommitment = "no-commitment";

    /// <summary>The first thing that could be better, and how; null where nothing is.</summary>
    public static (string Why, string Says)? Of(string title)
    {
        var words = title.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (!words.Any(word => char.IsAsciiLetter(word[0])) || Reference().IsMatch(title))
            return null;
        if (words.Length <= Few && !(words.Length == Few && Verb().IsMatch(title)))
            return (TooShort, "says too little. Say what will be done.");
        if (NonCommittal().IsMatch(title))
            return (NoCommitment, "promises nothing. Say what will be done.");
        if (OpenEnded().IsMatch(title) && !Measure().IsMatch(title))
            return (NoEnd, "has no end. Say when it is done.");
        if (Study().IsMatch(title) && !Outcome().IsMatch(title))
            return (NoOutcome, "has no outcome. Say what comes out of it.");
        return null;
    }

    private const int Few = 2;
    private const RegexOptions Any = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <summary>The title is the name of a ticket, which says it all elsewhere.</summary>
    [GeneratedRegex(@"^(https?://\S+|[\w./-]*#\d+|[A-Z][A-Z0-9_]+-\d+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();

    [GeneratedRegex(@"^(add|alert|archive|automate|back|block|build|bump|cap|change|clean|configure|create|cut|delete|deploy|disable|document|drop|enable|encrypt|enforce|extend"
        + @"|fix|install|limit|log|merge|migrate|monitor|move|page|patch|pin|purge|raise|release|remove|rename|replace|retire|rewrite|rotate|run|set|split|stop|tag|test|train"
        + @"|update|upgrade|use|validate|verify|write)\b", Any, 1000)]
    private static partial Regex Verb();

    [GeneratedRegex(@"^(we (should|could|might) )?(consider|look (in|at)to?|think about|discuss|talk about|maybe|possibly|perhaps|try to|be more|pay (more )?attention|remember to|keep in mind)\b",
        Any, 1000)]
    private static partial Regex NonCommittal();

    [GeneratedRegex(@"^(better|more|improve|improved|improvements?|enhance|enhanced|increase|general)\b", Any, 1000)]
    private static partial Regex OpenEnded();

    [GeneratedRegex(@"\d|%|\b(to|so that|until|by|from|below|above|within|every|each|instead of|with|when|before|after)\b", Any, 1000)]
    private static partial Regex Measure();

    [GeneratedRegex(@"^(investigate|research|explore|analy[sz]e|examine|study|assess|evaluate|understand|find out|figure out)\b", Any, 1000)]
    private static partial Regex Study();

    [GeneratedRegex(@"\b(and|then|so that|to|decide|document|write|report|publish|present|share|propose|proposal|plan|fix|file|agree|recommend|list|runbook)\b"
        + "|[;:,–—]", Any, 1000)]
    private static partial Regex Outcome();
}
