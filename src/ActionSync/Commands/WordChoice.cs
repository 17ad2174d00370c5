using System.CommandLine;
using System.CommandLine.Parsing;
using ActionSync.Configuration.Binding;
using ActionSync.Items;

namespace ActionSync.Commands;

/// <summary>Options and arguments whose value is one of some words; another one is told with the one that was probably meant.</summary>
internal static class WordChoice
{
    public static Option<T> OneOf<T>(this Option<T> option, params string[] words)
    {
        option.CompletionSources.Clear();
        option.CompletionSources.Add(words);
        option.Validators.Add(result => Check(result, option.Name, words));
        return option;
    }

    public static Argument<T> OneOf<T>(this Argument<T> argument, params string[] words)
    {
        argument.CompletionSources.Clear();
        argument.CompletionSources.Add(words);
        argument.Validators.Add(result => Check(result, argument.HelpName ?? argument.Name, words));
        return argument;
    }

    private static void Check(SymbolResult result, string name, string[] words)
    {
        foreach (var word in result.Tokens.Select(token => token.Value).Where(word => !words.Contains(word, StringComparer.Ordinal)))
            result.AddError(FullStop.After($"{name}: {Wording.Quote(word)} is not right; it must be {Wording.Choice(words, word)}"));
    }
}
