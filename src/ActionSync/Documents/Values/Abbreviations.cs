namespace ActionSync.Documents.Values;

/// <summary>Words that end with a full stop and end no sentence.</summary>
internal static class Abbreviations
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "approx", "bzw", "ca", "cf", "co", "corp", "dept", "dr", "eg", "est", "etc", "fig", "ie", "inc", "incl", "jr", "ltd", "max", "min", "mr", "mrs", "ms",
        "no", "nr", "pp", "resp", "sec", "sr", "st", "usw", "vs",
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    };

    /// <summary>"e.g. Redis", "J. Doe", "No. 5", "A ... B": the stop at this place belongs to its word.</summary>
    public static bool EndAt(string text, int stop)
    {
        var start = stop;
        while (start > 0 && !char.IsWhiteSpace(text[start - 1]))
            start--;
        var word = text.AsSpan(start, stop - start).TrimStart("(\"'").ToString();
        return word.Contains('.') || (word.Length == 1 && char.IsLetter(word[0])) || Words.Contains(word);
    }
}
