namespace ActionSync.Documents.Values;

/// <summary>What the text of documents leaves open and the configuration settles.</summary>
/// <param name="Zone">Where times without an offset are meant.</param>
/// <param name="DateOrder">How a date of three numbers is meant; null where that was not said, so that an ambiguous one is no date.</param>
/// <param name="Words">What words for priorities, states, severities and kinds mean.</param>
public sealed record ReadingRules(TimeZoneInfo Zone, DateOrder? DateOrder, WordTables Words)
{
    /// <summary>The built-in rules in a time zone.</summary>
    public static ReadingRules In(TimeZoneInfo zone) => new(zone, null, WordTables.BuiltIn);

    public static ReadingRules Of(DocumentsOptions options, TimeZoneInfo zone) => new(zone, options.DateOrder, WordTables.BuiltIn.With(options.Words));
}
