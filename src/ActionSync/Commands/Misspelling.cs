using System.CommandLine;
using System.CommandLine.Parsing;
using ActionSync.Text;

namespace ActionSync.Commands;

/// <summary>Says of a word that nothing knows what was probably meant.</summary>
internal static class Misspelling
{
    /// <summary>The sentence about a word that stands where no command, option or argument does.</summary>
    /// <param name="word">As it was given.</param>
    /// <param name="at">The command behind which it stands.</param>
    public static string Of(string word, CommandResult at)
    {
        if (IsOption(word))
            return OfOption(word, at);
        if (at.Command.Subcommands.Count > 0 && at.Command.Arguments.Count == 0)
            return OfCommand(word, at.Command);
        return $"{Path(at)} takes no {word} here: it {Takes(at.Command)}.";
    }

    public static string OfOption(string option, CommandResult at)
    {
        var name = option.Split('=', ':')[0];
        return $"There is no option {name} here{Suggestion(name, Options(at).SelectMany(known => known.Aliases.Prepend(known.Name)))}";
    }

    public static string OfCommand(string word, Command parent) =>
        $"There is no command {word}{Suggestion(word, Visible(parent).Select(command => command.Name))}";

    /// <summary>A command as it is typed, without the program.</summary>
    public static string Path(CommandResult at) => at.Parent is CommandResult { Command: not RootCommand } parent
        ? $"{Path(parent)} {at.Command.Name}"
        : at.Command.Name;

    private static bool IsOption(string word) => word.Length > 1 && word.StartsWith('-');

    private static IEnumerable<Command> Visible(Command parent) => parent.Subcommands.Where(command => !command.Hidden);

    /// <summary>Those of the command, and those of the commands above that hold below them too.</summary>
    private static IEnumerable<Option> Options(CommandResult at)
    {
        foreach (var option in at.Command.Options)
            yield return option;
        for (var above = at.Parent as CommandResult; above is not null; above = above.Parent as CommandResult)
        {
            foreach (var option in above.Command.Options.Where(option => option.Recursive))
                yield return option;
        }
    }

    private static string Takes(Command command) => command.Arguments.Count == 0
        ? "has no arguments"
        : $"has the {(command.Arguments.Count == 1 ? "argument" : "arguments")} "
            + string.Join(' ', command.Arguments.Select(argument => argument.HelpName ?? argument.Name));

    private static string Suggestion(string word, IEnumerable<string> known) => Nearest.OrBegun(word, [.. known]) is { } near ? $": did you mean {near}?" : ".";
}
