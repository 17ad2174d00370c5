using System.CommandLine;
using System.CommandLine.Parsing;

namespace ActionSync.Commands;

/// <summary>What is wrong with a command line, a sentence each.</summary>
internal static class UsageErrors
{
    public static IReadOnlyList<string> Of(ParseResult result)
    {
        var unknown = result.UnmatchedTokens;
        List<string> errors = [];
        // What follows an unknown command is unknown for its sake.
        foreach (var word in result.CommandResult.Command.Subcommands.Count > 0 ? unknown.Take(1) : unknown)
            errors.Add(Misspelling.Of(word, result.CommandResult));
        errors.AddRange(result.Errors.Where(error => !IsOf(unknown, error) && !(unknown.Count > 0 && LacksCommand(error))).Select(Sentence));
        return [.. errors.Distinct()];
    }

    /// <summary>A command was given without the one below it that says what to do, and nothing else is wrong.</summary>
    public static bool IsUnfinished(ParseResult result) => result.UnmatchedTokens.Count == 0 && result.Errors.All(LacksCommand);

    private static string Sentence(ParseError error) => LacksCommand(error) ? "A command is missing." : error.Message;

    /// <summary>The library tells what it cannot place in words of its own, without what was meant.</summary>
    private static bool IsOf(IReadOnlyList<string> unknown, ParseError error) =>
        error.SymbolResult is CommandResult && unknown.Any(word => error.Message.Contains($"'{word}'", StringComparison.Ordinal));

    /// <summary>By the library's own words: it gives no other sign of this error.</summary>
    private static bool LacksCommand(ParseError error) => error.Message == "Required command was not provided.";
}
